// When what waits is tried: at once where the network seems to be back or something is added, else after a second, then
// after twice as long each time, at last every five minutes.
const FIRST = 1000, LONGEST = 300_000;
let pause = FIRST, timer = 0;

const begin = () => (pause = FIRST);
const atOnce = () => {
  begin();
  fc.queue.drain();
};

document.addEventListener("fc:sent", () => {
  clearTimeout(timer);
  if (!fc.queue.waiting().length) return begin();
  // Not all phones at the same moment, when it was the house that was away.
  timer = setTimeout(fc.queue.drain, pause * (0.75 + Math.random() / 2));
  pause = Math.min(2 * pause, LONGEST);
});
document.addEventListener("fc:added", begin);
for (const moment of ["hello", "fc:back", "visibilitychange"]) document.addEventListener(moment, atOnce);
addEventListener("online", atOnce);
