// Wet hands: a tap on what has just moved is ignored, and the board stays still while it is touched.
const JUST = 400, STILL = 2000;
const moved = new Map(), sizes = new Map();
let before = new Map(), pressed = 0, touched = 0, waiting = 0;

const pieces = () => [...document.querySelectorAll(".kds .ticket, .kds .plate")];
const place = (piece) => {
  const box = piece.getBoundingClientRect();
  return `${piece.className} ${Math.round(box.x / 8)} ${Math.round(box.y / 8)}`;
};
const note = () => {
  const now = Date.now();
  for (const piece of pieces()) {
    if (before.get(piece.id) !== place(piece)) moved.set(piece.id, now);
  }
};

const guard = (event) => {
  const piece = event.target.closest?.(".kds .ticket, .kds .plate");
  if (!piece) return;
  const now = Date.now(), ready = event.target.closest(".ready");
  if (now - (moved.get(piece.id) ?? 0) >= JUST && !(ready && now - pressed < JUST)) {
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

const postpone = (event) => {
  const source = event.detail?.ctx?.sourceElement, board = document.getElementById("tickets");
  const about = source?.id === "tickets" || source?.classList?.contains("plate");
  if (!board || !about || Date.now() - touched >= STILL) return;
  event.preventDefault();
  clearTimeout(waiting);
  waiting = setTimeout(() => htmx.trigger(board, "fc:refetch"), STILL);
};

if (document.body.classList.contains("kds")) {
  document.addEventListener("click", guard, true);
  document.addEventListener("pointerdown", () => (touched = Date.now()), true);
  document.addEventListener("htmx:before:request", postpone);
  document.addEventListener("htmx:before:swap", () => (before = new Map(pieces().map((piece) => [piece.id, place(piece)]))));
  document.addEventListener("htmx:after:swap", () => {
    keepSize();
    note();
  });
  const banners = document.querySelector(".banners");
  let height = banners?.offsetHeight;
  const shifted = () => {
    if (height === banners.offsetHeight) return;
    height = banners.offsetHeight;
    pieces().forEach((piece) => moved.set(piece.id, Date.now()));
  };
  if (banners) new ResizeObserver(shifted).observe(banners);
}
