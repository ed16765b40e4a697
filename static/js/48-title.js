// The tab says what the page says: a piece with data-title names the page when it arrives.
document.addEventListener("htmx:after:swap", () => {
  const named = document.querySelector("[data-title]");
  if (named) document.title = `${named.dataset.title} · FamilyChef`;
});
