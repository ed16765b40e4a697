// Passkeys: the device answers the house's question, and the answer goes with the form like anything typed.
const able = Boolean(globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON && navigator.credentials);

const ready = () => {
  for (const element of document.querySelectorAll("[data-passkeys]")) {
    element.hidden = (element.dataset.passkeys === "able") !== able;
  }
};

const ask = async (form) => {
  const answer = await fetch(form.dataset.question, { method: "POST", headers: { Accept: "application/json" } });
  if (answer.redirected) return void location.assign(answer.url);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
};

const devices = {
  get: (question) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) }),
  create: (question) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) }),
};

const say = (form, text) => {
  const line = form.querySelector("[data-trouble]");
  line.querySelector("span").textContent = text;
  line.hidden = !text;
  if (text) fc.announce(text, true);
};

const busy = (form, on) => form.querySelector("button").toggleAttribute("disabled", on);

document.addEventListener("submit", async (event) => {
  const form = event.target.closest?.("form[data-passkey]");
  if (!form) return;
  event.preventDefault();
  say(form, "");
  busy(form, true);
  try {
    const question = await ask(form);
    if (!question) return;
    form.elements.credential.value = JSON.stringify(await devices[form.dataset.passkey](question));
    form.submit();
  } catch (error) {
    const { known, failed } = form.dataset;
    say(form, error.name === "InvalidStateError" && known ? known : failed);
  } finally {
    busy(form, false);
  }
});

addEventListener("pageshow", ready);
ready();
