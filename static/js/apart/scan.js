// The camera as a scanner: what it reads is typed into the field and sent; without one a photo is taken, or it is typed.
const FORMATS = ["ean_13", "ean_8", "upc_a"];
const PAUSE = 200, AWAY = 6;
const box = () => document.querySelector("[data-camera]");
let stream = null, detector = null, last = "", blank = 0;

const able = async () => {
  if (!globalThis.isSecureContext || !globalThis.BarcodeDetector || !navigator.mediaDevices?.getUserMedia) return false;
  const known = await BarcodeDetector.getSupportedFormats();
  return FORMATS.some((format) => known.includes(format));
};

const send = (code) => {
  const form = document.getElementById("scan-code");
  form.elements.code.value = code;
  form.requestSubmit();
};

// The same pack stays in sight for a while: it counts again only after it was gone.
const seen = (code) => {
  blank = code ? 0 : blank + 1;
  if (code && code !== last) send(last = code);
  if (blank > AWAY) last = "";
};

const look = async () => {
  if (!stream) return;
  const found = await detector.detect(box().querySelector("video")).catch(() => []);
  seen(found[0]?.rawValue ?? "");
  setTimeout(look, PAUSE);
};

// Only where no camera scans, the page offers a photo.
const offer = (camera) => {
  box().closest(".scanner").toggleAttribute("data-able", camera);
};

const show = (on) => {
  box().querySelector("video").hidden = !on;
  box().querySelector("button").setAttribute("aria-pressed", String(on));
};

const stop = () => {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  show(false);
};

const start = async () => {
  const trouble = box().querySelector("[data-trouble]"), video = box().querySelector("video");
  trouble.hidden = true;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    detector ??= new BarcodeDetector({ formats: FORMATS });
    video.srcObject = stream;
    show(true);
    video.play().catch(() => {});
    look();
  } catch {
    stop();
    offer(false);
    trouble.hidden = false;
    fc.announce(trouble.textContent.trim(), true);
  }
};

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-camera] button")) stream ? stop() : start();
});
document.addEventListener("change", ({ target }) => {
  if (target.matches("#scan-photo [type=file]") && target.files.length) target.form.requestSubmit();
});
able().catch(() => false).then((camera) => {
  box().hidden = !camera;
  offer(camera);
});
