// Enter in a line of a recipe goes on to the next line, as on paper; after the last one a new line comes.
document.addEventListener("keydown", (event) => {
  const line = event.target;
  if (event.key !== "Enter" || event.isComposing || !line.matches?.("input[name=line]")) return;
  event.preventDefault();
  const lines = [...line.form.querySelectorAll("input[name=line]")];
  const next = lines[lines.indexOf(line) + 1];
  const add = line.form.querySelector("[name=do][value=add-line]");
  (next ?? add).focus();
  if (!next) add.click();
});
