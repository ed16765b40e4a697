// The list in the hand: a tick shows at once and stays in its place for a moment, what waits to be sent is said.
const STAYS = 4000;
let ticked = 0, timer = 0, typed = "";

const { made, fill } = fc.unsent, place = () => document.getElementById("waiting"), list = () => document.querySelector("[data-shopping]");
const boxes = () => [...document.querySelectorAll("[data-tick]")];

const count = () => {
  const place = document.querySelector("[data-count]"), all = boxes();
  if (!place || !all.length) return "";
  place.firstChild.data = place.dataset.count.replace("{found}", all.filter((each) => each.checked).length).replace("{count}", all.length);
  return place.firstChild.data;
};

const paint = () => {
  const waits = fc.queue.waiting();
  for (const each of boxes()) {
    const mine = waits.filter((op) => op.form.entry === each.dataset.tick).at(-1);
    if (mine) each.defaultChecked = mine.form.done === "1";
    each.checked = each.defaultChecked;
    each.closest("li").toggleAttribute("data-waits", Boolean(mine));
  }
  const adds = waits.filter((op) => op.form.text !== undefined), { waits: words } = place().dataset;
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
  const done = target.checked, name = target.dataset.name;
  target.defaultChecked = done;
  fc.queue.add("/shopping/ticks", { entry: target.dataset.tick, done: done ? "1" : "0", seen: target.dataset.amount, at: ticked }, name);
  fc.announce(`${fill(place().dataset[done ? "basket" : "back"], { name })} ${count()}`);
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

document.addEventListener("fc:queue", paint);
document.addEventListener("htmx:after:swap", paint);
document.addEventListener("shopping", refetch);
document.addEventListener("fc:sent", refetch);
// The queue may have been read before this script was: scripts of a page run one by one.
paint();
