// Pages come from the house where it answers in time, else from what was kept; files that carry their hash from here.
const PATIENCE = 3000, LONGER = 12_000, DOWN = new Set([502, 503, 504]);
const OFFLINE = "/offline", END = "/session/removal", LEAVING = "leaving";
const pause = (time) => new Promise((done) => setTimeout(done, time));

const fromShell = async (request) => {
  const shell = await caches.open(SHELL), held = await shell.match(request.url);
  if (held) return held;
  const answer = await fetch(request);
  if (answer.ok) shell.put(request.url, answer.clone()).catch(() => {});
  return answer;
};

const picture = async (request, path) => {
  const held = await (await own())?.match(path);
  if (held) return held;
  const turn = ++asked, answer = await fetch(request);
  if (answer.ok && turn >= learned) answer.clone().blob().then((body) => put(path, body, answer.headers)).catch(() => {});
  return answer;
};

// Who left without a network leaves for the house as soon as it answers, before anything else is asked there.
const finishLeaving = async () => {
  if (!(await caches.has(LEAVING))) return;
  const answer = await fetch(END, { method: "POST", redirect: "manual" });
  if (DOWN.has(answer.status)) throw new Error("the house is not there yet");
  await caches.delete(LEAVING);
};

const ask = async (event, path, request) => {
  await finishLeaving();
  const turn = ++asked, answer = await fetch(request);
  const theirs = await meet(answer, turn), page = answer.headers.get("Content-Type")?.startsWith("text/html");
  if (theirs && page && answer.status === 200 && READABLE.test(path)) event.waitUntil(keep(path, answer.clone()));
  return answer;
};

const offline = async () => (await kept(OFFLINE)) ?? (await caches.match(OFFLINE)) ?? Response.error();

const page = async (event, { pathname }) => {
  const answer = ask(event, pathname, event.request), late = Symbol("late");
  event.waitUntil(answer.catch(() => {}));
  const first = await Promise.race([answer.catch(() => null), pause(PATIENCE).then(() => late)]);
  if (first && first !== late && !DOWN.has(first.status)) return first;
  const held = await kept(pathname);
  if (held) return held;
  if (first !== late) return first ?? offline();
  // Nothing to show instead: a house that is only slow is waited for.
  const end = answer.catch(offline);
  return READABLE.test(pathname) ? Promise.race([end, pause(LONGER).then(offline)]) : end;
};

const leave = async (request) => {
  await forget();
  known = undefined;
  learned = ++asked;
  return fetch(request).catch(async () => {
    await caches.open(LEAVING);
    return offline();
  });
};

addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url), moves = request.mode === "navigate";
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && moves && url.pathname === END) return event.respondWith(leave(request));
  if (request.method !== "GET" || url.pathname === "/live") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(fromShell(request));
  else if (PICTURE.test(url.pathname)) event.respondWith(picture(request, url.pathname + url.search));
  else if (moves) event.respondWith(page(event, url));
});
