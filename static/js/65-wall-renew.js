// A new version when nobody is cooking, a fresh page every night, a fresh board every day.
const REST = 30000, SELDOM = 600000, NIGHT = "04:00", MORNING = "04:30", HALF_A_DAY = 43200000;
const BUSY = "dialog[open], [data-ringing], [data-sync=pending], .htmx-request, body[data-wipe]";
let newer = false, day = fc.wall.day();

const renewed = () => Number(sessionStorage.getItem("fc:renewed") ?? 0);
const started = Date.now();

const nightly = () => {
  const time = fc.wall.time();
  return time >= NIGHT && time < MORNING && Date.now() - Math.max(started, renewed()) > HALF_A_DAY;
};

const isFree = () => {
  const rested = Date.now() - fc.wall.touched > REST && !document.querySelector(BUSY) && !fc.taps?.next();
  return rested && Date.now() - renewed() > SELDOM && !fc.live.lost() && navigator.onLine;
};

const renew = () => {
  const today = fc.wall.day();
  if (today !== day) htmx.trigger(document.body, "fc:reconnect");
  day = today;
  if (!(newer || nightly()) || !isFree()) return;
  sessionStorage.setItem("fc:renewed", Date.now());
  location.reload();
};

document.addEventListener("hello", (event) => {
  const [build] = String(event.detail?.data).split(" ");
  newer = Boolean(build) && build !== document.querySelector("meta[name=build]").content;
});
setInterval(renew, 5000);
