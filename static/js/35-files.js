// Says so beside the field when a chosen file is too large, before it is sent.
const LIMIT = 25 * 1024 * 1024;

document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches?.("input[type=file]")) return;
  const large = [...field.files].some((file) => file.size > LIMIT);
  const text = large ? document.getElementById("alert").dataset.large : "";
  field.setCustomValidity(text);
  field.toggleAttribute("aria-invalid", large);
  if (large) field.setAttribute("aria-invalid", "true");
  note(field, text);
  if (large) fc.announce(text, true);
});

const note = (field, text) => {
  const id = `${field.id}-size`;
  const line = document.getElementById(id) ?? Object.assign(document.createElement("p"), { id, className: "error" });
  line.textContent = text;
  line.hidden = !text;
  field.after(line);
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((name) => name && name !== id);
  field.setAttribute("aria-describedby", [...others, id].join(" "));
};

document.addEventListener("change", (event) => {
  const field = event.target;
  const picture = field.matches?.("input[type=file][data-preview]") && document.getElementById(field.dataset.preview);
  if (!picture || !field.files[0]?.type.startsWith("image/")) return;
  URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(field.files[0]);
  picture.hidden = false;
});
