// A chart of one line on one basis: a bar for each year, and an arrow for what moved between years.

/**
 * Draws `rows`, a figure per year, in a `width`; `range` and the room for `arrows` are those of all the charts that
 * stand side by side.
 */
function chart({ title, id, basis, rows, shifts, categories, range, arrows, width }) {
  const place = { ...frame(width, categories, range, arrows), id, basis };
  const picture = drawn(
    "svg",
    {
      class: "chart",
      viewBox: `0 0 ${width} ${place.height}`,
      role: "group",
      "aria-label": title,
    },
    hatching(id),
    arrowhead(id),
    ...place.marks.map((mark) => gridline(place, mark)),
    ...categories.map((category) => column(place, category, rows)),
    ...shifts.map((shift, n) => arrow(place, shift, n)),
  );
  rove(picture);
  return picture;
}

function hatching(id) {
  const size = 7;
  const line = `M-1,1 l2,-2 M0,${size} l${size},-${size} M${size - 1},${size + 1} l2,-2`;
  return drawn(
    "pattern",
    { id: `hatch-${id}`, width: size, height: size, patternUnits: "userSpaceOnUse" },
    drawn("path", { class: "hatch", d: line }),
  );
}

function arrowhead(id) {
  return drawn(
    "marker",
    {
      id: `head-${id}`,
      viewBox: "0 0 8 8",
      refX: 7,
      refY: 4,
      markerUnits: "userSpaceOnUse",
      markerWidth: 11,
      markerHeight: 11,
      orient: "auto",
    },
    drawn("path", { class: "head", d: "M0,0 L8,4 L0,8 z" }),
  );
}

function gridline(place, mark) {
  const y = place.y(mark);
  return drawn(
    "g",
    { class: mark === 0 ? "grid zero" : "grid", "aria-hidden": "true" },
    drawn("line", { x1: place.left, x2: place.width - MARGIN.right, y1: y, y2: y }),
    drawn("text", { x: place.left - 8, y: y + 4, "text-anchor": "end" }, tickText(mark)),
  );
}

/** A year: its bar, what the rounding leaves open, its amount, and the change from the year before. */
function column(place, category, rows) {
  const row = rows.find((each) => each.year === category);
  const stated = row?.amount !== undefined;
  const group = drawn(
    "g",
    { class: "mark", role: "img", tabindex: -1 },
    drawn("rect", {
      class: "reach",
      x: place.x(category) - place.band / 2,
      y: place.top - MARGIN.label,
      width: place.band,
      height: place.height - place.top + MARGIN.label,
    }),
    ...(stated ? bar(place, row) : [absent(place, category)]),
    label(place.x(category), place.bottom + 18, yearLabel(place, category), "year"),
    ...(row?.change ? [changeLabel(place, row)] : []),
  );
  return tellingGroup(group, () => columnLines(row, category, place.basis));
}

function yearLabel(place, category) {
  const name = yearName(category);
  return Number.isInteger(category) || fits(place, name) ? name : "…";
}

function fits(place, text) {
  return text.length * CHARACTER < place.band;
}

/** Makes a group of a drawing say its lines: to those who point at it, reach it by keyboard or hear it. */
function tellingGroup(group, lines) {
  told.set(group, lines);
  group.setAttribute("aria-label", lines().join(" "));
  return group;
}

function columnLines(row, category, basis) {
  if (row?.amount === undefined) {
    return [`${term("basis", basis)} ${yearName(category)}: ${word("not_stated")}`];
  }
  const moves = row.change ? [`${word("change")}: ${[changeText(row), ...changeWords(row)].join(", ")}`] : [];
  return [...linesOf(row), ...moves, ...origins(row).map((origin) => cited(origin, row.locator))];
}

function bar(place, row) {
  const value = Number(row.amount);
  const [top, bottom] = [place.y(Math.max(value, 0)), place.y(Math.min(value, 0))];
  const box = {
    x: place.x(row.year) - place.bar / 2,
    y: top,
    width: place.bar,
    height: Math.max(bottom - top, 1),
  };
  const uncertain = wordsOf(row).length > 0;
  const hatch = { ...box, class: "bar", fill: `url(#hatch-${place.id})` };
  return [
    drawn("rect", { ...box, class: uncertain ? "bar pale" : "bar" }),
    ...(uncertain ? [drawn("rect", hatch)] : []),
    ...whisker(place, row),
    ...amountLabels(place, row),
  ];
}

/** The interval of a figure; an open end goes on as a broken line. */
function whisker(place, row) {
  if (row.low === row.high) return [];
  const x = place.x(row.year);
  const [low, high] = ends(place, row);
  const ways = [`M${x},${low} V${high}`];
  if (!row.low_open) ways.push(`M${x - 7},${low} h14`);
  if (!row.high_open) ways.push(`M${x - 7},${high} h14`);
  const open = row.low_open || row.high_open;
  return [drawn("path", { class: open ? "whisker open" : "whisker", d: ways.join(" ") })];
}

