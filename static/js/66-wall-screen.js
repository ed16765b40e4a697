// The screen stays on, and nothing stands so still on it that it burns in.
const MOVE = 180000;
const PLACES = [[0, 0], [2, 1], [4, 3], [1, 4], [3, 2], [1, 1], [4, 4], [2, 3]];
let lock = null, place = 0;

const tell = (refused) => {
  for (const line of document.querySelectorAll("[data-awake=kept], [data-awake=refused]")) line.hidden = (line.dataset.awake === "refused") !== refused;
};

const stayAwake = async () => {
  if (document.hidden || lock) return;
  lock = await navigator.wakeLock?.request("screen").catch(() => null) ?? null;
  lock?.addEventListener("release", () => (lock = null));
  tell(!lock);
};

const move = () => {
  const main = document.querySelector("main.board, main.tv-page");
  if (!main) return;
  place = (place + 1) % PLACES.length;
  const [right, down] = PLACES[place];
  main.style.transform = `translate(${right}px, ${down}px)`;
};

document.addEventListener("pointerup", stayAwake);
document.addEventListener("keyup", stayAwake);
document.addEventListener("visibilitychange", stayAwake);
if (document.querySelector("[data-awake]")) stayAwake();
setInterval(move, MOVE);
