// A section for each fund: charts of one of its lines, and tables of them all. Funds are never added.

// More arrows than these a chart does not draw.
const ARROWS = 6;

function fundParts() {
  const funds = grouped(shown.rows, (row) => row.fund);
  if (!funds.size) return [element("p", { class: "lead" }, word("nothing"))];
  return [...funds].map(([fund, rows], n) => fundPart(fund, `fund-${n}`, rows));
}

function fundPart(fund, id, rows) {
  const { name, support, note } = data.funds[fund];
  const bases = grouped(rows, (row) => row.basis);
  return section(
    id,
    say(name),
    ...(support ? [] : [element("p", { class: "aside strong" }, word("not_support"))]),
    ...(note ? [element("p", { class: "aside" }, say(note))] : []),
    charts(fund, id, rows),
    ...[...bases].map(([basis, own]) => linesTable(`${id}-${basis}`, basis, own)),
  );
}

/** The charts of one line of a fund, which is chosen above them; bases stand apart and are never added. */
function charts(fund, id, rows) {
  const lines = chartable(rows);
  if (!lines.length) return element("p", { class: "absent" }, word("not_stated"));
  const chosen = lines.includes(state.lines[fund]) ? state.lines[fund] : foremost(rows, lines);
  const options = lines.map((line) => lineOption(fund, line));
  const choice = element("select", { id: `${id}-line` }, ...options);
  const place = element("div", { class: "bases" });
  choice.value = chosen;
  choice.addEventListener("change", () => {
    state.lines[fund] = choice.value;
    place.replaceChildren(...chartsOf(fund, id, choice.value, rows));
  });
  place.append(...chartsOf(fund, id, chosen, rows));
  const name = element("label", { for: choice.id }, word("line_shown"));
  const control = element("div", { class: "control" }, name, choice);
  const apart = element("p", { class: "aside" }, word("never_added"));
  return element("div", {}, control, place, apart);
}

/** The lines of which something is stated; the total of a fund has no name. */
function chartable(rows) {
  return [...new Set(stated(rows).map((row) => row.line ?? ""))];
}

/** The line to show first: one with a gap, else one that moved, else the total, else the first. */
function foremost(rows, lines) {
  const shifted = new Set(shown.shifts.map((shift) => shift.line));
  return (
    rows.find((row) => row.gap && row.line)?.line ??
    lines.find((line) => shifted.has(line)) ??
    lines.find((line) => !line) ??
    lines[0]
  );
}

function lineOption(fund, line) {
  const level = line ? data.lines[line].level : 0;
  const indented = "\u00a0".repeat(2 * level) + nameIn(fund, line);
  return element("option", { value: line }, indented);
}

/** What a line of a fund is called, or the sum of those that are stated. */
function nameIn(fund, line) {
  return nameOf(shown.rows.find((row) => row.fund === fund && (row.line ?? "") === line));
}

function chartsOf(fund, id, line, all) {
  const rows = all.filter((row) => (row.line ?? "") === line);
  const bases = grouped(rows, (row) => row.basis);
  const declared = shown.shifts.filter((shift) => shift.line === line);
  const parts = [...bases].map(([basis, own]) => ({
    id: `${id}-${basis}`,
    name: nameOf(own[0]),
    basis,
    rows: own,
    declared: declared.filter((shift) => shift.basis === basis),
  }));
  for (const part of parts) part.shifts = drawable(part.declared, part.rows);
  const range = extent(rows);
  const arrows = Math.max(0, ...parts.map((part) => part.shifts.length));
  return parts.map((part) => chartPart({ ...part, range, arrows }));
}

/** The shifts that the versions of some figures declare; of many the largest, since a chart has no room for all. */
function drawable(shifts, rows) {
  const led = (shift) => (row) => row.version === shift.version && [shift.from_year, shift.to_year].includes(row.year);
  const found = shifts.filter((shift) => rows.some(led(shift)));
  const bySize = [...found].sort((one, other) => (key(other.amount) ?? 0) - (key(one.amount) ?? 0));
  const largest = new Set(bySize.slice(0, ARROWS));
  return found.filter((shift) => largest.has(shift));
}

