// Who signs out hears first what of theirs is not sent yet; then this browser is told nothing more, and shows nothing.
const PATIENCE = 1500;
const person = document.body.dataset.reader ?? "";

const mine = async () => (await fc.kept.all()).filter((op) => op.person === person);
const unsent = async () => (await mine()).filter(fc.kept.waits);
const settled = async () => (await mine()).filter((op) => !fc.kept.waits(op));
const forget = (ops) => Promise.all(ops.map(fc.kept.remove));

// What waits at the push service would appear when the browser opens again, for whoever sits there.
const silent = async () => {
  const worker = await navigator.serviceWorker?.getRegistration();
  const subscription = worker?.pushManager?.getSubscription().then((held) => held?.unsubscribe());
  const tray = worker?.getNotifications().then((shown) => shown.forEach((each) => each.close()));
  await Promise.allSettled([subscription, tray]);
};

const tell = (word, count, why = "") => {
  const text = word.querySelector("p");
  text.textContent = `${why} ${word.dataset.leaving.replace("{count}", count)}`.trim();
  word.hidden = false;
  word.querySelector("button").focus();
  fc.announce(text.textContent, true);
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-throw-away]");
  if (!button) return;
  fc.queue.stop();
  await forget(await unsent());
  button.closest("form").requestSubmit();
});

// What is sent needs no second word; what can't be sent now is said again.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-send-first]");
  if (!button) return;
  await fc.queue.drain();
  const waits = await unsent();
  if (!waits.length) return button.form.requestSubmit();
  const { offline, failed } = document.getElementById("alert").dataset;
  tell(button.closest("[data-leaving]"), waits.length, fc.live.lost() ? offline : failed);
});

document.addEventListener("submit", async (event) => {
  const form = event.target, word = form.querySelector("[data-leaving]");
  if (!word || event.defaultPrevented) return;
  event.preventDefault();
  const late = new Promise((done) => setTimeout(done, PATIENCE, 0));
  const soon = (work) => Promise.race([work().catch(() => 0), late]);
  const waits = word.hidden && await soon(unsent);
  if (waits?.length) return tell(word, waits.length);
  fc.queue.stop();
  await soon(silent);
  // A refusal nobody read names what they ordered: it is not for whoever sits here next.
  await soon(async () => forget(await settled()));
  form.submit();
});
