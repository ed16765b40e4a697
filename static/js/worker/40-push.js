// What the house says when no page is open: one message for each tag, and a tap leads to what it is about.
addEventListener("push", (event) => {
  const { words, why, path, less, tag } = event.data.json();
  const actions = less ? [{ action: "less", title: less.words }] : [];
  event.waitUntil(registration.showNotification(words, { tag, body: why, actions, data: { path, less: less?.path } }));
});

const shown = async ({ pathname, hash }) => {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = !hash && windows.find((each) => new URL(each.url).pathname === pathname);
  return open ? open.focus() : clients.openWindow(pathname + hash);
};

addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { path, less } = event.notification.data;
  const leads = new URL((event.action === "less" && less) || path, location.origin);
  if (leads.origin === location.origin) event.waitUntil(shown(leads));
});
