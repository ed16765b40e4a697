// Minutes and ages on the kitchen display, from data-due and the server's clock, with or without network.
let ahead = 0, told = false, ages = new Map();

const body = document.body;
const zone = { timeZone: body.dataset.zone || undefined, hourCycle: "h23", hour: "2-digit", minute: "2-digit" };
const shown = new Intl.DateTimeFormat(document.documentElement.lang || undefined, zone);
const plain = new Intl.DateTimeFormat("en-GB", zone);
const dated = new Intl.DateTimeFormat("en-CA", { timeZone: zone.timeZone });

fc.wall = {
  now: () => Date.now() + ahead,
  clock: (moment) => shown.format(moment),
  time: () => plain.format(fc.wall.now()),
  day: () => dated.format(fc.wall.now()),
  isQuiet: () => {
    const [from, until] = (body.dataset.quiet || "").split("-"), time = fc.wall.time();
    if (!from || !until) return false;
    return from < until ? from <= time && time < until : time >= from || time < until;
  },
};

const set = (moment) => {
  if (!Number.isFinite(moment) || moment <= 0) return;
  ahead = moment - Date.now();
  if (!told) ages.clear();
  told = true;
};
document.addEventListener("hello", (event) => set(Number(String(event.detail?.data).split(" ")[1])));
document.addEventListener("ping", (event) => set(Number(event.detail?.data)));

const write = (element, text) => {
  if (element && element.textContent !== text) element.textContent = text;
};

const age = (ticket, now) => {
  const due = Number(ticket.dataset.due);
  if (now >= due) return "late";
  return now >= due - Number(ticket.dataset.warn ?? 300000) ? "soon" : "calm";
};

const big = (kind, minutes) => {
  const text = minutes < 100 ? String(minutes) : `${Math.floor(minutes / 60)} h`;
  return kind === "late" ? `+${text}` : text;
};

const wording = (kind, due, minutes, words) => {
  if (kind === "late") return words.late.replace("{count}", minutes);
  return kind === "soon" ? words.soon.replace("{count}", minutes) : words.calm.replace("{time}", fc.wall.clock(due));
};

const tick = () => {
  const now = fc.wall.now();
  for (const clock of document.querySelectorAll("[data-clock]")) write(clock, fc.wall.clock(now));
  const words = document.getElementById("tickets")?.dataset, before = ages;
  ages = new Map();
  for (const ticket of document.querySelectorAll("#tickets .ticket[data-due]")) {
    if (ticket.dataset.state === "cancelled") continue;
    const kind = age(ticket, now), due = Number(ticket.dataset.due);
    const minutes = kind === "late" ? Math.max(1, Math.floor((now - due) / 60000)) : Math.ceil((due - now) / 60000);
    ages.set(ticket.id, kind);
    if (kind === "late" && (before.get(ticket.id) ?? kind) !== kind) document.dispatchEvent(new CustomEvent("fc:late"));
    if (ticket.dataset.age !== kind) ticket.dataset.age = kind;
    write(ticket.querySelector(".minutes"), big(kind, minutes));
    write(ticket.querySelector(".word [data-text]"), wording(kind, due, minutes, words));
  }
};

if (document.querySelector("[data-clock], .ticket[data-due]")) {
  tick();
  setInterval(tick, 1000);
  document.addEventListener("htmx:after:swap", tick);
}
