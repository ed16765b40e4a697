// The board in pages that a button turns, and the list beside it that folds.
const board = () => document.getElementById("tickets");
const pages = () => Math.max(1, Math.round(board().scrollWidth / board().clientWidth));
const page = () => Math.min(pages(), 1 + Math.round(Math.abs(board().scrollLeft) / board().clientWidth));

const count = () => {
  const button = document.querySelector("[data-page]");
  if (!button || !board()) return;
  button.hidden = pages() < 2;
  const words = `${page()}/${pages()}`, shown = button.querySelector("[data-pages]");
  if (shown.textContent !== words) shown.textContent = words;
};

const turn = () => {
  const sign = document.documentElement.dir === "rtl" ? -1 : 1;
  const next = page() >= pages() ? 0 : page() * board().clientWidth;
  board().scrollTo({ left: sign * next });
};

const fold = (button) => {
  const area = document.querySelector(".board");
  area.dataset.fold = area.dataset.fold === "on" ? "off" : "on";
  button.setAttribute("aria-pressed", String(area.dataset.fold !== "on"));
};

const WAYS = { "[data-page]": turn, "[data-fold-day]": fold };

document.addEventListener("click", (event) => {
  const way = Object.keys(WAYS).find((selector) => event.target.closest?.(selector));
  if (way) WAYS[way](event.target.closest(way));
});
document.addEventListener("htmx:after:swap", count);
addEventListener("resize", count);
document.addEventListener("scroll", count, true);
count();
