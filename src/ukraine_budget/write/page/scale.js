// Where the figures of a chart are drawn. Only here and in sorting are amounts read as binary numbers.

const MARGIN = { left: 62, right: 10, bottom: 42, label: 40, plot: 190, arrow: 34 };

// How wide a character of a label is at most; a label that is wider than its band is left out.
const CHARACTER = 7.4;

/** The ends of what some figures may be, zero among them. */
function extent(rows) {
  const ends = rows.flatMap((row) => [row.amount, row.low, row.high]);
  const values = ends.filter((end) => end !== undefined).map(Number);
  const finite = values.filter(Number.isFinite);
  return { low: Math.min(0, ...finite), high: Math.max(0, ...finite) };
}

/** Round numbers from below `low` to above `high`, a few of them. */
function ticks({ low, high }) {
  const rough = (high - low) / 4 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((n) => n * power >= rough) * power;
  const first = Math.floor(low / step);
  const count = Math.ceil(high / step) - first;
  return Array.from({ length: count + 1 }, (_, n) => (first + n) * step);
}

/** A round number as an exact decimal has it. */
function tickText(value) {
  return amount(String(Number(value.toPrecision(12))));
}

/** The frame of a chart: room for the values along it, a band for each year, and the heights of amounts. */
function frame(width, categories, range, arrows) {
  const marks = ticks(range);
  const [low, high] = [marks[0], marks.at(-1)];
  const top = arrows * MARGIN.arrow + MARGIN.label;
  const bottom = top + MARGIN.plot;
  const left = Math.max(MARGIN.left, 14 + CHARACTER * Math.max(...marks.map((mark) => tickText(mark).length)));
  const band = (width - left - MARGIN.right) / categories.length;
  return {
    width,
    left,
    height: bottom + MARGIN.bottom,
    top,
    bottom,
    band,
    marks,
    bar: Math.min(band * 0.62, 84),
    x: (category) => left + (categories.indexOf(category) + 0.5) * band,
    y: (value) => top + (MARGIN.plot * (high - value)) / (high - low),
  };
}
