// What is still to be sent, on every page; and what the house could not do as it was tapped, kept until it is read.
const SOON = 1500;
let open = false, timer = 0, painted = "";
const box = () => document.getElementById("unsent");

const made = (tag, traits, ...inside) => {
  const element = Object.assign(document.createElement(tag), traits);
  element.append(...inside);
  return element;
};
const fill = (words, values) => Object.entries(values).reduce((text, [hole, value]) => text.replaceAll(`{${hole}}`, () => value), words);
const filled = (name, values) => fill(box().dataset[name], values);

const cross = (label, act) => {
  const button = made("button", { className: "btn square", type: "button", ariaLabel: label, textContent: "×" });
  button.addEventListener("click", () => act().then(() => document.getElementById("main")?.focus({ preventScroll: true })));
  return button;
};

const notice = (op) => {
  const said = `${op.label}. ${op.refused ?? op.note}`, text = made("p", { textContent: op.refused ? filled("refused", { what: said }) : said });
  if (op.refused && op.to) text.append(" ", made("a", { href: op.to, textContent: box().dataset.look }));
  const found = made("div", { className: "notice" }, made("span"), text, cross(box().dataset.close, () => fc.queue.forget(op)));
  found.dataset.kind = op.refused ? "error" : "info";
  return found;
};

const told = () => {
  const ops = fc.queue.all().filter(fc.kept.tells);
  return ops.length ? [made("section", { className: "told stack", ariaLabel: box().dataset.needs }, made("h2", { className: "eyebrow", textContent: box().dataset.needs }), ...ops.map(notice))] : [];
};

// Only what was never tried is surely not done yet, and can be taken back.
const row = (op, ...more) => made("li", {}, made("span", { textContent: op.label }, ...more), ...(op.tried || !op.order ? [] : [cross(filled("drop", { what: op.label }), () => fc.queue.forget(op))]));

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

const named = (element) => element.ariaLabel ?? element.tagName;

// What goes out at once is not called unsent; and where nothing has changed, nothing moves under a finger.
const paint = () => {
  if (!box()) return;
  clearTimeout(timer);
  const waits = fc.queue.waiting(), fresh = waits.length && navigator.onLine && Math.abs(Date.now() - waits[0].made) < SOON && !fc.queue.signedOut();
  if (fresh) timer = setTimeout(paint, SOON);
  const now = JSON.stringify([fresh, fc.queue.signedOut(), waits, fc.queue.all(), fc.queue.others()]);
  if (now === painted) return;
  painted = now;
  const held = box().contains(document.activeElement) && named(document.activeElement);
  box().replaceChildren(...(waits.length && !fresh ? [list(waits)] : []), ...told(), ...strangers());
  box().hidden = !box().childElementCount;
  if (held) ([...box().querySelectorAll("summary, button, a")].find((each) => named(each) === held) ?? document.getElementById("main")).focus({ preventScroll: true });
};

fc.unsent = { made, fill, row };
document.addEventListener("fc:queue", paint);
document.addEventListener("fc:sent", paint);
document.addEventListener("fc:done", ({ detail: { op, toast } }) => {
  const sent = ["order", "cancel"].includes(op.kind) && filled("sent", { what: op.label });
  if (!toast) return sent && fc.tell(sent, "info");
  if (op.kind === "order") fc.announce(sent);
  document.getElementById("toasts").replaceChildren(htmx.process(document.adoptNode(toast)) ?? toast);
  fc.announce(toast.querySelector("p").innerText);
});
paint();
