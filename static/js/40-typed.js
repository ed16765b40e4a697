// Typed text survives a lost session: kept for this tab when the answer is 401, put back when the same person signs in.
const KEY = "fc:typed:";
const PRIVATE = "[type=password], [type=file], [type=hidden], .pin";

document.addEventListener("htmx:response:error", (event) => {
  const context = event.detail.ctx;
  const form = context.sourceElement?.closest("form");
  if (context.response.status !== 401 || !form) return;
  const fields = [...form.elements].filter((field) => field.name && !field.matches(PRIVATE) && field.matches("input, textarea, select"));
  const typed = fields.filter((field) => !field.matches("[type=checkbox], [type=radio]")).map((field) => [field.name, field.value]);
  const ticked = fields.filter((field) => field.checked).map((field) => [field.name, field.value]);
  sessionStorage.setItem(KEY + location.pathname, JSON.stringify({ reader: reader(), action: form.getAttribute("action"), typed, ticked }));
});

const reader = () => document.body.dataset.reader ?? "";

const forget = () => Object.keys(sessionStorage).filter((key) => key.startsWith(KEY)).forEach((key) => sessionStorage.removeItem(key));

const restore = () => {
  const kept = sessionStorage.getItem(KEY + location.pathname);
  if (!kept) return;
  const { reader: owner, action, typed, ticked } = JSON.parse(kept);
  if (owner !== reader()) return forget();
  const form = [...document.forms].find((candidate) => candidate.getAttribute("action") === action);
  if (!form) return;
  sessionStorage.removeItem(KEY + location.pathname);
  const unused = [...form.elements];
  for (const [name, value] of typed) {
    const place = unused.findIndex((field) => field.name === name);
    if (place >= 0) unused.splice(place, 1)[0].value = value;
  }
  for (const [name, value] of ticked) {
    const box = [...form.elements].find((field) => field.name === name && field.value === value);
    if (box) box.checked = true;
  }
};

restore();
document.addEventListener("submit", (event) => event.target.getAttribute("action") === "/session/removal" && forget());
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
