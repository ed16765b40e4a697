// <time datetime data-relative>: the words of the last day in relation to now; the exact time stays in the tip.
const STEPS = [["second", 60], ["minute", 60], ["hour", 24]];
const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto", style: "short" });

const phrase = (seconds) => {
  let amount = seconds;
  for (const [unit, size] of STEPS) {
    if (Math.abs(amount) < size) return format.format(unit === "second" ? 0 : Math.trunc(amount), unit === "second" ? "second" : unit);
    amount /= size;
  }
  return null;
};

const refresh = () => {
  for (const element of document.querySelectorAll("time[data-relative]")) {
    const text = phrase((new Date(element.dateTime) - Date.now()) / 1000);
    element.title ||= element.textContent.trim();
    const words = text ?? element.title;
    if (element.textContent !== words) element.textContent = words;
  }
};

const guess = () => {
  const zone = document.querySelector("select[data-guess=timezone]");
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = zone && [...zone.options].some((option) => option.value === here);
  if (known && zone.value === "UTC") zone.value = here;
};

refresh();
guess();
document.addEventListener("htmx:after:swap", refresh);
setInterval(refresh, 30000);
