// Where no page is open, what waits of who was here last is sent when the network is back; a page tells how it went.
const NAME = "/who";

const who = async () => (await (await own())?.match(NAME))?.text();
const remember = (person) => put(NAME, new Blob([person]), {});

// Of the answer is kept what a page has to tell; and only what was refused is worth a word before one is opened.
const settle = async (op, { status, text }) => {
  const answer = { status, text: status >= 400 || fc.isRead(op) ? text : "" };
  await fc.kept.put(Object.assign(op, { answer }));
  if (answer.status < 400 || Notification.permission !== "granted") return;
  await registration.showNotification(op.sorry, { tag: op.key, data: { path: op.to ?? "/" } });
};

const sendLater = async () => {
  const pages = await clients.matchAll({ type: "window" }), person = await who();
  for (const page of pages) page.postMessage({ say: "send" });
  if (pages.length || !person) return;
  const status = await fc.alone("fc-queue", () => fc.sendAll(person, new AbortController().signal, settle));
  if (status > 401 && status !== 426) throw new Error("the house is busy; the browser tries again");
};

addEventListener("sync", (event) => event.tag === "queue" && event.waitUntil(sendLater()));
