// What a person will want in the cellar is fetched ahead: the lists, with the pictures and files they show.
const FRESH = 15 * 60_000;
const PARTS = /(?:src|href)="(\/(?:static|files)\/[^"#]+|\/dishes\/\d+\/art\.svg[^"#]*)/g;
// An order may be cancelled without a network: the question whether is kept with it.
const QUESTIONS = /href="(\/orders\/\d+\/cancellation)"/g;
let busy = false;

const isFresh = async (path) => {
  const held = await (await own())?.match(path);
  return Boolean(held) && Date.now() - Number(held.headers.get("X-FC-Kept")) < FRESH;
};

const fetchAhead = async (path) => {
  if (await isFresh(path)) return;
  const turn = ++asked, answer = await fetch(path, { headers: { "X-FC-Ahead": "1" } });
  if (!(await meet(answer, turn)) || answer.status !== 200) return;
  const text = await answer.clone().text();
  await keep(path, answer);
  for (const [, part] of text.matchAll(PARTS)) {
    const request = new Request(part);
    await (part.startsWith("/static/") ? fromShell(request) : picture(request, part)).catch(() => {});
  }
};

const questionsAhead = async () => {
  const held = await (await own())?.match("/orders"), text = await held?.text() ?? "";
  for (const [, question] of text.matchAll(QUESTIONS)) await fetchAhead(question);
};

// What an earlier release kept is of no use to this one; also what it put away while it was being replaced.
const tidy = async () => {
  const old = (name) => /^(shell|data)-/.test(name) && name !== SHELL && !name.startsWith(MINE);
  await Promise.all((await caches.keys()).filter(old).map((name) => caches.delete(name)));
};

const allAhead = async (paths, person) => {
  busy = true;
  try {
    await tidy();
    for (const path of new Set(paths.filter((each) => READABLE.test(each)))) await fetchAhead(path);
    await questionsAhead();
    await fetchAhead(OFFLINE);
    await remember(person);
  } finally {
    busy = false;
  }
};

addEventListener("message", (event) => {
  const { say, paths, person } = event.data ?? {};
  if (say === "take over") skipWaiting();
  else if (say === "settled" && !busy) event.waitUntil(allAhead(paths, person).catch(() => {}));
});

addEventListener("install", (event) => {
  const page = new Request(OFFLINE, { credentials: "omit" });
  event.waitUntil(caches.open(SHELL).then(async (shell) => {
    await shell.put(OFFLINE, await fetch(page));
    await shell.addAll(FILES);
  }));
});

addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => clients.claim()));
});
