// The scripts come after the sheet: on a slow line both would share it, and the page would show later.
// Deferred itself, this waits for the sheet; what it adds runs in the order of the page.
for (const waits of document.querySelectorAll("script[type=later]")) {
  const script = document.createElement("script");
  script.async = false;
  script.integrity = waits.integrity;
  script.src = waits.src;
  document.head.append(script);
}
