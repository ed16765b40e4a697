// The worker that keeps pages for when there is no network: asked for where somebody is at home on their own device.
const worker = document.body.dataset.worker, kept = Number(document.querySelector("meta[name=kept]")?.content ?? 0);

const ahead = () => [location.pathname, ...[...document.querySelectorAll("#tabs li a")].map((tab) => tab.pathname), "/cart"];

// A new release begins with a page that has just come: the old worker is asked for nothing any more.
const takenOver = (next) => new Promise((done) => {
  navigator.serviceWorker.addEventListener("controllerchange", done, { once: true });
  next.postMessage({ say: "take over" });
});

const settle = async () => {
  const registration = await navigator.serviceWorker.register(worker, { updateViaCache: "none" });
  if (registration.waiting) await takenOver(registration.waiting);
  else if (registration.active) registration.update().catch(() => {});
  // An app on the home screen may ask the browser never to clear what waits.
  if (matchMedia("(display-mode: standalone)").matches) navigator.storage?.persist?.().catch(() => {});
  const { active } = await navigator.serviceWorker.ready;
  if (!kept && navigator.onLine && !navigator.connection?.saveData) active.postMessage({ say: "settled", person: document.body.dataset.reader, paths: ahead() });
};

// The house is back: a page that was kept gives way to the one of today, unless something is being typed.
const typing = () => [...document.querySelectorAll("input:not([type=hidden]), textarea")].some((field) => field.value !== field.defaultValue);
const renew = () => {
  const last = Number(sessionStorage.getItem("fc-renewed"));
  if (typing() || Date.now() - last < 60_000) return;
  sessionStorage.setItem("fc-renewed", Date.now());
  location.reload();
};
fc.renew = renew;
if (kept) document.addEventListener("fc:back", renew);

// What was said once is not said again by a page that was kept.
if (kept) document.getElementById("toasts")?.replaceChildren();
if (worker && globalThis.isSecureContext && navigator.serviceWorker) addEventListener("load", () => settle().catch(() => {}));

const look = () => fetch("/health/live").then((answer) => answer.ok && location.reload()).catch(() => {});
if (document.querySelector("[data-offline-page]")) {
  addEventListener("online", look);
  setInterval(look, 10_000);
}
