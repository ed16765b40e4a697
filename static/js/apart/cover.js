// A shared screen nobody touches: with a network the house ends who is in; without one the page covers itself, and is
// left as soon as the house can be asked again. What somebody else taps meanwhile is then nobody's.
const cover = document.getElementById("cover");
let touched = Date.now(), covered = false;

const look = () => {
  if (covered || !fc.live.lost() || Date.now() - touched < Number(cover.dataset.idle) * 1000) return;
  covered = true;
  fc.queue.stop();
  document.querySelector(".app").hidden = true;
  document.getElementById("toasts").replaceChildren();
  cover.hidden = false;
  cover.focus();
  fc.announce(cover.innerText, true);
};

const leave = () => covered && location.replace("/");

for (const sign of ["pointerdown", "keydown", "touchstart"]) addEventListener(sign, () => (touched = Date.now()), { passive: true, capture: true });
document.addEventListener("fc:back", leave);
setInterval(look, 1000);
