// Safari offers no way to install by itself, so it is said there: once, and never again.
const TOLD = "fc-phone-told";
const first = () => {
  try {
    const told = localStorage.getItem(TOLD);
    localStorage.setItem(TOLD, "1");
    return !told;
  } catch {
    return false;
  }
};

const hint = document.getElementById("phone-hint");
if (navigator.standalone === false && first()) hint.hidden = false;
hint.querySelector("button").onclick = () => {
  hint.hidden = true;
};
