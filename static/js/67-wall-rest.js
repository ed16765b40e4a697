// With nothing to cook for ten minutes: a clock, tonight's plan, what to use soon; at night a dim clock on black.
const REST = 600000, NIGHT = 60000, MOVE = 60000, ANEW = 600000, PLACES = 6;
const BUSY = "#tickets .ticket[data-due], #tickets .ticket[data-state=new], #tickets .ticket[data-state=cancelled], .plate:not([hidden]), [data-ringing], dialog[open], body[data-wipe]";
const panel = document.getElementById("rest");
let empty = Date.now(), moved = 0, asked = 0;

const begin = (now) => {
  panel.hidden = false;
  moved = now;
  asked = 0;
};

const show = (now, quiet) => {
  panel.dataset.kind = quiet ? "night" : "day";
  if (!quiet && now - asked >= ANEW) {
    asked = now;
    htmx.trigger(document.getElementById("idle"), "fc:idle");
  }
  if (now - moved < MOVE) return;
  moved = now;
  panel.dataset.place = (Number(panel.dataset.place) + 1) % PLACES;
};

const look = () => {
  const now = Date.now(), quiet = fc.wall.isQuiet();
  if (document.querySelector(BUSY)) empty = now;
  const since = now - Math.max(empty, fc.wall.touched);
  document.body.toggleAttribute("data-night", quiet && now - fc.wall.touched > NIGHT);
  if (since < (quiet ? NIGHT : REST)) panel.hidden = true;
  else {
    if (panel.hidden) begin(now);
    show(now, quiet);
  }
};

if (panel) {
  panel.addEventListener("click", () => (panel.hidden = true));
  document.addEventListener("keydown", () => (panel.hidden = true));
  document.addEventListener("htmx:after:swap", look);
  setInterval(look, 1000);
}
