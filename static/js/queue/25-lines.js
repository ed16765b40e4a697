// The lines of what is still to be sent, and of what needs somebody; built here, since no server can be asked.
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
  Object.assign(found.dataset, { kind: op.refused ? "error" : "info", op: op.key });
  return found;
};

const drop = async (op) => {
  await fc.queue.forget(op);
  document.dispatchEvent(new CustomEvent("fc:dropped", { detail: { op } }));
};

// Only what was never tried is surely not done yet, and can be taken back.
const row = (op, ...more) => {
  const found = made("li", {}, made("span", { textContent: op.label }, ...more));
  if (!op.tried && op.order) found.append(cross(filled("drop", { what: op.label }), () => drop(op)));
  found.dataset.op = op.key;
  return found;
};

fc.unsent = { made, fill, filled, notice, row };
