// Shows the part of the page that the URL selects, and details of figures and papers on hover and click.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);
const tip = one("#tip");
const sheet = one("#sheet");
const PARAMETERS = ["as-of", "from", "to", "lang", "line"];
const PAGE = 50;

const edition = () => one(".edition:not([hidden])");
const visible = (selector) => all(selector, edition()).find((node) => !node.closest("[hidden]"));

/** Returns what is shown, as URL parameters. */
function shown() {
  const moment = visible("[data-as-of]")?.dataset.asOf;
  const change = visible("[data-from]")?.dataset ?? {};
  return { "as-of": moment, from: change.from, to: change.to, lang: edition().dataset.lang };
}

const first = shown();

function requested() {
  const address = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(PARAMETERS.map((name) => [name, address.get(name) ?? first[name]]));
}

/** Shows what is requested, and keeps in the URL what differs from the initial state. */
function request(wanted) {
  write({ ...requested(), ...wanted });
  show();
  write({ ...requested(), ...shown() });
}

function write(now) {
  const pairs = PARAMETERS.filter((name) => now[name] !== undefined && now[name] !== first[name]);
  const address = new URLSearchParams(pairs.map((name) => [name, now[name]]));
  history.replaceState(null, "", `#${address}`);
}

/** Shows only the nodes that fit; changes nothing if none does. */
function choose(nodes, fits) {
  if (!nodes.some(fits)) return;
  nodes.forEach((node) => (node.hidden = !fits(node)));
}

/** Shows what the URL selects, as far as the page has it. */
function show() {
  const { "as-of": moment, from, to, lang, line } = requested();
  hideTip();
  choose(all(".edition"), (node) => node.dataset.lang === lang);
  document.documentElement.lang = edition().dataset.lang;
  document.title = edition().dataset.title;
  for (const answers of all("section", edition())) {
    choose(all("[data-as-of]", answers), (node) => node.dataset.asOf === moment);
  }
  showChange(from, to);
  all(".as-of", edition()).forEach((choice) => (choice.value = shown()["as-of"]));
  if (line && line !== sheet.dataset.line) showLine(line);
}

/** Shows the change between two versions; else one from the old version, or to the new one. */
function showChange(from, to) {
  const changes = all(".change", edition());
  if (!changes.length) return;
  const ways = [
    (node) => node.dataset.from === from && node.dataset.to === to,
    (node) => node.dataset.from === from,
    (node) => node.dataset.to === to,
  ];
  const fits = ways.find((way) => changes.some(way));
  if (fits) {
    const chosen = changes.find(fits);
    choose(changes, (node) => node === chosen);
  }
  const now = shown();
  one(".from", edition()).value = now.from;
  one(".to", edition()).value = now.to;
  const fitting = changes.filter((node) => node.dataset.from === now.from).map((node) => node.dataset.to);
  all(".to option", edition()).forEach((option) => (option.disabled = !fitting.includes(option.value)));
}

function listenToChoices() {
  all(".controls, .find").forEach((node) => (node.hidden = false));
  all(".more").forEach((node) => (node.hidden = false));
  all(".as-of").forEach((choice) => choice.addEventListener("change", () => request({ "as-of": choice.value })));
  all(".from").forEach((choice) => choice.addEventListener("change", () => request({ from: choice.value })));
  all(".to").forEach((choice) => choice.addEventListener("change", () => request({ to: choice.value })));
  all(".speak").forEach((button) => button.addEventListener("click", () => speak(button.dataset.speak)));
  all(".more").forEach((button) => button.addEventListener("click", () => showMore(button)));
  all(".find input").forEach((box) => box.addEventListener("input", () => find(box)));
  addEventListener("hashchange", show);
}

function speak(code) {
  request({ lang: code });
  one(`[data-speak="${code}"]`, edition()).focus();
}

// Long tables.

/** Moves the next rows of a table out of its template. */
function showMore(button, count = PAGE) {
  const frame = button.previousElementSibling;
  const kept = one("template", frame);
  const rows = all("tr", kept.content).slice(0, count);
  one("tbody:last-of-type", frame).append(...rows);
  button.hidden = !one("tr", kept.content);
}

/** Filters the tables to lines whose names contain all words of a search. */
function find(box) {
  const words = box.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const whole = box.closest("details");
  if (words.length) all(".more", whole).forEach((button) => showMore(button, Infinity));
  const rows = all("tr[data-line]", whole);
  for (const row of rows) {
    const name = row.cells[0].textContent.toLocaleLowerCase();
    row.hidden = !words.every((word) => name.includes(word));
  }
  const found = rows.filter((row) => !row.hidden).length;
  one("#status").textContent = words.length ? box.dataset.found.replace("{n}", found) : "";
}

// Details of a figure or paper: in a tooltip on hover, in a dialog on click.

/** Returns the element with the details of a link or of a bar in a picture. */
function target(link) {
  if (link.hash) return document.getElementById(link.hash.slice(1));
  return visible(".figures").querySelector(`tr[data-figure="${CSS.escape(link.dataset.figure)}"]`);
}

