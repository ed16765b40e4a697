// Bump bar, keyboard or foot pedal: every key presses something that is on the screen.
const wall = document.body.dataset.keys === "on" && document.getElementById("tickets");
const press = (selector) => {
  const found = document.querySelector(selector);
  found?.click();
  return Boolean(found);
};
const READY = ".ready:not([data-kind])";
const tickets = () => [...document.querySelectorAll(".ticket")];
const chosen = () => document.activeElement?.closest?.(".ticket");
let latest = "";

const choose = (ticket) => {
  const stop = ticket?.querySelector(".line, .ready");
  stop?.focus();
  ticket?.scrollIntoView({ block: "nearest", inline: "start" });
};
const sideways = (step) => {
  const all = tickets(), at = all.indexOf(chosen());
  choose(at < 0 ? all[0] : all[(at + step + all.length) % all.length]);
};
const along = (step) => {
  const ticket = chosen();
  if (!ticket) return sideways(1);
  const stops = [...ticket.querySelectorAll("button.line, .ready")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  next?.focus();
};
const nextStation = () => {
  const stations = [...document.querySelectorAll("[data-stations] a")];
  const at = stations.findIndex((link) => link.hasAttribute("aria-current"));
  stations[(at + 1) % stations.length]?.click();
};
const undo = () => latest && press(`#${latest}.plate .undo`) || press(".plate .undo") || press("[data-key=u]");
const forward = document.documentElement.dir === "rtl" ? -1 : 1;

const onTicket = (selector) => () => chosen()?.querySelector(selector)?.click();

const KEYS = {
  ArrowRight: () => sideways(forward),
  ArrowLeft: () => sideways(-forward),
  ArrowDown: () => along(1),
  ArrowUp: () => along(-1),
  0: () => press("[data-page]"),
  u: undo,
  b: onTicket(".ready[data-kind=start]"),
  x: onTicket("a.ready[data-kind=away]"),
  i: onTicket(".who a"),
  ".": onTicket(".who a"),
  s: nextStation,
};

const act = (event) => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (/^[1-9]$/.test(key)) return press(`.ticket[data-number="${key}"] ${READY}`);
  if (key === "Enter") return chosen() && !event.target.closest(".ready") && (chosen().querySelector(READY)?.click() ?? true);
  if (KEYS[key]) return KEYS[key]() ?? true;
  return /^[a-z?]$/.test(key) && press(`[data-key="${key}"]`);
};

if (wall) {
  document.addEventListener("click", (event) => {
    const ticket = event.target.closest?.(READY)?.closest(".ticket");
    if (ticket) latest = ticket.id;
  });
  document.addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
    if (busy || event.target.closest("input, textarea, select, dialog")) return;
    if (act(event)) event.preventDefault();
  });
}
