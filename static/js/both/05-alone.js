// One tab, or the worker, works for all; where a browser knows no locks, the keys alone see to it that nothing is done twice.
globalThis.fc ??= {};
fc.alone = async (name, work) => navigator.locks ? navigator.locks.request(name, { ifAvailable: true }, (lock) => lock && work()) : work();
