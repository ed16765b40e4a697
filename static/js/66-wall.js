// The wall looks after itself: pages, folding, cleaning, a screen that stays on, a new version when nobody is cooking.
const CLEANING = 20000, REST = 30000, SELDOM = 600000;
let touched = Date.now(), newer = false, lock = null, day = new Date().getDate();

const board = () => document.getElementById("tickets");
const pages = () => Math.max(1, Math.round(board().scrollWidth / board().clientWidth));
const page = () => Math.min(pages(), 1 + Math.round(Math.abs(board().scrollLeft) / board().clientWidth));

const count = () => {
  const button = document.querySelector("[data-page]");
  if (!button || !board()) return;
  button.hidden = pages() < 2;
  button.querySelector("[data-pages]").textContent = `${page()}/${pages()}`;
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

const clean = () => {
  document.body.dataset.wipe = "on";
  setTimeout(() => delete document.body.dataset.wipe, CLEANING);
};

const stayAwake = async () => {
  if (document.hidden || lock || !navigator.wakeLock) return;
  lock = await navigator.wakeLock.request("screen").catch(() => null);
  lock?.addEventListener("release", () => (lock = null));
};

const renew = () => {
  const rested = Date.now() - touched > REST && !document.querySelector("dialog[open], [data-ringing], .htmx-request");
  const seldom = Date.now() - Number(sessionStorage.getItem("fc:renewed") ?? 0) > SELDOM;
  if (!rested || !seldom || !navigator.onLine || !(newer || new Date().getDate() !== day)) return;
  sessionStorage.setItem("fc:renewed", Date.now());
  location.reload();
};

const WAYS = { "[data-page]": turn, "[data-fold-day]": fold, "[data-clean]": clean };

if (document.body.classList.contains("kds")) {
  document.addEventListener("click", (event) => {
    const way = Object.keys(WAYS).find((selector) => event.target.closest(selector));
    if (way) WAYS[way](event.target.closest(way));
  });
  document.addEventListener("pointerdown", () => {
    touched = Date.now();
    stayAwake();
  });
  document.addEventListener("visibilitychange", stayAwake);
  document.addEventListener("hello", (event) => {
    const [build] = String(event.detail?.data).split(" ");
    newer = Boolean(build) && build !== document.querySelector("meta[name=build]").content;
  });
  document.addEventListener("htmx:after:swap", count);
  addEventListener("resize", count);
  document.addEventListener("scroll", count, true);
  count();
  setInterval(renew, 5000);
}
