// When what waits is tried: at once where the network seems to be back or something is added, else after a second, then
// after twice as long each time, at last every five minutes.
const FIRST = 1000, LONGEST = 300_000;
let pause = FIRST, timer = 0;

const begin = () => (pause = FIRST);
const atOnce = () => {
  begin();
  fc.queue.drain();
};
const again = () => {
  timer = 0;
  pause = Math.min(2 * pause, LONGEST);
  fc.queue.drain();
};

// Not all phones at the same moment, when it was the house that was away.
const arm = () => {
  clearTimeout(timer);
  timer = fc.queue.waiting().length ? setTimeout(again, pause * (0.75 + Math.random() / 2)) : 0;
  if (!timer) begin();
};

document.addEventListener("fc:sent", arm);
document.addEventListener("fc:queue", () => timer || arm());
for (const moment of ["fc:added", "fc:done"]) document.addEventListener(moment, begin);
for (const moment of ["hello", "fc:back", "visibilitychange"]) document.addEventListener(moment, atOnce);
addEventListener("online", atOnce);
