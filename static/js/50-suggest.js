// Suggestions under an ingredient field: typed text stays free, a choice only fills it in.
const WAIT = 180;
let timer = 0;

const listOf = (field) => document.getElementById(field.getAttribute("aria-controls"));
const options = (field) => [...listOf(field).querySelectorAll("[role=option]")];
const isField = (element) => element.matches?.("[data-suggest]");

const close = (field) => {
  listOf(field).replaceChildren();
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
};

const mark = (field, option) => {
  for (const other of options(field)) other.setAttribute("aria-selected", String(other === option));
  option.id ||= `${field.id}-option-${options(field).indexOf(option)}`;
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
};

const pick = (field, option) => {
  field.value = option.dataset.value;
  const unit = field.closest("fieldset, form").querySelector("[data-unit-field]");
  if (unit && option.dataset.unit) unit.value = option.dataset.unit;
  close(field);
  field.dispatchEvent(new Event("change", { bubbles: true }));
};

const ask = async (field) => {
  const query = field.value.trim();
  if (!query) return close(field);
  const address = `${field.dataset.suggest}?q=${encodeURIComponent(query)}`;
  await htmx.ajax("GET", address, { source: field, target: listOf(field), swap: "innerHTML" });
  if (document.activeElement !== field) return close(field);
  const found = options(field);
  field.setAttribute("aria-expanded", String(found.length > 0));
  for (const option of found) option.setAttribute("aria-selected", "false");
};

document.addEventListener("input", (event) => {
  if (!isField(event.target)) return;
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT, event.target);
});

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!isField(field)) return;
  const found = options(field);
  const at = found.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) mark(field, found.at((at < 0 && step < 0 ? 0 : at) + step) ?? found[0]);
  else if (event.key === "Enter" && at >= 0) pick(field, found[at]);
  else if (event.key === "Escape" && found.length) close(field);
  else return;
  event.preventDefault();
});

document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.(".suggestions [role=option]");
  if (option) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const option = event.target.closest?.(".suggestions [role=option]");
  if (option) pick(document.querySelector(`[aria-controls="${option.closest(".suggestions").id}"]`), option);
});

document.addEventListener("focusout", (event) => isField(event.target) && close(event.target));
