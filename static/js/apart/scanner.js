// A scanner types on without waiting for the house: each number waits for its turn, also while an unknown pack is asked
// about on another page, and what is half typed stays.
const waiting = [];
let busy = false, sent = "", half = "";
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

// A number that was refused is written over by the next one; until then the others wait.
const answered = () => {
  const wrong = field().hasAttribute("aria-invalid");
  if (half) field().value = half;
  else if (wrong) field().select();
  if (waiting.length && !wrong) next();
};

const failed = () => {
  busy = false;
  field().value = sent;
  field().select();
};

const kept = () => `fc-scans ${document.body.dataset.reader} ${form().elements.to.value}`;
addEventListener("pagehide", () => {
  if (waiting.length) sessionStorage.setItem(kept(), JSON.stringify(waiting));
});
addEventListener("load", () => {
  waiting.push(...JSON.parse(sessionStorage.getItem(kept()) ?? "[]"));
  sessionStorage.removeItem(kept());
  if (waiting.length) next();
});

// Keys come also while the old field goes and the new one is not yet in focus: they belong to it all the same.
document.addEventListener("input", ({ target }) => {
  if (target === field()) half = target.value;
});
document.addEventListener("keydown", (event) => {
  if (event.target !== document.body || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[0-9]$/.test(event.key)) type(field().value + event.key);
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
  answered();
});
document.addEventListener("htmx:error", (event) => {
  if (busy && event.target === form()) failed();
});
