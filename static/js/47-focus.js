// When the pressed control goes with its answer, the keyboard stays near: the closest thing that is still there.
const STOPS = "a[href], button, input:not([type=hidden]), select, textarea";
let trail = [];

document.addEventListener("htmx:before:request", () => {
  trail = [];
  for (let element = document.activeElement; element && element !== document.body; element = element.parentElement) {
    if (element.id) trail.push(element.id);
  }
});

document.addEventListener("htmx:after:swap", () => {
  if (!trail.length || document.activeElement !== document.body) return;
  const kept = trail.map((id) => document.getElementById(id)).find((element) => element?.isConnected);
  const asked = kept?.closest("form")?.querySelector("[autofocus]");
  const stop = asked ?? (kept?.matches(STOPS) ? kept : kept?.querySelector(STOPS));
  (stop ?? document.getElementById("main"))?.focus({ preventScroll: true });
});
