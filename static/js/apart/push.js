// "Tell me on this device": the browser gives an address and keys, and they go with the form like anything typed.
const able = Boolean(isSecureContext && navigator.serviceWorker && globalThis.PushManager && globalThis.Notification);
const form = document.querySelector("form[data-push]");

const known = (endpoint) => [...document.querySelectorAll("[data-endpoint]")].some((each) => each.dataset.endpoint === endpoint);

const ready = async () => {
  if (!form || !able) return;
  document.querySelector("[data-push-unable]").hidden = true;
  const worker = await navigator.serviceWorker.getRegistration();
  const held = await worker?.pushManager.getSubscription();
  form.hidden = Boolean(held && known(held.endpoint));
};

const subscribed = async () => {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("not allowed");
  await navigator.serviceWorker.register(form.dataset.worker);
  const worker = await navigator.serviceWorker.ready;
  await (await worker.pushManager.getSubscription())?.unsubscribe();
  const key = Uint8Array.from(atob(form.dataset.push.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
};

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const trouble = form.querySelector("[data-trouble]");
  trouble.hidden = true;
  try {
    const { endpoint, keys } = (await subscribed()).toJSON();
    for (const [name, value] of Object.entries({ endpoint, ...keys })) form.elements[name].value = value;
    form.submit();
  } catch {
    trouble.hidden = false;
    fc.announce(trouble.textContent, true);
  }
});

ready();
