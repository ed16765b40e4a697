// What the house could not do as it was tapped, or did although somebody else had changed it: kept until it is read.
const box = () => document.getElementById("unsent");

const made = (tag, traits, ...inside) => {
  const element = Object.assign(document.createElement(tag), traits);
  element.append(...inside);
  return element;
};

const filled = (name, values) => Object.entries(values).reduce((text, [hole, value]) => text.replace(`{${hole}}`, () => value), box().dataset[name]);

const notice = (op) => {
  const said = `${op.label}. ${op.refused ?? op.note}`, close = made("button", { className: "btn square", type: "button", ariaLabel: box().dataset.close, textContent: "×" });
  close.addEventListener("click", () => fc.queue.forget(op));
  const found = made("div", { className: "notice" }, made("span"), made("p", { textContent: op.refused ? filled("refused", { what: said }) : said }), close);
  found.dataset.kind = op.refused ? "error" : "info";
  return found;
};

const told = () => {
  const ops = fc.queue.all().filter((op) => !fc.kept.waits(op));
  return ops.length ? [made("section", { className: "told stack", ariaLabel: box().dataset.needs }, made("h2", { className: "eyebrow", textContent: box().dataset.needs }), ...ops.map(notice))] : [];
};

fc.shopping = { box, made, filled, told };
