// Sounds of the kitchen display, each with a twin on the screen: new, changed, late.
const TUNES = { new: [[660, 0], [880, 0.18]], gone: [[440, 0]], late: [[330, 0], [262, 0.22]] };
let air = null, known = null;

const button = () => document.querySelector("[data-sound]");
const wanted = () => button()?.getAttribute("aria-pressed") === "true";

const note = (pitch, after) => {
  const tone = air.createOscillator(), volume = air.createGain(), start = air.currentTime + after;
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(0.5, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.35);
  tone.connect(volume).connect(air.destination);
  tone.start(start);
  tone.stop(start + 0.4);
};

const play = (name) => {
  if (!wanted() || air?.state !== "running") return;
  for (const [pitch, after] of TUNES[name]) note(pitch, after);
};

const wake = async () => {
  air ??= new (globalThis.AudioContext ?? globalThis.webkitAudioContext)();
  air.onstatechange = sign;
  await air.resume();
  sign();
};

const sign = () => button()?.toggleAttribute("data-silent", wanted() && air?.state !== "running");

const listen = () => {
  const now = new Map([...document.querySelectorAll(".ticket")].map((ticket) => [ticket.id, ticket.dataset.state]));
  const fresh = known && [...now.keys()].some((id) => !known.has(id));
  const gone = known && [...now].some(([id, state]) => state === "cancelled" && known.get(id) !== "cancelled");
  known = now;
  if (fresh) play("new");
  else if (gone) play("gone");
};

if (document.body.classList.contains("kds") && button()) {
  document.addEventListener("pointerdown", wake);
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-sound]");
    if (!pressed) return;
    pressed.setAttribute("aria-pressed", String(!wanted()));
    localStorage.setItem("fc:sound", wanted() ? "on" : "off");
    play("new");
  });
  if (localStorage.getItem("fc:sound") === "off") button().setAttribute("aria-pressed", "false");
  document.addEventListener("htmx:after:swap", listen);
  document.addEventListener("fc:late", () => play("late"));
  listen();
  sign();
}
