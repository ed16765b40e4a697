// Without network a tap waits here and is sent again by itself, in order.
// Each verb changes nothing the second time: what was done although its answer got lost is done once.
const AWAY = [502, 503, 504], AGAIN = 5000;
let sending = false;

const board = () => document.getElementById("tickets");

const queue = (form, body, button) => {
  const card = form.closest(".ticket, .plate"), said = button?.innerText.trim() ?? "";
  fc.taps.add({ url: form.getAttribute("action"), body: new URLSearchParams(body).toString(), card: card.id, button: button?.id, said });
  fc.announce(board().dataset.unsent, true);
};

const tapped = (ctx) => ctx?.request?.method === "POST" && ctx.sourceElement?.matches?.("#tickets form") && ctx.sourceElement;
const instead = (event, ctx = event.detail?.ctx) => {
  const form = tapped(ctx);
  if (!form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  queue(form, ctx.request.body ?? "", ctx.sourceEvent?.submitter ?? form.querySelector("button"));
};

const refused = (tap) => {
  const text = board().dataset.refused.replace("{tap}", () => tap.said), notice = document.createElement("p");
  notice.className = "notice";
  notice.textContent = text;
  document.getElementById("notices").replaceChildren(notice);
  fc.announce(text, true);
};

// In nobody else's name: a tab of this browser may have signed in somebody since.
const { reader } = document.body.dataset, actor = reader ? { "X-FC-Actor": reader } : {};
const send = (tap) => fetch(tap.url, { method: "POST", body: new URLSearchParams(tap.body), headers: { "HX-Request": "true", "HX-Request-Type": "partial", ...actor } });

const sendAll = async () => {
  try {
    for (let tap = fc.taps.next(); tap; tap = fc.taps.next()) {
      const { status } = await send(tap);
      if (AWAY.includes(status) || status === 429 || status === 401) break;
      fc.taps.remove(tap);
      if (status >= 400) refused(tap);
    }
  } catch {
    return;
  } finally {
    fc.taps.mark();
  }
  htmx.trigger(board(), "fc:refetch");
};

const drain = async () => {
  if (sending || !board() || !fc.taps.next()) return;
  sending = true;
  await fc.alone("fc-taps", sendAll).catch(() => {});
  sending = false;
};

if (document.body.classList.contains("kds")) {
  document.addEventListener("htmx:error", (event) => instead(event), true);
  document.addEventListener("htmx:before:response", (event) => AWAY.includes(event.detail?.ctx?.response?.status) && instead(event), true);
  document.addEventListener("htmx:before:request", (event) => fc.taps.next() && instead(event), true);
  for (const moment of ["hello", "htmx:sse:after:connection"]) document.addEventListener(moment, drain);
  addEventListener("online", drain);
  setInterval(drain, AGAIN);
  drain();
}
