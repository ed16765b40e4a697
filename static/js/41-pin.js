// Big keys for a PIN: they write into the field, which stays the truth; without script the field alone is there.
const ready = () => {
  for (const pad of document.querySelectorAll("[data-pad][hidden]")) {
    pad.hidden = false;
    if (matchMedia("(pointer: coarse)").matches) document.getElementById(pad.dataset.pad).inputMode = "none";
  }
};

document.addEventListener("click", (event) => {
  const key = event.target.closest?.("[data-digit]");
  if (!key) return;
  const field = document.getElementById(key.closest("[data-pad]").dataset.pad);
  const { digit } = key.dataset;
  if (!digit) field.value = field.value.slice(0, -1);
  else if (field.value.length < field.maxLength) field.value += digit;
});

ready();
