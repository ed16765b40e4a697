// What a person hears when a request gets no answer; and a toast of the page's own, in the words it is given.
const words = () => document.getElementById("alert").dataset;

document.addEventListener("htmx:error", (event) => {
  const context = event.detail?.ctx;
  if (!context || event.target.id === "live" || context.request?.method === "GET") return;
  const reason = !navigator.onLine ? "offline" : context.request?.signal?.reason === "timeout" ? "slow" : "failed";
  tell(words()[reason]);
});

const tell = (text, kind = "error") => {
  const toast = document.getElementById("failed").content.cloneNode(true);
  toast.querySelector(".toast").dataset.kind = kind;
  toast.querySelector("p").textContent = text;
  document.getElementById("toasts").replaceChildren(toast);
  fc.announce(text, kind === "error");
};
fc.tell = tell;

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-dismiss]");
  if (!button) return;
  button.closest(".toast, .notice")?.remove();
  document.getElementById("main")?.focus({ preventScroll: true });
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-reload]")) return;
  event.preventDefault();
  location.reload();
});
