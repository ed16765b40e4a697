// This browser's memory of what is still to be sent; where it keeps nothing, the page does. Pages and worker share it.
let unkept = 0, loose = [];

const opened = new Promise((done) => {
  try {
    const asked = indexedDB.open("fc-queue", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("ops", { keyPath: "order", autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => done(null);
  } catch {
    done(null);
  }
});

const inside = async (work, mode = "readwrite") => {
  const kept = await opened;
  if (!kept) throw new Error("nothing can be kept here");
  return new Promise((done, fail) => {
    const all = kept.transaction("ops", mode, { durability: "strict" }), asked = work(all.objectStore("ops"));
    all.oncomplete = () => done(asked.result);
    all.onerror = all.onabort = () => fail(all.error);
  });
};
const isLoose = (op) => op.order < 0;
const inOrder = (one, other) => isLoose(one) - isLoose(other) || Math.abs(one.order) - Math.abs(other.order);

const again = (store, op) => {
  const asked = store.getKey(op.order);
  asked.onsuccess = () => asked.result !== undefined && store.put(op);
  return asked;
};

fc.kept = {
  all: async () => [...await inside((store) => store.getAll(), "readonly").catch(() => []), ...loose].sort(inOrder),
  isLoose,
  waits: (op) => !op.answer && !fc.kept.tells(op),
  tells: (op) => Boolean(op.refused || op.note),
  add: (op) => inside((store) => store.add(op)).catch(() => loose.push({ ...op, order: --unkept })),
  // What was taken back meanwhile is not put back: false.
  put: (op) => isLoose(op) ? loose.some((other) => other.order === op.order) : inside((store) => again(store, op)).then((held) => held !== undefined, () => true),
  remove: (op) => {
    loose = loose.filter((other) => other.order !== op.order);
    return isLoose(op) || inside((store) => store.delete(op.order)).catch(() => {});
  },
};