/** Returns the content of a tooltip: the cells of a figure's row with their headings, or the name of a paper. */
function tipContents(link) {
  const about = target(link);
  if (about.tagName !== "TR") return [element("p", about.textContent.replace("↩", ""))];
  const heads = all("thead th", about.closest("table"));
  const list = element("dl", "");
  [...about.cells].forEach((cell, n) => {
    if (cell.textContent.trim()) list.append(element("dt", heads[n].textContent), element("dd", cell.textContent));
  });
  return [list];
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

let tipped = null;
let leaving = 0;

function showTip(link) {
  clearTimeout(leaving);
  if (link === tipped) return;
  hideTip();
  tip.replaceChildren(...tipContents(link));
  tip.hidden = false;
  link.setAttribute("aria-describedby", "tip");
  tipped = link;
  placeTip(link.getBoundingClientRect());
}

/** Places the tooltip below the link, or above it for lack of room; never beyond the edges, and without a gap. */
function placeTip(around) {
  const box = tip.getBoundingClientRect();
  const room = document.documentElement.clientWidth - box.width - 8;
  const fits = around.bottom + box.height < document.documentElement.clientHeight;
  tip.style.left = `${Math.max(Math.min(around.left, room), 8)}px`;
  tip.style.top = `${fits ? around.bottom : Math.max(around.top - box.height, 4)}px`;
}

function hideTip() {
  clearTimeout(leaving);
  tipped?.removeAttribute("aria-describedby");
  tipped = null;
  tip.hidden = true;
}

const LINKS = "a.figure, a.mark";
const BARS = ".seen rect[data-figure]";
const WALKED = ".seen .picture";

/** Returns the link or bar around a node, if it has details. */
function linkAt(node) {
  const link = node.closest?.(`${LINKS}, ${BARS}`);
  return link && edition().contains(link) && target(link) ? link : null;
}

function pointAt(event) {
  const link = linkAt(event.target);
  if (link) showTip(link);
  else if (tip.contains(event.target)) clearTimeout(leaving);
  else if (tipped && document.activeElement !== tipped) leaving = setTimeout(hideTip, 300);
}

/** Moves between the bars of a picture by arrow keys, announcing each; Enter opens the details. */
function walk(event) {
  const bars = all("[data-figure]", event.currentTarget).filter(target);
  const next = bars[bars.indexOf(tipped) + { ArrowRight: 1, ArrowLeft: -1 }[event.key]];
  const isChosen = event.key === "Enter" && bars.includes(tipped);
  if (next || isChosen) event.preventDefault();
  if (isChosen) openDetails(tipped);
  if (!next) return;
  showTip(next);
  one("#status").textContent = tip.innerText;
}

/** Makes pictures with bars reachable by keyboard. */
function listenToWalks() {
  for (const picture of all(WALKED).filter((node) => one("[data-figure]", node))) {
    picture.tabIndex = 0;
    picture.setAttribute("role", "group");
    picture.setAttribute("aria-label", one("title", picture).textContent);
    picture.addEventListener("keydown", walk);
  }
}

/** Opens the details of a link in the dialog; a back link goes to the visible citation of its paper. */
function follow(event) {
  const detailed = linkAt(event.target);
  const link = detailed ?? event.target.closest?.("a[href^='#']");
  if (!link) return;
  event.preventDefault();
  if (detailed) openDetails(detailed);
  else if (link.matches(".back")) goBack(link.closest("li").id);
  else target(link).focus();
}

function openDetails(link) {
  const about = target(link);
  if (about.tagName !== "TR") return openSheet(about.textContent.replace("↩", ""), [...linksOf(about)], "");
  request({ line: about.dataset.line });
  showFigures(about);
}

function linksOf(paper) {
  return all("a:not(.back)", paper).map((link) => link.cloneNode(true));
}

/** Shows all figures of the line of a row, with that row marked. */
function showFigures(about) {
  const table = about.closest("table");
  const rows = all("tbody tr", table).filter((row) => row.dataset.line === about.dataset.line);
  const copy = table.cloneNode(false);
  const body = element("tbody", "");
  body.append(...rows.map((row) => copyOf(row, row === about)));
  copy.append(one("thead", table).cloneNode(true), body);
  const frame = element("div", "");
  frame.className = "wide";
  frame.tabIndex = 0;
  frame.append(copy);
  openSheet(about.cells[0].textContent, [frame], about.dataset.line);
}

function copyOf(row, picked) {
  const copy = row.cloneNode(true);
  [copy, ...all("[id]", copy)].forEach((node) => node.removeAttribute("id"));
  copy.classList.toggle("picked", picked);
  return copy;
}

/** Shows the figures of a line, if the page lists them. */
function showLine(line) {
  const figures = visible(".figures");
  const about = figures && all("tr[data-line]", figures).find((row) => row.dataset.line === line);
  if (about) showFigures(about);
}

function openSheet(title, parts, line) {
  hideTip();
  one("#sheet-title").textContent = title;
  one("#close").textContent = edition().dataset.close;
  one("#sheet-body").replaceChildren(...parts);
  sheet.lang = edition().dataset.lang;
  sheet.dataset.line = line;
  if (!sheet.open) sheet.showModal();
}

function closed() {
  delete sheet.dataset.line;
  request({ line: undefined });
}

function goBack(paper) {
  const link = visible(`a.mark[href="#${paper}"]`);
  link?.closest("details")?.setAttribute("open", "");
  (link ?? visible("h1").closest("section")).focus();
}

/** Shows tooltips on hover and focus; Escape hides them. */
function listenToPointers() {
  document.addEventListener("mouseover", pointAt);
  document.addEventListener("focusin", pointAt);
  document.addEventListener("focusout", () => (leaving = setTimeout(hideTip, 300)));
  document.addEventListener("scroll", () => tipped && placeTip(tipped.getBoundingClientRect()), { capture: true });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hideTip());
  document.addEventListener("click", follow);
  one("#close").addEventListener("click", () => sheet.close());
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  sheet.addEventListener("close", closed);
}

let opened = [];

/** Expands the sections that are meant for paper while the page is printed. */
function listenToPrinters() {
  addEventListener("beforeprint", () => {
    opened = all("details.printed:not([open])");
    opened.forEach((part) => (part.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((part) => (part.open = false)));
}

listenToChoices();
listenToPointers();
listenToWalks();
listenToPrinters();
show();
