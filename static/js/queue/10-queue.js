// What is tapped or typed is kept on the phone first, then sent in order, each once; nothing is dropped.
const PROBE = 3000, WHO = document.body.dataset;
const person = WHO.reader ?? "", tabs = new BroadcastChannel("fc-queue"), ends = new AbortController();
let ops = [], coming = [], others = [], sending = false, known = false, status = 0;

const told = () => document.dispatchEvent(new CustomEvent("fc:queue"));
const ready = () => ops.filter(fc.kept.waits);
const waiting = () => [...ready(), ...coming.filter((op) => !ops.some((other) => other.key === op.key))];
const key = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const load = async () => {
  const all = (await fc.kept.all()).map(fc.inherit);
  ops = all.filter((op) => op.person === person);
  others = all.filter((op) => op.person !== person && op.family === WHO.family && fc.kept.waits(op));
  known = true;
  told();
};
const changed = () => load().then(() => tabs.postMessage(person));

// Known at once, sent once it is kept. A phone's clock may be set back between two taps: the later never looks earlier.
const add = async (path, form, label, { to, tried, keyed = true } = {}) => {
  const at = form.at && { at: Math.max(form.at, ...waiting().map((op) => op.form.at ?? 0)) }, made = Date.now();
  const sorry = document.getElementById("unsent").dataset.refused.replace("{what}", () => label), { name, family } = WHO;
  const op = { key: form.key ?? key(), person, name, family, kind: fc.kindOf(path), path, form: { ...form, ...at }, label, to, sorry, tried, made };
  if (keyed) op.form.key = op.key;
  coming.push(op);
  document.dispatchEvent(new CustomEvent("fc:added"));
  await fc.kept.add(op).then(changed);
  coming = coming.filter((other) => other !== op);
  told();
  drain();
  if (WHO.worker) navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("queue")).catch(() => {});
  return ops.some((other) => other.key === op.key && fc.kept.isLoose(other));
};

const forget = async (op) => {
  await fc.kept.remove(op);
  await changed();
};

const settle = async (op, answer) => {
  const page = new DOMParser().parseFromString(answer.text, "text/html"), list = op.form.list, toast = page.querySelector(".toast");
  const text = (place) => page.querySelector(place)?.textContent.trim(), said = text(".toast p");
  const marked = [...page.querySelectorAll("[data-trouble] .title")].map((each) => each.textContent.trim()).join(", ");
  const why = text(".notice p, .error-summary li") || text(".error, h1.title") || String(answer.status);
  if (answer.status >= 400) op.refused = marked ? `${why} ${marked}` : why;
  else if (fc.isRead(op) && !(list && page.getElementById(`shopping_list-${list}`))) op.note = said;
  delete op.answer;
  if (fc.kept.tells(op)) return fc.kept.put(op).then(changed);
  document.dispatchEvent(new CustomEvent("fc:done", { detail: { op, toast } }));
  return forget(op);
};

const reached = () => fetch("/health/live", { cache: "no-store", signal: AbortSignal.timeout(PROBE) }).then((answer) => answer.ok, () => false);

// What the worker has sent while no page was open is told by the first one that is.
const sendAll = async () => {
  for (const op of (await fc.kept.all()).filter((each) => each.person === person && each.answer)) await settle(op, op.answer);
  if (fc.live.lost() && !(await reached())) return;
  status = await fc.sendAll(person, ends.signal, settle);
  if (status === 426) fc.renew?.();
};

const drain = async () => {
  if (sending || !person || ends.signal.aborted || !ops.some((op) => op.answer || fc.kept.waits(op))) return;
  sending = true;
  await fc.alone("fc-queue", sendAll).catch(() => {});
  sending = false;
  await load();
  document.dispatchEvent(new CustomEvent("fc:sent"));
};

fc.queue = { add, drain, forget, key, person, reached, known: () => known, waiting, all: () => ops, others: () => others, stop: () => ends.abort(), signedOut: () => status === 401 };
tabs.addEventListener("message", load);
navigator.serviceWorker?.addEventListener("message", ({ data }) => data?.say === "send" && drain());
load().then(drain);
