// A shared screen nobody touches covers itself, with or without a network, sends nothing from then on, and asks who is
// there as soon as the house can be reached. The house ends who was in at the same time; a moment later it is asked.
const AGAIN = 5000;
const cover = document.getElementById("cover");
let touched = Date.now();

const look = () => {
  if (!cover.hidden || Date.now() - touched < Number(cover.dataset.idle) * 1000) return;
  fc.queue.stop();
  document.querySelector(".app").hidden = true;
  document.getElementById("toasts").replaceChildren();
  cover.hidden = false;
  cover.focus();
  fc.announce(cover.innerText, true);
};

// A tablet that slept looks before the touch that woke it counts.
const touch = () => {
  look();
  touched = Date.now();
};
const leave = async () => {
  if (await fc.queue.reached()) location.replace("/");
};

for (const sign of ["pointerdown", "keydown", "click", "input"]) addEventListener(sign, touch, true);
setInterval(() => cover.hidden ? look() : leave(), AGAIN);
