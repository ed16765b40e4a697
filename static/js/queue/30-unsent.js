// What is still to be sent, on every page; and what the house could not do as it was tapped, kept until it is read.
const SOON = 1500;
let open = location.pathname === "/orders", timer = 0, painted = "";
const box = () => document.getElementById("unsent");

const { made, filled, notice, row } = fc.unsent;

const told = () => {
  const ops = fc.queue.all().filter(fc.kept.tells);
  return ops.length ? [made("section", { className: "told stack", ariaLabel: box().dataset.needs }, made("h2", { className: "eyebrow", textContent: box().dataset.needs }), ...ops.map(notice))] : [];
};

const list = (waits) => {
  const hint = fc.queue.signedOut() ? "signin" : waits.some(fc.kept.isLoose) ? "loose" : "hint";
  const summary = made("summary", {}, made("span", { textContent: `${filled("many", { count: waits.length })}. ${box().dataset[hint]}` }));
  const found = made("details", { className: "to-send disclosure", open }, summary, made("ul", {}, ...waits.map((op) => row(op))));
  found.addEventListener("toggle", () => (open = found.open));
  return found;
};

const strangers = () => {
  const counts = new Map();
  for (const { name } of fc.queue.others()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => made("p", { className: "sub", textContent: filled("others", { count, name }) }));
};

const placed = (element) => `${element.closest("[data-op]")?.dataset.op} ${element.tagName}`;
const focusAgain = (held) => {
  const same = [...box().querySelectorAll("summary, button, a")].find((each) => placed(each) === held);
  (same ?? document.getElementById("main")).focus({ preventScroll: true });
};

// What goes out at once is not called unsent; and where nothing has changed, nothing moves under a finger.
const paint = () => {
  if (!box()) return;
  clearTimeout(timer);
  const waits = fc.queue.waiting(), fresh = waits.length && navigator.onLine && Math.abs(Date.now() - waits[0].made) < SOON && !fc.queue.signedOut();
  if (fresh) timer = setTimeout(paint, SOON);
  const now = JSON.stringify([fresh, fc.queue.signedOut(), waits, fc.queue.all(), fc.queue.others()]);
  if (now === painted) return;
  painted = now;
  const held = box().contains(document.activeElement) && placed(document.activeElement);
  box().replaceChildren(...(waits.length && !fresh ? [list(waits)] : []), ...told(), ...strangers());
  box().hidden = !box().childElementCount;
  if (held) focusAgain(held);
};

const show = (toast) => {
  document.getElementById("toasts").replaceChildren(htmx.process(document.adoptNode(toast)) ?? toast);
  fc.announce(toast.querySelector("p").innerText);
};

document.addEventListener("fc:queue", paint);
document.addEventListener("fc:sent", paint);
document.addEventListener("fc:done", ({ detail: { op, toast } }) => {
  const sent = filled("sent", { what: op.label });
  if (op.kind === "order") fc.announce(sent);
  if (toast) show(toast);
  else if (["order", "cancel"].includes(op.kind)) fc.tell(sent, "info");
});
paint();
