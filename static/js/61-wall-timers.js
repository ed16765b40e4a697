// The kitchen's timers count down by the server's clock and ring until they are touched.
let ahead = 0;

const set = (moment) => {
  if (Number.isFinite(moment) && moment > 0) ahead = moment - Date.now();
};
document.addEventListener("hello", (event) => set(Number(String(event.detail?.data).split(" ")[1])));
document.addEventListener("ping", (event) => set(Number(event.detail?.data)));

const two = (number) => String(number).padStart(2, "0");
const words = (seconds) => {
  const hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
};

const tick = () => {
  for (const timer of document.querySelectorAll(".timer[data-ends]")) {
    const left = Math.ceil((Number(timer.dataset.ends) - Date.now() - ahead) / 1000);
    const shown = timer.querySelector(".left");
    if (shown && shown.textContent !== words(Math.max(0, left))) shown.textContent = words(Math.max(0, left));
    if (left <= 0 && !timer.hasAttribute("data-ringing")) timer.toggleAttribute("data-ringing", true);
  }
};

if (document.body.classList.contains("kds")) {
  tick();
  setInterval(tick, 500);
  document.addEventListener("htmx:after:swap", tick);
}
