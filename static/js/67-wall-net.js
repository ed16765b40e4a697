// How old the board is, beside the clock; and, when the connection is back, what came meanwhile.
const REPLAY = 10000;
let before = null, waiting = 0;

const tickets = () => [...document.querySelectorAll("#tickets .ticket[data-state=new]")].map((ticket) => ticket.id);

const showAge = () => {
  const place = document.querySelector("[data-heard]");
  if (!place) return;
  const seconds = Math.max(0, Math.floor(fc.live.age() / 1000)), words = place.dataset;
  const text = seconds < 60 ? words.seconds.replace("{count}", seconds) : words.minutes.replace("{count}", Math.floor(seconds / 60));
  if (place.textContent !== text) place.textContent = text;
};

const refetch = () => {
  clearTimeout(waiting);
  htmx.trigger(document.body, "fc:reconnect");
};

const tell = () => {
  const words = document.getElementById("net").dataset, known = before;
  before = null;
  const fresh = tickets().filter((id) => !known.has(id)).length;
  const text = fresh ? (fresh === 1 ? words.one : words.many.replace("{count}", fresh)) : words.back;
  fc.wall.call?.("back", text);
};

document.addEventListener("fc:lost", () => (before ??= new Set(tickets())));
document.addEventListener("fc:back", () => {
  if (fc.taps?.next()) waiting = setTimeout(refetch, REPLAY);
  else refetch();
  if (!document.getElementById("tickets")) tell();
});
document.addEventListener("htmx:after:swap", (event) => {
  const board = event.detail?.ctx?.sourceElement?.id === "tickets";
  if (!board || !before || fc.live.lost() || fc.taps?.next()) return;
  clearTimeout(waiting);
  tell();
});
showAge();
setInterval(showAge, 1000);
