// A screen of the family nobody touches covers itself, with or without a network, sends nothing from then on, and ends
// whoever is in as soon as the house can be reached. It needs no other script: what is missing must not leave it open.
const AGAIN = 5000, PROBE = 3000;
const cover = document.getElementById("cover");
let touched = Date.now();

const close = () => {
  document.dispatchEvent(new CustomEvent("fc:covered"));
  globalThis.fc?.queue?.stop();
  for (const each of document.body.children) each.hidden = each !== cover;
  document.title = cover.querySelector("h1").textContent;
  cover.focus();
};
// A clock that was set back doesn't keep it open.
const look = () => cover.hidden && Math.abs(Date.now() - touched) >= Number(cover.dataset.idle) * 1000 && close();

// A tablet that slept looks before the touch that woke it counts; that one presses nothing.
const touch = (event) => {
  look();
  touched = Date.now();
  if (cover.hidden) return;
  event.preventDefault();
  event.stopImmediatePropagation();
};

const leave = async () => {
  const late = new AbortController();
  setTimeout(() => late.abort(), PROBE);
  const there = await fetch("/health/live", { cache: "no-store", signal: late.signal }).then((answer) => answer.ok, () => false);
  if (there) cover.querySelector("form").submit();
};

for (const sign of ["pointerdown", "keydown", "click", "input"]) addEventListener(sign, touch, true);
for (const sign of ["visibilitychange", "pageshow"]) addEventListener(sign, look, true);
setInterval(() => cover.hidden ? look() : leave(), AGAIN);
