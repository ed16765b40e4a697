// A button that copies what stands in the field it names; it appears only where scripts run.
const ready = () => document.querySelectorAll("[data-copy][hidden]").forEach((button) => (button.hidden = false));

const copy = async (field) => {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy");
  }
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  await copy(document.getElementById(button.dataset.copy));
  button.querySelector("span").textContent = button.dataset.copied;
  fc.announce(button.dataset.copied);
});

ready();
