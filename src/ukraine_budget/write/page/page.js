// The page as a whole: the answer, the shifts, the notes, the sources, and what shows them all.

const byId = (id) => document.getElementById(id);

function announce(text) {
  byId("status").textContent = text;
}

/** Shows everything anew, in the language and as of the version that are chosen. */
function showAll() {
  sources = new Map();
  shown = shownNow();
  sorts.clear();
  document.documentElement.lang = language().code;
  document.title = say(data.title);
  byId("title").textContent = say(data.title);
  byId("skip").textContent = word("skip");
  byId("answer").replaceChildren(...answerParts());
  const parts = [...fundParts(), shiftPart(), notePart(), sourcePart()];
  byId("content").replaceChildren(...parts);
  byId("footer").textContent = word("made_by", { ledger: data.ledger });
}

/** A sentence whose numbers can be pointed at. */
function sentence(place) {
  const text = data.texts[place];
  if (typeof text === "string" || !text.template) return [whole(say(text))];
  const fillers = Object.entries(text.values).map(([name, value]) => [name, filler(value)]);
  return filled(say(text.template), Object.fromEntries(fillers));
}

function filler(value) {
  if (value.shift !== undefined) return moved(data.shifts[value.shift]);
  if (value.number === undefined) return say(value);
  const row = data.numbers[value.number];
  if (value.part === "amount") return figure(row);
  return value.part === "fall" ? change(row, fallText(row), []) : change(row);
}

function answerParts() {
  const { question, verdict, lead, points } = edition();
  const sentences = lead.flatMap((place) => [" ", ...sentence(place)]);
  const parts = points.map(([name, places]) =>
    element("div", { class: "point" }, element("h2", {}, word(name)), bullets(places)),
  );
  return [
    element("h1", {}, ...sentence(question)),
    element("p", { class: "lead" }, element("strong", {}, word(verdict)), ...sentences),
    element("p", { class: "aside" }, `${shownText()} ${measureText()}`),
    element("div", { class: "points" }, ...parts),
  ];
}

function measureText() {
  return data.measure ? word("amounts_in", { measure: say(data.measure) }) : word("no_unit");
}

function bullets(places) {
  return element("ul", {}, ...places.map((place) => element("li", {}, ...sentence(place))));
}

function section(name, title, ...parts) {
  const heading = element("h2", { id: `${name}-title` }, title);
  return element("section", { id: name, "aria-labelledby": `${name}-title` }, heading, ...parts);
}

function shiftPart() {
  const { shifts } = shown;
  if (!shifts.length) return section("shifts", word("shifts"), element("p", {}, word("no_shifts")));
  const open = shifts.some(({ remainder }) => remainder !== undefined);
  const titles = ["line", "basis", "from", "to", "amount", "known", "label", "remainder", "declared"].filter(
    (name) => name !== "remainder" || open,
  );
  const numbers = ["amount", "remainder"];
  const columns = titles.map((name) => ({ title: word(name), number: numbers.includes(name) }));
  const rows = shifts.map((shift) => shiftRow(shift, titles));
  return section("shifts", word("shifts"), table("shifts", word("shifts"), columns, rows));
}

/** What is told of a shift in the columns that are there. */
function shiftRow(shift, titles) {
  const texts = {
    line: nameOf(shift),
    basis: term("basis", shift.basis),
    from: yearName(shift.from_year),
    to: yearName(shift.to_year),
    known: word(`size_${shift.size}`),
    label: shift.label,
    declared: versionName(shift.version),
  };
  const cells = { ...texts, amount: moved(shift), remainder: remainder(shift) };
  const keys = { ...texts, amount: key(shift.amount), remainder: key(shift.remainder) };
  return { cells: titles.map((name) => cells[name]), keys: titles.map((name) => keys[name]) };
}

function remainder(shift) {
  if (shift.remainder === undefined) return "";
  return pointed(signed(shift.remainder), [], origins(shift), undefined, () => shiftLines(shift));
}

function notePart() {
  return section("notes", word("notes"), bullets(edition().notes));
}

/** All that the numbers shown are from, by the marks beside them. */
function sourcePart() {
  const items = [...sources].map(([origin, places], n) => {
    const item = element("li", { id: `source-${n + 1}`, tabindex: -1 }, cited(origin));
    const { url } = data.papers[origin] ?? {};
    if (url) item.append(", ", address(url));
    if (places.size) item.append(". ", word("cited_for", { places: [...places].join("; ") }));
    return item;
  });
  return section("sources", word("sources"), element("ol", { class: "sources", role: "list" }, ...items));
}

/** An address that can be followed where it is one of the web; else only its text. */
function address(url) {
  if (!/^https?:\/\//.test(url)) return url;
  return element("a", { href: url, rel: "noreferrer" }, url);
}

listenForPointing();
showControls();
showAll();
