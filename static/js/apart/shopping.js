// The list in the hand: a tick shows at once and stays in its place for a moment, what waits to be sent is said.
const STAYS = 4000;
let ticked = 0, timer = 0, typed = "";
const { made, fill } = fc.unsent, place = () => document.getElementById("waiting"), list = () => document.querySelector("[data-shopping]");
// What this hand said last of each entry: it is believed until a list has come that was asked for after the house knew.
const said = new Map();
const boxes = () => [...document.querySelectorAll("[data-tick]")];
const count = () => {
  const place = document.querySelector("[data-count]"), all = boxes();
  if (!place || !all.length) return "";
  place.firstChild.data = place.dataset.count.replace("{found}", all.filter((each) => each.checked).length).replace("{count}", all.length);
  return place.firstChild.data;
};
const paint = () => {
  const queued = fc.queue.waiting();
  for (const each of boxes()) {
    const mine = queued.filter((op) => op.form.entry === each.dataset.tick).at(-1);
    const last = mine?.form.done ?? said.get(each.dataset.tick)?.done;
    if (last) each.defaultChecked = last === "1";
    each.checked = each.defaultChecked;
    each.closest("li").toggleAttribute("data-waits", Boolean(mine));
  }
  const adds = queued.filter((op) => op.form.text !== undefined), { waits: words } = place().dataset;
  place().hidden = !adds.length;
  place().replaceChildren(...adds.map((op) => made("li", { className: "entry" }, made("span", { className: "what" }, op.form.text), made("span", { className: "sub", textContent: words }))));
  count();
};

const refetch = () => {
  clearTimeout(timer);
  timer = setTimeout(() => list() && htmx.trigger(list(), "fc:list"), Math.max(0, ticked + STAYS - Date.now()));
};

document.addEventListener("change", ({ target }) => {
  if (!target.matches?.("[data-tick]")) return;
  ticked = Date.now();
  const { tick: entry, name, amount: seen } = target.dataset;
  const tick = { entry, done: target.checked ? "1" : "0", seen, at: ticked };
  target.defaultChecked = target.checked;
  said.set(entry, tick);
  fc.queue.add("/shopping/ticks", tick, name);
  fc.announce(`${fill(place().dataset[target.checked ? "basket" : "back"], { name })} ${count()}`);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-wish]")) return;
  event.preventDefault();
  const text = form.elements.text.value.trim(), to = form.elements.list?.value;
  form.elements.text.focus();
  if (!text) return;
  form.elements.text.value = "";
  fc.queue.add(form.getAttribute("action"), to ? { text, list: to } : { text }, text);
  typed = text;
});

// Said once, when the first try to send it has failed; what got through says so itself.
document.addEventListener("fc:sent", () => {
  if (typed && fc.queue.waiting().some((op) => op.form.text === typed)) fc.announce(`${typed}: ${place().dataset.waits}`);
  typed = "";
});

const isWaiting = ({ entry }) => fc.queue.waiting().some((op) => op.form.entry === entry);
document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (ctx?.sourceElement === list()) ctx.known = [...said.values()].filter((tick) => !isWaiting(tick));
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  for (const tick of ctx?.known ?? []) if (said.get(tick.entry) === tick) said.delete(tick.entry);
  paint();
});
document.addEventListener("fc:queue", paint);
for (const moment of ["shopping", "fc:sent"]) document.addEventListener(moment, refetch);
document.addEventListener("fc:dropped", ({ detail: { op: { form } } }) => {
  said.delete(form.entry);
  for (const box of boxes()) if (box.dataset.tick === form.entry) box.defaultChecked = form.done !== "1";
  paint();
});
// A finger may have been quicker than this script.
for (const box of boxes()) if (box.checked !== box.defaultChecked) box.dispatchEvent(new Event("change", { bubbles: true }));
paint();
