// A link that names a dialog opens it here; without script it goes to the page that does the same.
let opener = null;

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-dialog]");
  const dialog = link && document.getElementById(link.dataset.dialog);
  if (!dialog?.showModal) return;
  event.preventDefault();
  opener = link;
  dialog.showModal();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-close]");
  button?.closest("dialog")?.close();
});

document.addEventListener("close", (event) => {
  if (!event.target.matches?.("dialog")) return;
  if (opener?.isConnected) opener.focus();
  opener = null;
}, true);

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    const chosen = event.target.closest?.("[data-dialog], button[type=button]");
    if (!menu.contains(event.target) || menu.contains(chosen)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
