// The phone's own memory of what is still to be sent; where the browser keeps nothing, the page does.
let unkept = 0, loose = [];

const opened = new Promise((done) => {
  try {
    const asked = indexedDB.open("fc-shopping", 1);
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

fc.kept = {
  all: async () => [...await inside((store) => store.getAll(), "readonly").catch(() => []), ...loose].sort(inOrder),
  isLoose,
  waits: (op) => !op.refused && !op.note,
  add: (op) => inside((store) => store.add(op)).catch(() => loose.push({ ...op, order: --unkept })),
  put: (op) => isLoose(op) || inside((store) => store.put(op)).catch(() => {}),
  remove: (op) => {
    loose = loose.filter((other) => other.order !== op.order);
    return isLoose(op) || inside((store) => store.delete(op.order)).catch(() => {});
  },
};
