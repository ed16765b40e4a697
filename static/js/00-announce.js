// Speaks what appears: one polite and one urgent region, at most one message in two seconds.
const GAP = 2000;
const waiting = [];
let spoke = 0, timer = 0;

const speak = () => {
  timer = 0;
  const next = waiting.shift();
  if (!next) return;
  const region = document.getElementById(next.urgent ? "alert" : "say");
  region.textContent = "";
  setTimeout(() => (region.textContent = next.text), 60);
  spoke = Date.now();
  if (waiting.length) timer = setTimeout(speak, GAP);
};

const announce = (text, urgent = false) => {
  const words = text?.replace(/\s+/g, " ").trim();
  if (!words || waiting.some((message) => message.text === words)) return;
  if (urgent) waiting.unshift({ text: words, urgent });
  else waiting.push({ text: words, urgent });
  if (!timer) timer = setTimeout(speak, Math.max(0, spoke + GAP - Date.now()));
};

globalThis.fc = { announce };

const SPOKEN = ".toast p, .notice p, [data-say]";
const said = new WeakSet();

const sayNews = () => {
  for (const element of document.querySelectorAll(SPOKEN)) {
    if (said.has(element)) continue;
    said.add(element);
    const urgent = element.closest("[data-kind=error], [data-say=alert]") !== null;
    announce(element.innerText, urgent);
  }
};

document.addEventListener("htmx:after:swap", sayNews);
// Not before the whole script was read: what a page that was kept said once is cleared there.
setTimeout(sayNews);
