// What is tapped or typed in the shop is kept on the phone first, then sent in order, each once; nothing is dropped.
const LATER = [401, 408, 425, 429, 502, 503, 504], AGAIN = 5000, PATIENCE = 12000;
const person = document.body.dataset.reader ?? "", sent = new Set(), tabs = new BroadcastChannel("fc-shopping");
let ops = [], coming = [], sending = false, signedOut = false;

const told = () => document.dispatchEvent(new CustomEvent("fc:queue"));
const ready = () => ops.filter(fc.kept.waits);
const waiting = () => [...ready(), ...coming.filter((op) => !ops.some((other) => other.form.key === op.form.key))];
const key = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const load = async () => {
  ops = (await fc.kept.all()).filter((op) => op.person === person && !sent.has(op.order));
  told();
};
const changed = () => load().then(() => tabs.postMessage(person));

// Known at once, sent once it is kept. A phone's clock may be set back between two taps: the later never looks earlier.
const add = async (url, form, label) => {
  const at = form.at && { at: Math.max(form.at, ...waiting().map((op) => op.form.at ?? 0)) };
  const op = { person, url, form: { ...form, ...at, key: key() }, label, made: Date.now() };
  coming.push(op);
  await fc.kept.add(op).then(changed);
  coming = coming.filter((other) => other !== op);
  told();
  drain();
};

const forget = async (op) => {
  sent.add(op.order);
  await fc.kept.remove(op);
  await changed();
};

const settle = async (op, answer) => {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const text = (place) => page.querySelector(place)?.textContent.trim(), to = op.form.list, toast = page.querySelector(".toast");
  if (answer.status >= 400) op.refused = text(".notice p") ?? text(".error, h1.title") ?? String(answer.status);
  else if (op.form.entry || to && !page.getElementById(`shopping_list-${to}`)) op.note = text(".toast p");
  if (fc.kept.waits(op) && toast && op.form.text) document.dispatchEvent(new CustomEvent("fc:added", { detail: toast }));
  if (fc.kept.waits(op)) return forget(op);
  await fc.kept.put(op);
  await changed();
};

const send = (op) => {
  const body = new URLSearchParams(op.form.at === undefined ? op.form : { ...op.form, sent: Date.now() });
  return fetch(op.url, { method: "POST", body, headers: { "HX-Request": "true", "HX-Request-Type": "partial", "X-FC-Actor": op.person }, signal: AbortSignal.timeout(PATIENCE) });
};

// A fault of the house must not hold up what comes after it: that one stays for the next time.
const sendAll = async () => {
  const stuck = new Set(), next = () => ready().find((op) => !stuck.has(op.order));
  await load();
  for (let op = next(); op; op = next()) {
    const answer = await send(op);
    signedOut = answer.status === 401;
    if (LATER.includes(answer.status) || answer.headers.has("HX-Redirect")) return;
    if (answer.status >= 500) stuck.add(op.order);
    else await settle(op, answer);
  }
};

// One tab sends for all; where a browser knows no locks, the keys alone see to it that nothing is done twice.
const alone = (work) => navigator.locks ? navigator.locks.request("fc-shopping", { ifAvailable: true }, (lock) => lock && work()) : work();

const drain = async () => {
  if (sending || !person || !ready().length) return;
  sending = true;
  await alone(sendAll).catch(() => {});
  sending = false;
  told();
  document.dispatchEvent(new CustomEvent("fc:sent"));
};

fc.queue = { add, forget, all: () => ops, waiting, signedOut: () => signedOut };
tabs.addEventListener("message", load);
for (const moment of ["hello", "fc:back", "visibilitychange"]) document.addEventListener(moment, drain);
addEventListener("online", drain);
setInterval(drain, AGAIN);
load().then(drain);
