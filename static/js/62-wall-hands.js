// Wet hands: a tap on what has just moved is ignored, and the board stays still while it is touched.
const JUST = 400, STILL = 2000;
const moved = new Map(), sizes = new Map();
let before = new Map(), pressed = 0, waiting = 0;
fc.wall.touched = Date.now();
fc.wall.down = 0;
fc.wall.byHand = false;

const pieces = () => [...document.querySelectorAll(".kds .ticket, .kds .plate")];
const place = (piece) => {
  const box = piece.getBoundingClientRect();
  return `${piece.className} ${Math.round(box.x / 8)} ${Math.round(box.y / 8)}`;
};
const note = () => {
  const now = Date.now(), here = pieces();
  for (const piece of here) if (before.get(piece.id) !== place(piece)) moved.set(piece.id, now);
  const ids = new Set(here.map((piece) => piece.id));
  for (const kept of [moved, sizes]) for (const id of [...kept.keys()]) if (!ids.has(id)) kept.delete(id);
};

// The finger meant what it went down on; a key means its number, wherever that stands.
const surprised = (event, piece) => {
  const hand = fc.wall.byHand || event.isTrusted && event.detail > 0;
  const since = fc.wall.down - (moved.get(piece.id) ?? 0);
  return hand && since >= 0 && since < JUST;
};

const guard = (event) => {
  const piece = event.target.closest?.(".kds .ticket, .kds .plate");
  if (!piece) return;
  const now = Date.now(), ready = event.target.closest(".ready");
  if (!surprised(event, piece) && !(ready && now - pressed < JUST)) {
    if (ready) pressed = now;
    sizes.set(piece.id, piece.offsetHeight);
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
};

const keepSize = () => {
  for (const plate of document.querySelectorAll(".kds .plate")) {
    const height = sizes.get(plate.id);
    if (height) plate.style.minBlockSize = `${height}px`;
  }
};

// Not only a question that would be asked now is put off, also an answer that comes while a finger is there.
const postpone = (event) => {
  const source = event.detail?.ctx?.sourceElement, board = document.getElementById("tickets");
  const about = source?.id === "tickets" || source?.classList?.contains("plate");
  if (!board || !about || Date.now() - fc.wall.touched >= STILL) return;
  event.preventDefault();
  clearTimeout(waiting);
  waiting = setTimeout(() => htmx.trigger(document.getElementById("tickets"), "fc:refetch"), STILL);
};

document.addEventListener("click", guard, true);
document.addEventListener("pointerdown", () => (fc.wall.touched = fc.wall.down = Date.now()), true);
document.addEventListener("keydown", () => (fc.wall.touched = Date.now()), true);
document.addEventListener("htmx:before:request", postpone);
document.addEventListener("htmx:before:swap", postpone);
document.addEventListener("htmx:before:swap", () => (before = new Map(pieces().map((piece) => [piece.id, place(piece)]))));
document.addEventListener("htmx:after:swap", () => {
  keepSize();
  note();
});
const banners = document.querySelector(".banners");
let height = banners?.offsetHeight;
if (banners) new ResizeObserver(() => {
  if (height === banners.offsetHeight) return;
  height = banners.offsetHeight;
  pieces().forEach((piece) => moved.set(piece.id, Date.now()));
}).observe(banners);
