// Taps that found no network: kept in order, each once, and marked on their ticket.
const KEPT = "fc:taps";
const { owner } = document.body.dataset;

const all = () => {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? [];
  } catch {
    return [];
  }
};
const mine = () => all().filter((tap) => tap.owner === owner);
const keep = (taps) => localStorage.setItem(KEPT, JSON.stringify([...all().filter((tap) => tap.owner !== owner), ...taps]));
const same = (one, other) => one.url === other.url && one.body === other.body;
const remove = (tap) => keep(mine().filter((other) => !same(tap, other)));
const add = (tap) => mine().some((other) => same(tap, other)) || keep([...mine(), tap]);

const mark = () => {
  const taps = mine(), words = document.getElementById("tickets")?.dataset;
  for (const piece of document.querySelectorAll("[data-sync]")) piece.removeAttribute("data-sync");
  for (const tap of taps) {
    const card = document.getElementById(tap.card), button = document.getElementById(tap.button);
    card?.setAttribute("data-sync", "pending");
    card?.setAttribute("data-unsent", words?.unsent ?? "");
    button?.setAttribute("data-sync", "pending");
  }
};

if (document.body.classList.contains("kds")) {
  fc.taps = { add: (tap) => (add({ owner, ...tap }), mark()), remove, mark, next: () => mine()[0] };
  document.addEventListener("htmx:after:swap", mark);
  mark();
}
