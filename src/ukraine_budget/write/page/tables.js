// Tables that are sorted by any of their columns.

/**
 * A table in a frame that scrolls where it is too wide. Each column has a `title`, and `number` where it holds
 * numbers; each row has `cells`, the `keys` by which it is sorted, a `level`, and `last` where it stays at the end.
 */
function table(name, caption, columns, rows) {
  const body = element("tbody", {}, ...rows.map((row) => tableRow(row, columns)));
  const heads = columns.map((column, n) => header(name, column, n));
  const whole = element(
    "table",
    { id: `table-${name}` },
    element("caption", {}, element("span", {}, caption)),
    element("thead", {}, element("tr", {}, ...heads)),
    body,
  );
  sorts.set(name, { whole, body, heads, rows: [...body.rows], keys: rows });
  order(name, state.orders[name] ?? { column: -1, ascending: true });
  const frame = { class: "wide", role: "group", tabindex: 0, "aria-label": caption };
  return element("div", frame, whole);
}

const sorts = new Map();

function header(name, column, n) {
  const button = element("button", { type: "button" }, column.title);
  button.addEventListener("click", () => turn(name, n, column.title));
  return element("th", { scope: "col", class: column.number && "numeric" }, button);
}

function tableRow(row, columns) {
  const cells = row.cells.map((cell, n) =>
    n
      ? element("td", { class: columns[n].number && "numeric" }, cell)
      : element("th", { scope: "row", style: indent(row.level) }, cell),
  );
  return element("tr", { class: row.last && "total" }, ...cells);
}

function indent(level) {
  return level ? `--level: ${level}` : undefined;
}

/** Sorts upwards, then downwards, then as the ledger has it. */
function turn(name, column, title) {
  const now = state.orders[name];
  const same = now?.column === column;
  const next = { column, ascending: !same };
  const back = same && !now.ascending;
  state.orders[name] = back ? { column: -1, ascending: true } : next;
  order(name, state.orders[name]);
  const way = word(next.ascending ? "sorted_up" : "sorted_down");
  announce(back ? "" : `${title}: ${way}`);
}

/** Puts the rows of a table in an order. What is not stated comes last, and totals after it. */
function order(name, { column, ascending }) {
  const { whole, body, heads, rows, keys } = sorts.get(name);
  const places = keys.map((_, n) => n);
  if (column >= 0) {
    places.sort((one, other) => {
      const last = Boolean(keys[one].last) - Boolean(keys[other].last);
      return last || compared(keys[one].keys[column], keys[other].keys[column], ascending);
    });
  }
  body.append(...places.map((place) => rows[place]));
  whole.classList.toggle("sorted", column >= 0);
  heads.forEach((head, n) => {
    if (n === column) head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    else head.removeAttribute("aria-sort");
  });
}

function compared(one, other, ascending) {
  if (one === undefined || other === undefined) {
    return (one === undefined) - (other === undefined);
  }
  const rising = typeof one === "number" ? one - other : one.localeCompare(other, language().code);
  return ascending ? rising : -rising;
}

/** A decimal as a key to sort by. */
function key(text) {
  return text === undefined ? undefined : Number(text);
}
