// Without network the board stays: a tap that would lead to another page says so instead.
const gone = () => document.documentElement.hasAttribute("data-offline") || !navigator.onLine;

const stay = (event, to) => {
  if (!to || !gone()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  fc.announce(document.getElementById("alert").dataset.offline, true);
  document.getElementById("net")?.animate?.([{ opacity: 0.2 }, { opacity: 1 }], 400);
};

if (document.body.classList.contains("kds")) {
  document.addEventListener("click", (event) => stay(event, event.target.closest?.("a[href]:not([data-dialog])")), true);
  document.addEventListener("submit", (event) => stay(event, event.target.matches?.("form[method=post]:not([hx-post])")), true);
}
