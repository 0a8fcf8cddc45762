// What is shown, in which language, and how its words and numbers are written.

const data = JSON.parse(document.getElementById("data").textContent);
const state = {
  edition: data.editions.length - 1,
  language: 0,
  lines: {},
  orders: {},
};

const edition = () => data.editions[state.edition];
const language = () => data.languages[state.language];

/** A text of the data in the language that is shown. */
function say(text) {
  return typeof text === "object" ? text[language().code] : text;
}

/** The parts of a template, each place in braces filled with what is given for it. */
function filled(template, fillers) {
  return template.split(/\{(\w+)\}/).map((part, n) => (n % 2 ? fillers[part] : part));
}

/** A text of the page itself, by its name. */
function word(name, fillers = {}) {
  return filled(language().words[name], fillers).join("");
}

/** A word of the data, such as a basis or a qualifier. */
function term(group, name) {
  return language()[group][name] ?? name;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** An exact decimal as the language writes it: 3,100.5 or 3.100,5. */
function amount(text) {
  const [whole, fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language().thousands);
  return fraction ? grouped + language().decimal + fraction : grouped;
}

function signed(text) {
  return text.startsWith("-") ? amount(text) : `+${amount(text)}`;
}

/** An amount and how far it may be off. */
function within(text, spread) {
  return spread ? whole(`${amount(text)} ± ${amount(spread)}`) : amount(text);
}

/** A text in which no amount is parted from its margin or its sign where a line ends. */
function whole(text) {
  return text.replace(/ (?=[±%])|(?<=±) /g, "\u00a0");
}

/** An element; its children are nodes, or texts that are never read as markup. */
function element(name, attributes, ...children) {
  return built(document.createElement(name), attributes, children);
}

/** An element of a drawing. */
function drawn(name, attributes, ...children) {
  const space = "http://www.w3.org/2000/svg";
  return built(document.createElementNS(space, name), attributes, children);
}

function built(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}
