// What this device can do here is asked of the device; the offer to install comes from the browser, when it wants.
const part = (mark) => document.querySelector(`[${mark}]`);
const can = {
  safe: () => isSecureContext,
  kept: () => isSecureContext && Boolean(navigator.serviceWorker),
  news: () => isSecureContext && Boolean(navigator.serviceWorker && globalThis.PushManager && globalThis.Notification),
  camera: () => Boolean(navigator.mediaDevices?.getUserMedia),
  awake: () => Boolean(navigator.wakeLock),
};

for (const each of document.querySelectorAll("[data-ability]")) {
  each.hidden = (each.dataset.answer === "yes") !== can[each.dataset.ability]();
}
part("data-unsafe").hidden = isSecureContext;
part("data-installed").hidden = !(navigator.standalone || matchMedia("(display-mode: standalone)").matches);

addEventListener("beforeinstallprompt", (offer) => {
  offer.preventDefault();
  const place = part("data-install"), button = place.querySelector("button");
  place.hidden = false;
  button.onclick = async () => {
    button.disabled = true;
    await offer.prompt();
    place.hidden = (await offer.userChoice).outcome === "accepted";
    button.disabled = false;
  };
});
addEventListener("appinstalled", () => {
  part("data-install").hidden = true;
});
