// The choice of a version and of a language.

function showControls() {
  byId("controls").replaceChildren(versionControl(), languageControl());
  byId("controls").hidden = false;
}

/** The choice of a version: those that change what is shown here first, the newest of each on top. */
function versionControl() {
  const choice = element("select", { id: "as-of" }, ...versionGroups());
  choice.value = String(state.edition);
  choice.addEventListener("change", () => showEdition(Number(choice.value)));
  return element(
    "div",
    { class: "control" },
    element("label", { for: "as-of" }, word("as_of")),
    element("div", { class: "row" }, stepButton("earlier", "‹", -1), choice, stepButton("later", "›", 1)),
  );
}

function versionGroups() {
  const places = data.editions.map((_, n) => n).reverse();
  const groups = [
    ["stating", places.filter((n) => data.editions[n].news)],
    ["silent", places.filter((n) => !data.editions[n].news)],
  ];
  return groups
    .filter(([, members]) => members.length)
    .map(([name, members]) => element("optgroup", { label: word(name) }, ...members.map(versionOption)));
}

function versionOption(place) {
  return element("option", { value: place }, editionName(data.editions[place]));
}

function editionName({ as_of: name, date }) {
  const version = data.versions[name];
  if (!version) return name ? word("moment", { date: say(date) }) : word("no_version");
  return [versionName(name), say(version.date)].filter(Boolean).join(", ");
}

function stepButton(name, sign, step) {
  const next = state.edition + step;
  const button = element(
    "button",
    { type: "button", id: name, "aria-label": word(name), title: word(name), disabled: !data.editions[next] && "" },
    sign,
  );
  button.addEventListener("click", () => showEdition(next, name));
  return button;
}

function showEdition(place, focused = "as-of") {
  state.edition = place;
  refresh(focused);
  announce(shownText());
}

function languageControl() {
  const buttons = data.languages.map((each, n) => languageButton(each, n));
  return element("div", { class: "control row", role: "group", "aria-label": word("language") }, ...buttons);
}

function languageButton({ code, name }, n) {
  const pressed = String(n === state.language);
  const button = element(
    "button",
    { type: "button", id: `language-${code}`, lang: code, "aria-pressed": pressed },
    name,
  );
  button.addEventListener("click", () => {
    state.language = n;
    refresh(button.id);
  });
  return button;
}

/** Shows all anew and leaves the focus where it was; on another control where that one cannot be used any more. */
function refresh(focused) {
  hideTip();
  showControls();
  showAll();
  const control = byId(focused);
  (control.disabled ? byId("as-of") : control).focus();
}

/** Which state of the figures is shown. */
function shownText() {
  return word("shown", { version: editionName(edition()) });
}
