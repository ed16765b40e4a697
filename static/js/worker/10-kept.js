// What the worker keeps: the shell of this build, which is nobody's, and one cache of what this person has seen here.
const SHELL = `shell-${BUILD}`, MINE = `data-${BUILD}-`;
const LONGEST = 72 * 3600_000, MOST = 200, LARGEST = 1 << 20;
const READABLE = /^\/(menu|orders|pantry|shopping|cart|more)?$|^\/(dishes|orders|shopping)\/\d+$|^\/orders\/\d+\/cancellation$/;
const PICTURE = /^\/files\/|^\/dishes\/\d+\/art\.svg$/;
let known, asked = 0, learned = 0;

const forget = async (but = "") => {
  const others = (await caches.keys()).filter((name) => name.startsWith("data-") && name !== but);
  await Promise.all(others.map((name) => caches.delete(name)));
};

const own = async () => {
  const name = (await caches.keys()).find((each) => each.startsWith(MINE));
  return name && caches.open(name);
};

// Whoever the house says is there: what was kept for anybody else goes first. An answer to a question from before that
// is news of yesterday, and so is not kept. True when it is of the one who is there.
const meet = async (answer, turn) => {
  const said = answer.headers.get("X-FC-Identity");
  if (said === null) return false;
  if (said !== known) {
    if (turn < learned) return false;
    known = said;
    learned = asked + 1;
    await forget(said && MINE + said);
  }
  return said !== "";
};

// Where it is too much, pictures go before pages, and what was kept first before what was kept last.
const shrink = async (cache) => {
  const all = await cache.keys(), isPicture = (each) => PICTURE.test(new URL(each.url).pathname);
  const order = [...all.filter(isPicture), ...all.filter((each) => !isPicture(each))];
  await Promise.all(order.slice(0, Math.max(0, all.length - MOST)).map((each) => cache.delete(each)));
};

const put = async (path, body, headers) => {
  if (body.size > LARGEST || !known) return;
  const name = MINE + known, cache = await caches.open(name);
  await cache.delete(path);
  await cache.put(path, new Response(body, { headers }));
  await shrink(cache);
  if (name !== MINE + known) await caches.delete(name);
};

const keep = async (path, answer) => {
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
  headers.set("X-FC-Kept", Date.now());
  await put(path, await answer.blob(), headers).catch(() => {});
};

// Every form on a page has a key that counts once; on a page that is shown again they are new ones.
const KEYS = /(<input type="hidden" name="key" value=")[^"]*/g;
const again = async (held) => {
  const when = Number(held.headers.get("X-FC-Kept"));
  if (Date.now() - when > LONGEST) return undefined;
  const text = (await held.text()).replace(KEYS, (_all, head) => head + crypto.randomUUID());
  return new Response(text.replace("<head>", `<head>\n  <meta name="kept" content="${when}">`), { headers: held.headers });
};

const kept = async (path) => {
  const held = await (await own())?.match(path);
  return held && again(held);
};
