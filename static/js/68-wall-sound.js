// The sounds of the kitchen display, made here and not loaded; suspended, a large bar says so.
const TUNES = {
  new: [[660, 0], [880, 0.18]],
  changed: [[587, 0]],
  late: [[262, 0], [220, 0.3]],
  gone: [[523, 0], [392, 0.16], [294, 0.32]],
  timer: [[988, 0], [988, 0.2], [988, 0.4], [988, 0.6]],
};
const SETTING = "fc:sound", body = document.body;
const button = document.querySelector("[data-mute]"), bar = document.querySelector("[data-tap-for-sound]");
let air = null, muted = localStorage.getItem(SETTING) === "off";

const volume = () => (Number(body.dataset.volume || 6) / 10) ** 2;
const wanted = () => body.dataset.sound !== "off" && !muted && volume() > 0;

const note = ([pitch, after]) => {
  const tone = air.createOscillator(), loud = air.createGain(), start = air.currentTime + after;
  tone.frequency.value = pitch;
  loud.gain.setValueAtTime(0.0001, start);
  loud.gain.exponentialRampToValueAtTime(volume(), start + 0.02);
  loud.gain.exponentialRampToValueAtTime(0.0001, start + 0.35);
  tone.connect(loud);
  loud.connect(air.destination);
  tone.onended = () => loud.disconnect();
  tone.start(start);
  tone.stop(start + 0.4);
};

const sign = () => {
  const silent = air?.state !== "running";
  if (bar) bar.hidden = !(wanted() && silent);
  button?.setAttribute("aria-pressed", String(wanted()));
  button?.toggleAttribute("data-silent", wanted() && silent);
};

const wake = () => {
  if (air && air.state !== "running") air.resume().then(sign, sign);
};

const toggle = () => {
  muted = !muted;
  if (muted) localStorage.setItem(SETTING, "off");
  else localStorage.removeItem(SETTING);
  sign();
  fc.wall.play("new");
};

fc.wall.play = (name) => {
  if (wanted() && air?.state === "running" && !fc.wall.isQuiet()) TUNES[name].forEach(note);
};

if (bar) {
  air = new (globalThis.AudioContext ?? globalThis.webkitAudioContext)();
  air.addEventListener("statechange", sign);
  for (const touch of ["pointerup", "click", "keydown"]) document.addEventListener(touch, wake, true);
  document.addEventListener("click", (event) => event.target.closest?.("[data-mute]") && toggle());
  sign();
}
