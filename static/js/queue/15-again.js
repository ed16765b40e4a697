// What found no house is tried again after a second, then after twice as long each time, at last every five minutes.
const FIRST = 1000, LONGEST = 300_000;
let pause = FIRST, timer = 0;

const soon = () => (pause = FIRST);

// Not all at the same moment, when it was the house that was away.
document.addEventListener("fc:sent", () => {
  clearTimeout(timer);
  if (!fc.queue.waiting().length) return soon();
  timer = setTimeout(fc.queue.drain, pause * (0.75 + Math.random() / 2));
  pause = Math.min(2 * pause, LONGEST);
});
for (const moment of ["hello", "fc:back", "visibilitychange", "fc:later"]) document.addEventListener(moment, soon);
addEventListener("online", soon);
