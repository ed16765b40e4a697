// A scanner types on without waiting for the house: each number waits for its turn, also while an unknown pack is asked
// about on another page, and what is half typed stays.
const waiting = [];
let busy = false, sent = "", half = "", holder = null;
const form = () => document.getElementById("scan-code");
const field = () => form().elements.code;
const type = (text) => {
  field().value = half = text;
};

document.addEventListener("submit", (event) => {
  if (!busy || event.target !== form()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting.push(field().value);
  type("");
}, true);

// By now htmx has read the number.
document.addEventListener("submit", (event) => {
  if (event.target !== form() || !event.defaultPrevented) return;
  busy = true;
  sent = field().value;
  type("");
});

const next = () => {
  const typed = field().value;
  field().value = waiting.shift();
  form().requestSubmit();
  type(typed);
};

// Before the next key can come: what was half typed goes on in the new field, and a number that was refused is written over.
const arrived = () => {
  if (field() === holder) return;
  holder = field();
  if (half) holder.value = half;
  else if (holder.hasAttribute("aria-invalid")) holder.select();
};
new MutationObserver(arrived).observe(document.querySelector(".scanner"), { childList: true });

const failed = () => {
  busy = false;
  field().value = sent;
  field().select();
};

const kept = () => `fc-scans ${document.body.dataset.reader} ${form().elements.to.value}`;
addEventListener("pagehide", () => waiting.length && sessionStorage.setItem(kept(), JSON.stringify(waiting)));
addEventListener("load", () => {
  waiting.push(...JSON.parse(sessionStorage.getItem(kept()) ?? "[]"));
  sessionStorage.removeItem(kept());
  if (waiting.length) next();
});

// Keys come also while no field is in focus: they belong to it all the same.
document.addEventListener("input", ({ target }) => {
  if (target === field()) half = target.value;
});
document.addEventListener("keydown", (event) => {
  if (event.target !== document.body || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[0-9]$/.test(event.key)) type(half + event.key);
  else if (event.key === "Enter" && field().value) form().requestSubmit();
  else return;
  event.preventDefault();
  field().focus();
});
document.addEventListener("htmx:after:swap", ({ detail }) => {
  const source = detail.ctx?.sourceElement;
  if (busy && source === form()) failed();
  if (!busy || source?.id !== "scan") return;
  busy = false;
  // While a number is wrong, the others wait.
  if (waiting.length && !field().hasAttribute("aria-invalid")) next();
});
document.addEventListener("htmx:error", (event) => {
  if (busy && event.target === form()) failed();
});
