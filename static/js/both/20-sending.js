// Sends what one person left to be sent: in order, one at a time, and only what the house does once for each key.
const KINDS = {
  tick: /^\/shopping\/ticks$/,
  wish: /^\/shopping\/entries$/,
  cart: /^\/cart\/items$/,
  order: /^\/orders$/,
  cancel: /^\/orders\/\d+\/cancellation$/,
  stock: /^\/pantry\/items\/\d+\/(changes|uses)$/,
};
const SPEAKS = "1", PATIENCE = 12_000, LATE = 60_000, DONE = /^\/(orders|pantry|menu|shopping)\b/;
// The house is away or busy, or wants somebody else or a newer page first: all of it waits.
const LATER = [401, 408, 425, 426, 429, 502, 503, 504];

const pairs = (form) => Object.entries(form).flatMap(([name, value]) => [value].flat().map((each) => [name, each]));

const send = (op, ends) => {
  const form = op.form.at === undefined ? op.form : { ...op.form, sent: Date.now() };
  const headers = { "HX-Request": "true", "HX-Request-Type": "partial", "X-FC-Actor": op.person, "X-FC-Speaks": SPEAKS };
  if (op.tried || Date.now() - op.made > LATE) headers["X-FC-Again"] = "1";
  const late = AbortSignal.timeout(PATIENCE), signal = AbortSignal.any?.([late, ends]) ?? late;
  return fetch(op.path, { method: "POST", body: new URLSearchParams(pairs(form)), headers, signal });
};

// Nor is it the house that speaks where its mark is missing: a proxy in its place, a portal, another page on the way.
const waitsFor = ({ status, redirected, headers }, to) => LATER.includes(status) || (to && !DONE.test(to)) || redirected || !headers.has("X-FC-Identity");

// What was tried may have been done, although no answer came: from then on nobody takes it back.
const tried = (op) => fc.kept.put(Object.assign(op, { tried: true }));

// `settle(op, answer)` is asked to remove it or to note what there is to say; gives the status at which all waits, or 0.
// A fault of the house must not hold up what comes after it: that one stays for the next time, and with it what else
// was tapped on the same line, in its order.
const sendAll = async (person, ends, settle) => {
  const stuck = new Set(), held = new Set();
  const mine = (op) => op.person === person && fc.kept.waits(op) && fc.kindOf(op.path) && !stuck.has(op.key) && !held.has(op.form.entry);
  for (;;) {
    const op = (await fc.kept.all()).find(mine);
    if (!op || ends.aborted) return 0;
    stuck.add(op.key);
    const again = { ...op };
    if (!(await tried(op))) continue;
    const answer = await send(again, ends), { status } = answer, to = answer.headers.get("HX-Redirect");
    if (waitsFor(answer, to)) return status === 200 ? (to ? 401 : 503) : status;
    if (status < 500) await settle(op, { status, text: await answer.text() });
    else await fc.kept.put(Object.assign(op, { faults: (op.faults ?? 0) + 1 }));
    if (status >= 500 && op.form.entry) held.add(op.form.entry);
  }
};

fc.kindOf = (path) => Object.keys(KINDS).find((kind) => KINDS[kind].test(path));
fc.sendAll = sendAll;
// Of what was done, what a page still reads in the answer.
fc.isRead = (op) => op.kind === "tick" || Boolean(op.form.list);
