// What goes into the order without a network: counted on the way to it, shown with it, and part of what is sent.
const cart = () => document.getElementById("cart"), bar = () => document.getElementById("cartbar");

// What was added after the last order that waits is the next one; that takes all there was in the cart before.
const mine = () => {
  const waits = fc.queue.waiting(), last = waits.findLastIndex((op) => op.kind === "order");
  return { ordered: last >= 0, adds: waits.slice(last + 1).filter((op) => op.kind === "cart") };
};
const portions = (op) => Number(op.form.portions ?? 1);
const count = (adds) => adds.reduce((sum, op) => sum + portions(op), 0);

const paintBar = () => {
  const link = bar()?.querySelector("a");
  if (!link) return;
  const { ordered, adds } = mine(), all = (ordered ? 0 : Number(bar().dataset.count)) + count(adds);
  bar().toggleAttribute("data-empty", !all);
  if (!ordered && !adds.length) return;
  link.querySelector(".num").textContent = all;
  link.querySelector(".vh").textContent = `, ${all}`;
};

const paintCart = () => {
  const place = document.getElementById("cart-later"), form = document.getElementById("send");
  if (!place) return;
  const { ordered, adds } = mine(), lines = cart().querySelectorAll(".cart-line").length;
  const now = JSON.stringify(adds);
  const words = () => fc.unsent.made("small", { className: "sub", textContent: place.dataset.words });
  const row = (op) => fc.unsent.row(op, ` × ${portions(op)}`, words());
  if (place.painted !== now || place.childElementCount !== adds.length) place.replaceChildren(...adds.map(row));
  place.painted = now;
  place.hidden = !adds.length;
  for (const part of cart().querySelectorAll("section, .empty")) part.hidden = ordered || (part.matches(".empty") && adds.length > 0);
  document.getElementById("cart-ordered").hidden = !ordered;
  form.querySelector(".total").hidden = ordered || adds.length > 0;
  form.hidden = !adds.length && (ordered || !lines);
};

const paint = () => {
  paintBar();
  paintCart();
};

// The order means what its sender saw: these dishes, and so many of each. One that may have arrived says the same again.
document.addEventListener("fc:later", ({ detail: { form, wish, tried } }) => {
  const { ordered, adds } = mine();
  if (form.id !== "send") return;
  const sums = new Map(), names = new Set(), lines = ordered ? [] : cart().querySelectorAll(".cart-line");
  const take = (dish, many, name) => {
    sums.set(dish, (sums.get(dish) ?? 0) + many);
    names.add(name);
  };
  for (const line of lines) take(Number(line.dataset.dish), Number(line.querySelector("output").value), line.querySelector(".title").textContent.trim());
  for (const op of adds) take(Number(op.form.dish), portions(op), op.label);
  wish.label = `${wish.label}: ${[...names].join(", ")}`;
  if (tried) return;
  wish.fields.saw = [...sums].map((pair) => pair.join("x")).join(" ") || "0x0";
  if (adds.length) wish.fields.cart = "";
});

document.addEventListener("fc:queue", paint);
document.addEventListener("htmx:after:swap", paint);
document.addEventListener("fc:done", ({ detail: { op } }) => {
  if (op.kind === "cart" || op.kind === "order") htmx.trigger(document.body, "cart");
  if (op.kind === "stock") htmx.trigger(document.body, "pantry");
});
paint();
