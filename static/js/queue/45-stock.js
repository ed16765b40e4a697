// A row of the pantry says what was tapped on it and is not sent yet; its number is the house's.
const paint = () => {
  for (const each of document.querySelectorAll("[data-unsent-here]")) each.remove();
  const counts = new Map();
  for (const { kind, path } of fc.queue.waiting()) if (kind === "stock") counts.set(path, (counts.get(path) ?? 0) + 1);
  for (const [path, count] of counts) {
    const place = document.querySelector(`form[data-later][action="${path}"]`)?.closest("li, article")?.querySelector(".sub, .title");
    const words = fc.unsent.made("small", { className: "sub", textContent: ` · ${fc.unsent.filled("many", { count })}` });
    words.dataset.unsentHere = "";
    place?.append(words);
  }
};

document.addEventListener("fc:queue", paint);
document.addEventListener("htmx:after:swap", paint);
paint();
