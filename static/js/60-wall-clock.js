// Minutes and ages on the kitchen display, from data-due and the server's clock, with or without network.
let ahead = 0;

const set = (moment) => {
  if (Number.isFinite(moment) && moment > 0) ahead = moment - Date.now();
};
document.addEventListener("hello", (event) => set(Number(String(event.detail?.data).split(" ")[1])));
document.addEventListener("ping", (event) => set(Number(event.detail?.data)));

const write = (element, text) => {
  if (element && element.textContent !== text) element.textContent = text;
};
const short = (moment) => new Date(moment).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: document.body.dataset.zone || undefined });

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
  return kind === "soon" ? words.soon.replace("{count}", minutes) : words.calm.replace("{time}", short(due));
};

const tick = () => {
  const now = Date.now() + ahead;
  for (const clock of document.querySelectorAll("[data-clock]")) write(clock, short(now));
  const words = document.getElementById("tickets")?.dataset;
  for (const ticket of document.querySelectorAll("#tickets .ticket[data-due]")) {
    if (ticket.dataset.state === "cancelled") continue;
    const kind = age(ticket, now), due = Number(ticket.dataset.due);
    const minutes = kind === "late" ? Math.floor((now - due) / 60000) : Math.ceil((due - now) / 60000);
    if (kind === "late" && ticket.dataset.age && ticket.dataset.age !== "late") document.dispatchEvent(new CustomEvent("fc:late"));
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
