// A finger acts where it lets go, even when it slid a little; and for 20 seconds nothing reacts, to wipe the screen.
const OWN = 700, CLEANING = 20000;
let down = null, acted = 0, ends = 0;

const target = (event) => event.target.closest?.("button, a[href], summary");
const isWiped = () => document.body.dataset.wipe === "on";

const press = (event) => {
  acted = 0;
  const finger = event.isPrimary && event.pointerType !== "mouse" && !isWiped();
  down = finger ? { id: event.pointerId, element: target(event) } : null;
};

const lift = (event) => {
  const element = down?.id === event.pointerId ? down.element : null;
  down = null;
  if (!element?.isConnected || element.disabled) return;
  if (!element.contains(document.elementFromPoint(event.clientX, event.clientY))) return;
  acted = Date.now();
  fc.wall.byHand = true;
  element.click();
  fc.wall.byHand = false;
};

const dropBrowsersOwn = (event) => {
  const again = event.isTrusted && event.detail > 0 && Date.now() - acted < OWN;
  if (!again && !(isWiped() && event.isTrusted && event.detail > 0)) return;
  acted = 0;
  event.preventDefault();
  event.stopImmediatePropagation();
};

const count = () => {
  const panel = document.getElementById("wipe"), left = Math.ceil((ends - Date.now()) / 1000);
  panel.hidden = left <= 0;
  panel.querySelector("[data-left]").textContent = Math.max(0, left);
  if (left > 0) setTimeout(count, 250);
  else delete document.body.dataset.wipe;
};

const wipe = () => {
  if (isWiped()) return;
  document.body.dataset.wipe = "on";
  ends = Date.now() + CLEANING;
  count();
  fc.announce(document.querySelector("#wipe p").textContent);
};

addEventListener("pointerdown", press, true);
addEventListener("pointerup", lift, true);
addEventListener("pointercancel", () => (down = null), true);
addEventListener("click", dropBrowsersOwn, true);
document.addEventListener("click", (event) => event.target.closest?.("[data-clean]") && wipe());
