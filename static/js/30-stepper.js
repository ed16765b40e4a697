// − and + around a number field; the field stays the truth.
const sign = (stepper) => {
  const field = stepper.querySelector("input[type=number]");
  if (!field) return;
  const value = Number(field.value);
  for (const button of stepper.querySelectorAll("[data-step]")) {
    const end = Number(button.dataset.step) < 0 ? value <= Number(field.min) : value >= Number(field.max);
    button.toggleAttribute("aria-disabled", end);
    if (end) button.setAttribute("aria-disabled", "true");
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-step]");
  const field = button?.closest(".stepper")?.querySelector("input[type=number]");
  if (!field) return;
  Number(button.dataset.step) < 0 ? field.stepDown() : field.stepUp();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  fc.announce(`${field.getAttribute("aria-label")}: ${field.value}`);
});

document.addEventListener("input", (event) => {
  const stepper = event.target.closest?.(".stepper");
  if (stepper) sign(stepper);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[aria-disabled=true]");
  if (button && button.matches("a")) event.preventDefault();
});
