// The box that tells what a number is and where it comes from.

const tip = document.getElementById("tip");
let tipped = null;

/** Shows what there is to tell of an element, beside it. */
function showTip(target) {
  const lines = told.get(target)();
  tip.replaceChildren(...lines.map((line) => element("p", {}, line)));
  tip.hidden = false;
  target.setAttribute("aria-describedby", "tip");
  tipped = target;
  placeTip(target.getBoundingClientRect());
}

/** Below the element where there is room, else above it; never beyond the edges. */
function placeTip(around) {
  const box = tip.getBoundingClientRect();
  const room = document.documentElement.clientWidth - box.width - 8;
  const below = around.bottom + 6;
  const fits = below + box.height < document.documentElement.clientHeight;
  const top = fits ? below : Math.max(around.top - box.height - 6, 4);
  tip.style.left = `${Math.max(Math.min(around.left, room), 8)}px`;
  tip.style.top = `${top}px`;
}

function hideTip() {
  tipped?.removeAttribute("aria-describedby");
  tipped = null;
  tip.hidden = true;
}

/** Keeps the box beside its element, which a focus may have scrolled into sight; out of sight it is hidden. */
function followTip(event) {
  if (!tipped || event.target === tip) return;
  const around = tipped.getBoundingClientRect();
  tip.hidden = around.bottom < 0 || around.top > document.documentElement.clientHeight;
  placeTip(around);
}

/** The nearest element around a place of which there is something to tell. */
function tellable(node) {
  while (node && !told.has(node)) node = node.parentElement;
  return node;
}

function pointAt(event) {
  if (tip.contains(event.target)) return;
  const target = tellable(event.target);
  if (target === tipped) return;
  hideTip();
  if (target) showTip(target);
}

/** Numbers tell of themselves on hover and focus; Escape sends the box away. */
function listenForPointing() {
  document.addEventListener("mouseover", pointAt);
  document.addEventListener("focusin", pointAt);
  document.addEventListener("focusout", hideTip);
  document.addEventListener("scroll", followTip, { capture: true, passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideTip();
  });
}
