// What the wall calls out, to be seen and heard: new, changed, late, gone, a timer; the first and the last again and again.
const AGAIN = 20000, SHOWN = 20000, STILL_KNOWN = "fc:known";
const panel = document.getElementById("calls"), board = document.getElementById("tickets");
const calls = new Map();

const word = (name) => panel.querySelector(`[data-call=${name}]`);
const show = () => {
  for (const item of panel.children) item.hidden = !calls.has(item.dataset.call);
  const first = [...panel.children].find((item) => !item.hidden);
  if (first) document.body.dataset.call = first.dataset.call;
  else delete document.body.dataset.call;
};

const repeats = (name) => name === "new" || name === "timer";
const call = (name, text = "") => {
  if (text) word(name).querySelector("[data-text]").textContent = text;
  fc.announce(word(name).textContent);
  calls.set(name, Date.now());
  if (name !== "back") fc.wall.play(name);
  show();
};
const still = (name) => calls.delete(name) && show();

const mark = (ticket) => [...ticket.querySelectorAll(".added, [data-struck]")].map((each) => each.textContent.trim()).join("|");
const look = () => {
  const state = (ticket) => [ticket.dataset.state, ticket.dataset.news ?? mark(ticket)];
  const now = new Map([...document.querySelectorAll("#tickets .ticket")].map((ticket) => [ticket.id, state(ticket)]));
  const known = new Map(JSON.parse(sessionStorage.getItem(STILL_KNOWN) ?? "null") ?? now);
  sessionStorage.setItem(STILL_KNOWN, JSON.stringify([...now]));
  const found = (test) => [...now].some(([id, [state, news]]) => test(known.get(id), state, news));
  if (found((old, state) => !old && state === "new")) call("new");
  if (found((old, state) => old && state === "cancelled" && old[0] !== "cancelled")) call("gone");
  if (found((old, state, news) => old && state !== "cancelled" && news && news !== old[1])) call("changed");
};

const tick = () => {
  const now = Date.now(), rings = document.querySelector("[data-ringing]");
  if (rings && !calls.has("timer")) call("timer");
  if (!rings) still("timer");
  for (const [name, at] of [...calls]) {
    if (repeats(name) && now - at >= AGAIN) {
      calls.set(name, now);
      fc.wall.play(name);
    } else if (!repeats(name) && now - at >= SHOWN) still(name);
  }
};

const touched = () => [...calls.keys()].filter((name) => name !== "timer").forEach(still);

if (panel) {
  fc.wall.call = call;
  document.addEventListener("pointerdown", touched);
  document.addEventListener("keydown", touched);
  document.addEventListener("fc:late", () => call("late"));
  setInterval(tick, 1000);
  if (board) {
    document.addEventListener("htmx:after:swap", look);
    look();
  }
}
