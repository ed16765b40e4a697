// A form that may wait: where the house can't be reached, what it says is kept on this phone and sent by itself.
const AWAY = [502, 503, 504];
const words = () => document.getElementById("unsent").dataset;
let sure = null, asks = null;

// Behind what waits already, so that all of it arrives in its order; but not behind what the house fails at.
const away = () => !navigator.onLine || fc.live.lost() || !fc.queue.known() || fc.queue.waiting().some((op) => !op.faults);

const grouped = (body) => {
  const form = {}, all = new URLSearchParams(body);
  for (const name of new Set(all.keys())) form[name] = all.getAll(name).length > 1 ? all.getAll(name) : all.get(name);
  return form;
};

const say = (text, { label }) => fc.tell(fc.unsent.fill(text, { what: label }), "info");

const keep = async (form, wish, tried) => {
  const { then, mend, keyless } = form.dataset;
  if (form.elements.key) form.elements.key.value = fc.queue.key();
  const loose = await fc.queue.add(form.getAttribute("action"), wish.fields, wish.label, { to: mend ?? then, tried, keyed: keyless === undefined });
  if (then && !loose) return location.assign(then);
  say(words().later, wish);
};

// An order is not left to wait unasked: what somebody eats tonight they may rather settle another way.
const hold = (form, body, tried = false) => {
  const wish = { fields: grouped(body), label: form.dataset.later }, question = document.getElementById(form.dataset.ask);
  document.dispatchEvent(new CustomEvent("fc:later", { detail: { form, wish, tried } }));
  if (!question) return keep(form, wish, tried);
  asks = ({ id, returnValue }) => {
    if (id !== form.dataset.ask) return;
    asks = null;
    if (returnValue === "later") keep(form, wish, tried);
    else if (tried) say(words().maybe, wish);
  };
  question.returnValue = "";
  question.showModal();
};

document.addEventListener("close", ({ target }) => asks?.(target), true);
document.addEventListener("fc:covered", () => (asks = null));

const sent = (ctx) => ctx?.request?.method === "POST" && ctx.sourceElement?.closest?.("form[data-later]");
const instead = (event, tried = true) => {
  const { ctx } = event.detail;
  event.preventDefault();
  event.stopImmediatePropagation();
  hold(sent(ctx), ctx.request.body ?? "", tried);
};

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  const form = sent(ctx);
  if (form) ctx.request.headers["X-FC-Actor"] = fc.queue.person;
  if (form && !form.elements.key && form.dataset.keyless === undefined) ctx.request.body.set("key", fc.queue.key());
});
document.addEventListener("htmx:before:request", (event) => sent(event.detail?.ctx) && away() && instead(event, false), true);
document.addEventListener("htmx:error", (event) => sent(event.detail?.ctx) && !event.detail.ctx.response && instead(event), true);
document.addEventListener("htmx:before:response", (event) => sent(event.detail?.ctx) && AWAY.includes(event.detail.ctx.response?.status) && instead(event), true);

document.addEventListener("submit", async (event) => {
  const form = event.target, button = event.submitter;
  if (!form.matches("[data-later]:not([hx-post])") || sure === form) return;
  event.preventDefault();
  if (form.ariaBusy) return;
  form.ariaBusy = "true";
  const body = new FormData(form, button), lost = away() || !(await fc.queue.reached());
  form.ariaBusy = null;
  if (lost) return hold(form, body);
  sure = form;
  form.requestSubmit(button);
  sure = null;
});
