// Shows of what is in the page what the address asks for, and tells of numbers and papers where they are pointed at.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);
const tip = one("#tip");
const sheet = one("#sheet");
const ASKED = ["as-of", "from", "to", "lang", "line"];
const PAGE = 50;

const edition = () => one(".edition:not([hidden])");
const visible = (selector) => all(selector, edition()).find((node) => !node.closest("[hidden]"));

/** What is shown, as an address has it. */
function shown() {
  const moment = visible("[data-as-of]")?.dataset.asOf;
  const change = visible("[data-from]")?.dataset ?? {};
  return { "as-of": moment, from: change.from, to: change.to, lang: edition().dataset.lang };
}

const first = shown();

function asked() {
  const address = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(ASKED.map((name) => [name, address.get(name) ?? first[name]]));
}

/** Shows what is wanted, and puts into the address what differs from what is shown at first. */
function ask(wanted) {
  write({ ...asked(), ...wanted });
  show();
  write({ ...asked(), ...shown() });
}

function write(now) {
  const pairs = ASKED.filter((name) => now[name] !== undefined && now[name] !== first[name]);
  const address = new URLSearchParams(pairs.map((name) => [name, now[name]]));
  history.replaceState(null, "", `#${address}`);
}

/** Shows the nodes that fit; those that are shown already where none does. */
function choose(nodes, fits) {
  if (!nodes.some(fits)) return;
  nodes.forEach((node) => (node.hidden = !fits(node)));
}

/** Shows what the address asks for, as far as the page has it. */
function show() {
  const { "as-of": moment, from, to, lang, line } = asked();
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

/** Shows a change; to the version that is asked for from another, where there is none from that one. */
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
  all(".as-of").forEach((choice) => choice.addEventListener("change", () => ask({ "as-of": choice.value })));
  all(".from").forEach((choice) => choice.addEventListener("change", () => ask({ from: choice.value })));
  all(".to").forEach((choice) => choice.addEventListener("change", () => ask({ to: choice.value })));
  all(".speak").forEach((button) => button.addEventListener("click", () => speak(button.dataset.speak)));
  all(".more").forEach((button) => button.addEventListener("click", () => showMore(button)));
  all(".find input").forEach((box) => box.addEventListener("input", () => find(box)));
  addEventListener("hashchange", show);
}

function speak(code) {
  ask({ lang: code });
  one(`[data-speak="${code}"]`, edition()).focus();
}

// Long tables.

/** Brings the next rows of a table out of where they are kept. */
function showMore(button, count = PAGE) {
  const frame = button.previousElementSibling;
  const kept = one("template", frame);
  const rows = all("tr", kept.content).slice(0, count);
  one("tbody:last-of-type", frame).append(...rows);
  button.hidden = !one("tr", kept.content);
}

/** Shows of the tables only the lines whose names hold all words that are looked for. */
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

// What is told of a number or a paper: beside it while it is pointed at, and in a sheet once it is chosen.

/** Where more is told of what a link, or a bar of a picture, stands for. */
function target(link) {
  if (link.hash) return document.getElementById(link.hash.slice(1));
  return visible(".figures").querySelector(`tr[data-figure="${CSS.escape(link.dataset.figure)}"]`);
}

/** What a tip says: of a figure the cells of its row by their headings, of a paper its name. */
function told(link) {
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
  tip.replaceChildren(...told(link));
  tip.hidden = false;
  link.setAttribute("aria-describedby", "tip");
  tipped = link;
  placeTip(link.getBoundingClientRect());
}

/** Below the link where there is room, else above it; never beyond the edges, and with no gap to lose the pointer in. */
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

/** The link or bar around a place of which there is more to tell. */
function tellable(node) {
  const link = node.closest?.(`${LINKS}, ${BARS}`);
  return link && edition().contains(link) && target(link) ? link : null;
}

function pointAt(event) {
  const link = tellable(event.target);
  if (link) showTip(link);
  else if (tip.contains(event.target)) clearTimeout(leaving);
  else if (tipped && document.activeElement !== tipped) leaving = setTimeout(hideTip, 300);
}

/** By the arrow keys from bar to bar of a picture, each telling what it is; by Enter to all of its line. */
function walk(event) {
  const bars = all("[data-figure]", event.currentTarget).filter(target);
  const next = bars[bars.indexOf(tipped) + { ArrowRight: 1, ArrowLeft: -1 }[event.key]];
  const isChosen = event.key === "Enter" && bars.includes(tipped);
  if (next || isChosen) event.preventDefault();
  if (isChosen) tell(tipped);
  if (!next) return;
  showTip(next);
  one("#status").textContent = tip.innerText;
}

/** Pictures with bars can be reached by keys. */
function listenToWalks() {
  for (const picture of all(WALKED).filter((node) => one("[data-figure]", node))) {
    picture.tabIndex = 0;
    picture.setAttribute("role", "group");
    picture.setAttribute("aria-label", one("title", picture).textContent);
    picture.addEventListener("keydown", walk);
  }
}

/** A link tells in a sheet what it would lead to; a link back leads to where a paper is cited in what is shown. */
function follow(event) {
  const told = tellable(event.target);
  const link = told ?? event.target.closest?.("a[href^='#']");
  if (!link) return;
  event.preventDefault();
  if (told) tell(told);
  else if (link.matches(".back")) goBack(link.closest("li").id);
  else target(link).focus();
}

function tell(link) {
  const about = target(link);
  if (about.tagName !== "TR") return openSheet(about.textContent.replace("↩", ""), [...linksOf(about)], "");
  ask({ line: about.dataset.line });
  showFigures(about);
}

function linksOf(paper) {
  return all("a:not(.back)", paper).map((link) => link.cloneNode(true));
}

/** All figures of the line of a row, that one marked. */
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

/** The figures of a line that an address names; where the page tells of none one by one, its rows in the tables. */
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
  ask({ line: undefined });
}

function goBack(paper) {
  const link = visible(`a.mark[href="#${paper}"]`);
  link?.closest("details")?.setAttribute("open", "");
  (link ?? visible("h1").closest("section")).focus();
}

/** Numbers and papers tell of themselves on hover and focus; Escape sends the box away. */
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

/** On paper nothing can be opened: what is meant to be there is open while it is printed. */
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
