// Watches the stream: says how old the page is when it stops, brings it back, offers a new version.
const SILENCE = 40000, LOOK = 5000, SILENCE_ON_WALL = 15000, AGAIN = 3000;
const wall = document.body.classList.contains("kds");
const patience = wall ? SILENCE_ON_WALL : SILENCE;
const kept = Number(document.querySelector("meta[name=kept]")?.content ?? 0);
let last = kept || Date.now(), tried = 0, lost = false;
fc.live = { age: () => Date.now() - last, lost: () => lost };

const live = () => document.getElementById("live");
const clock = (moment) => {
  if (fc.wall) return fc.wall.clock(fc.wall.now() - fc.live.age());
  const then = new Date(moment), today = then.toDateString() === new Date().toDateString();
  const day = today ? {} : { weekday: "short", day: "numeric", month: "short" };
  return then.toLocaleString(document.documentElement.lang, { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
};

const show = (gone) => {
  const net = document.getElementById("net");
  if (!net || gone === lost) return;
  lost = gone;
  net.hidden = !gone;
  net.textContent = gone ? net.dataset.lost.replace("{time}", clock(last)) : "";
  document.documentElement.toggleAttribute("data-offline", gone);
  if (gone && wall) fc.announce(net.textContent, true);
  if (!gone && !wall) fc.announce(net.dataset.back);
  document.dispatchEvent(new CustomEvent(gone ? "fc:lost" : "fc:back"));
};

const heard = () => {
  last = Date.now();
  show(false);
};

const reconnect = () => {
  const element = live();
  if (!element || document.hidden && !wall) return;
  const stream = element._htmx?.sse;
  if (stream?.reader) stream.reader.cancel();
  else if (stream?.delayCanceller) stream.delayCanceller();
  else if (!stream) htmx.trigger(document.body, "fc:reconnect");
};

// Nobody is signed in here any more: the page asks for itself again and is led to where people come in.
const leave = () => location.replace(location.pathname + location.search);

const look = () => {
  if (!live() || document.hidden && !wall) return;
  const silent = Date.now() - last > patience;
  if (silent) show(true);
  if (!silent && live()._htmx?.sse || Date.now() - tried < (wall ? AGAIN : LOOK)) return;
  tried = Date.now();
  reconnect();
};

document.addEventListener("htmx:sse:after:connection", heard);
document.addEventListener("htmx:sse:before:message", heard);
document.addEventListener("htmx:sse:error", (event) => event.detail?.status === 401 ? leave() : show(!wall || lost));
document.addEventListener("htmx:error", (event) => event.target === live() && show(!wall || lost));
document.addEventListener("visibilitychange", () => document.hidden || (last = Math.max(last, Date.now() - patience + LOOK)));
addEventListener("offline", () => live() && show(true));
addEventListener("online", reconnect);
addEventListener("pageshow", (event) => event.persisted && location.reload());
document.addEventListener("reload", (event) => event.target === live() && location.reload());
setInterval(look, wall ? 1000 : LOOK);
if (kept && !document.querySelector("[data-offline-page]")) show(true);

document.addEventListener("hello", (event) => {
  const [build] = String(event.detail?.data ?? "").split(" ");
  const mine = document.querySelector("meta[name=build]")?.content;
  const bar = document.getElementById("new-version");
  if (bar && build && mine && build !== mine) bar.hidden = false;
});
