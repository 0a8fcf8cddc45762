// Numbers that say where they come from, when they are pointed at or reached by keyboard.

const told = new WeakMap();
let sources = new Map();
let shown;

/** What a figure is of. */
function nameOf(row) {
  if (row.line) return say(data.lines[row.line].name);
  return word(row.partial ? "stated_lines" : "total_of", { fund: say(data.funds[row.fund].name) });
}

function versionName(version) {
  const name = say(data.versions[version]?.name ?? version);
  return name === version ? name : `${name} (${version})`;
}

/** The words that qualify a figure. */
function wordsOf(row) {
  const words = (row.qualifier ?? []).map((name) => term("qualifier", name));
  if (row.overtaken) words.push(word("overtaken"));
  else if (row.carried) words.push(word("carried"));
  return words;
}

/** What a figure or a shift is from: papers, or versions where no paper is named. */
function origins(row) {
  return row.sources ?? [row.document ?? row.version].filter(Boolean);
}

/** The mark of an origin in the numbered list of sources, which grows by those that are new. */
function cite(origin, place) {
  if (!sources.has(origin)) sources.set(origin, new Set());
  if (place) sources.get(origin).add(place);
  return [...sources.keys()].indexOf(origin) + 1;
}

/** An origin as it is cited, with its mark and, where there is one, the place in it. */
function cited(origin, place) {
  const said = data.papers[origin] ? paperName(data.papers[origin]) : versionName(origin);
  return `[${cite(origin)}] ${place ? `${said}, ${place}` : said}`;
}

function paperName({ title, reference, date }) {
  return [title, reference, say(date)].filter(Boolean).join(", ");
}

/** A number as a link to its sources, with what there is to tell of it. */
function pointed(text, words, from, place, lines) {
  const marks = from.map((origin) => cite(origin, place));
  const sup = element("sup", {}, marks.map((n) => `[${n}]`).join(""));
  const link = element(
    "a",
    { class: "number", href: marks.length ? `#source-${marks[0]}` : "#sources" },
    element("span", { class: "value" }, element("span", {}, text), sup),
  );
  if (words.length) {
    link.append(" ", element("span", { class: "words" }, words.join(", ")));
  }
  told.set(link, () => [...lines(), ...from.map((origin) => cited(origin, place))]);
  return link;
}

/** A figure, or that none is stated; `text` is how it is written where that is more than its amount. */
function figure(row, text) {
  if (row?.amount === undefined) {
    return element("span", { class: "absent" }, word("not_stated"));
  }
  const lines = () => linesOf(row);
  return pointed(text ?? amount(row.amount), wordsOf(row), origins(row), row.locator, lines);
}

/** All that there is to say of a figure, beside its sources. */
function linesOf(row) {
  const words = wordsOf(row).join(", ");
  const said = within(row.amount, row.spread) + (words ? ` (${words})` : "");
  return [`${nameOf(row)}, ${term("basis", row.basis)} ${row.year}: ${said}`, intervalOf(row), ...statedBy(row)].filter(
    Boolean,
  );
}

function intervalOf(row) {
  if (row.low_open && row.high_open) return "";
  if (row.high_open) return word("at_least_is", { low: amount(row.low) });
  if (row.low_open) return word("at_most_is", { high: amount(row.high) });
  if (row.low === row.high) return "";
  return word("between", { low: amount(row.low), high: amount(row.high) });
}

function statedBy(row) {
  if (row.row_type === "total") return totalOf(row);
  if (!row.version) return [word("balance")];
  const version = word("by_version", { version: versionName(row.version) });
  return row.carried ? [version, word("carried_from")] : [version];
}

function totalOf(row) {
  const names = (row.missing ?? []).map((line) => say(data.lines[line].name));
  if (!names.length) return [word("sum")];
  return [word("sum"), word("missing", { lines: names.join("; ") })];
}

/** A change in the unit and in percent. */
function changeText(row) {
  const share = row.percent ? ` (${whole(say(row.percent))})` : "";
  return signed(row.change) + share;
}

/** A fall without its sign. */
function fallText(row) {
  const share = row.fall ? ` (${whole(say(row.fall))})` : "";
  return signed(row.change).replace("-", "") + share;
}

/** The change of a figure from that of the year before, with the words that qualify it. */
function change(row, text = changeText(row), words = changeWords(row)) {
  const before = shown.cells.get(cellOf(row.fund, row.line, row.basis, row.year - 1));
  const from = new Set([...origins(row), ...origins(before)]);
  const lines = () => [
    word("change_of", {
      now: within(row.amount, row.spread),
      then: within(before.amount, before.spread),
      year: row.year,
    }),
    ...changeWords(row),
  ];
  return pointed(text, words, [...from], undefined, lines);
}

function changeWords(row) {
  const words = [];
  if (row.gap) words.push(word(`gap_${row.gap}`));
  if (row.comparable === undefined) words.push(word("different_series"));
  if (row.within_rounding) words.push(word("within_rounding"));
  return words;
}

/** How much a shift moves. */
function moved(shift) {
  if (shift.amount === undefined) {
    return element("span", { class: "absent" }, word("not_stated"));
  }
  const text = within(shift.amount, shift.spread);
  return pointed(text, [], origins(shift), undefined, () => shiftLines(shift));
}

function shiftLines(shift) {
  const by = { version: versionName(shift.version), label: shift.label };
  return [
    `${nameOf(shift)}, ${term("basis", shift.basis)}: ${way(shift)}`,
    word("declared_by", by),
    capital(word(`size_${shift.size}`)),
  ];
}

/** From which year to which. */
function way(shift) {
  return `${yearName(shift.from_year)} → ${yearName(shift.to_year)}`;
}

function yearName(year) {
  if (year === undefined) return word("not_printed");
  return year === "beyond" ? word("beyond") : String(year);
}

/** What is shown, with its figures by cell. */
function shownNow() {
  const { numbers, shifts } = edition();
  const rows = numbers.map((place) => data.numbers[place]);
  const cells = new Map(rows.map((row) => [cellOf(row.fund, row.line, row.basis, row.year), row]));
  return { rows, cells, shifts: shifts.map((place) => data.shifts[place]) };
}

function cellOf(...parts) {
  return parts.join("\n");
}

function grouped(rows, name) {
  const groups = new Map();
  for (const row of rows) {
    const group = name(row);
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(row);
  }
  return groups;
}