function ends(place, row) {
  return [
    row.low_open ? place.bottom : place.y(Number(row.low)),
    row.high_open ? place.top : place.y(Number(row.high)),
  ];
}

/** The amount above its bar and, where there is room, the words that qualify it. */
function amountLabels(place, row) {
  const highest = Math.min(place.y(Math.max(Number(row.amount), 0)), ends(place, row)[1]);
  const text = amount(row.amount);
  const words = wordsOf(row).join(", ");
  if (!fits(place, text)) return [];
  const found = [label(place.x(row.year), highest - 6, text, "amount")];
  if (words && fits(place, words)) found.push(label(place.x(row.year), highest - 21, words, "words"));
  return found;
}

function absent(place, category) {
  const [x, y] = [place.x(category), place.y(0) - 8];
  const text = word("not_stated");
  if (fits(place, text)) return label(x, y, text, "absent");
  const turned = { class: "absent", transform: `translate(${x + 4} ${y}) rotate(-90)` };
  return drawn("text", turned, text);
}

function changeLabel(place, row) {
  const text = row.percent ? whole(say(row.percent)) : signed(row.change);
  const style = row.gap ? "fall" : "change";
  const full = row.gap ? `${text} ${word(`gap_${row.gap}`)}` : text;
  const fitting = [full, text].find((each) => fits(place, each));
  return label(place.x(row.year), place.bottom + 35, fitting ?? "", style);
}

function label(x, y, text, style) {
  return drawn("text", { x, y, class: style, "text-anchor": "middle" }, text);
}

/** What moved, above the bars from year to year; broken where its size is not stated. */
function arrow(place, shift, n) {
  const y = n * MARGIN.arrow + 20;
  const [from, to] = [shift.from_year, shift.to_year].map(place.x);
  const text = shift.amount === undefined ? word("not_stated") : within(shift.amount, shift.spread);
  const style = shift.size === "stated" ? "shift" : "shift read";
  const line = { d: `M${from},${y + 14} V${y} H${to} V${y + 15}`, "marker-end": `url(#head-${place.id})` };
  const group = drawn(
    "g",
    { class: style, role: "img", tabindex: -1 },
    drawn("path", line),
    label((from + to) / 2, y - 5, text, "amount"),
  );
  return tellingGroup(group, () => [...shiftLines(shift), text, ...origins(shift).map((origin) => cited(origin))]);
}

/** Makes a drawing one stop of the tabulator key, within which the arrow keys go from mark to mark. */
function rove(picture) {
  const marks = [...picture.querySelectorAll("[role=img]")];
  marks[0]?.setAttribute("tabindex", 0);
  picture.addEventListener("keydown", (event) => {
    const now = marks.indexOf(document.activeElement);
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: marks.length - 1 }[event.key];
    if (now < 0 || !marks[next]) return;
    event.preventDefault();
    marks[now].setAttribute("tabindex", -1);
    marks[next].setAttribute("tabindex", 0);
    marks[next].focus();
  });
}

/** What the signs of some charts mean, of those signs that they hold. */
function legend(rows, shifts) {
  const stated = rows.filter((row) => row.amount !== undefined);
  const signs = [
    ["bar", "legend_stated", stated.some((row) => !wordsOf(row).length)],
    ["pale", "legend_uncertain", stated.some((row) => wordsOf(row).length)],
    ["whisker", "legend_interval", stated.some((row) => row.low !== row.high)],
    ["shift", "legend_shift", shifts.some((shift) => shift.size === "stated")],
    ["read", "legend_read", shifts.some((shift) => shift.size !== "stated")],
  ];
  const items = signs.filter(([, , held]) => held).map(([sign, name]) => element("li", {}, swatch(sign), word(name)));
  return element("ul", { class: "legend" }, ...items);
}

function swatch(sign) {
  const box = { x: 1, y: 1, width: 20, height: 12 };
  const shapes = {
    bar: [drawn("rect", { ...box, class: "bar" })],
    pale: [
      drawn("rect", { ...box, class: "bar pale" }),
      drawn("path", { class: "hatch", d: "M4,13 l9,-12 M11,13 l9,-12" }),
    ],
    whisker: [drawn("path", { class: "whisker", d: "M11,1 V13 M6,1 h10 M6,13 h10" })],
    shift: [drawn("path", { class: "stroke", d: "M1,7 H21 M15,2 L21,7 L15,12" })],
    read: [drawn("path", { class: "stroke broken", d: "M1,7 H21 M15,2 L21,7 L15,12" })],
  };
  return drawn("svg", { class: "swatch", viewBox: "0 0 22 14", "aria-hidden": "true" }, ...shapes[sign]);
}