/** A chart with its legend, and its figures as a table. */
function chartPart(part) {
  const { id, name, basis, rows, declared, shifts } = part;
  const of = { line: name, basis: term("basis", basis) };
  const drawing = { ...part, title: word("chart", of) };
  const caption = element("figcaption", {}, legend(rows, shifts));
  if (shifts.length < declared.length) caption.append(element("p", {}, word("more_shifts")));
  return element(
    "div",
    { class: "basis", "data-basis": basis },
    element("h3", {}, `${capital(of.basis)}: ${name}`),
    ...(stated(rows).length || shifts.length
      ? [element("figure", {}, picture(drawing), caption), yearsTable(`${id}-years`, word("chart_data", of), rows)]
      : [element("p", { class: "absent" }, word("not_stated"))]),
  );
}

function stated(rows) {
  return rows.filter((row) => row.amount !== undefined);
}

/** The place of a drawing, which is made when it is known how wide that is. */
function picture(drawing) {
  const { rows, shifts } = drawing;
  const holder = element("div", { class: "holder" });
  drawings.set(holder, { ...drawing, categories: categoriesOf(rows, shifts) });
  watcher.observe(holder);
  return holder;
}

/** The years of a chart, and after them those that a shift only names, or does not. */
function categoriesOf(rows, shifts) {
  const named = shifts.flatMap((shift) => [shift.from_year, shift.to_year]);
  const years = [...rows.map((row) => row.year), ...named].filter(Number.isInteger);
  const others = ["beyond", undefined].filter((year) => named.includes(year));
  return [...new Set(years)].sort((one, other) => one - other).concat(others);
}

const drawings = new WeakMap();

/** Draws a chart as wide as its place, and again when that changes. */
const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const drawing = drawings.get(target);
    const width = Math.max(Math.floor(target.clientWidth), 240);
    if (drawing.width === width) continue;
    drawing.width = width;
    target.replaceChildren(chart(drawing));
  }
});

/** The figures of a chart, a row for each year. */
function yearsTable(name, caption, rows) {
  const columns = [
    { title: word("year") },
    { title: word("amount"), number: true },
    { title: word("change"), number: true },
    { title: word("stated_by") },
  ];
  const cells = rows.map((row) => ({
    cells: [String(row.year), ranged(row), row.change ? change(row) : "", statedName(row)],
    keys: [row.year, key(row.amount), key(row.change), statedName(row)],
  }));
  return table(name, caption, columns, cells);
}

/** A figure and how far it may be off. */
function ranged(row) {
  return figure(row, row.amount && within(row.amount, row.spread));
}

function statedName(row) {
  return row.version ? say(data.versions[row.version].name) : "";
}

/** All lines of a fund on one basis, the years across. */
function linesTable(name, basis, rows) {
  const of = { fund: say(data.funds[rows[0].fund].name), basis: term("basis", basis) };
  if (!stated(rows).length) {
    return element("p", { class: "absent" }, `${word("all_lines", of)}: ${word("not_stated")}`);
  }
  const years = edition().years;
  const columns = [{ title: word("line") }, ...years.map((year) => ({ title: String(year), number: true }))];
  const lines = grouped(rows, (row) => row.line);
  const cells = [...lines.values()].map((own) => lineRow(own, years));
  return table(name, word("all_lines", of), columns, cells);
}

function lineRow(own, years) {
  const [{ line }] = own;
  const across = years.map((year) => own.find((row) => row.year === year));
  return {
    cells: [nameOf(own[0]), ...across.map((row) => (row || line ? figure(row) : ""))],
    keys: [nameOf(own[0]), ...across.map((row) => key(row?.amount))],
    level: line && data.lines[line].level,
    last: !line,
  };
}
