// The API's document, opened with the reader's own session; what is tried goes with the typed token and without cookies.
const place = document.getElementById("reader");
const PARTS = [["SvgAssets"], ["InfoContainer", true], ["h2"], ["AuthorizeBtnContainer", true], ["operations", true],
  ["Models", true]];
const heading = () => ({ className: "part", children: place.dataset.part });

const house = ({ React: { createElement: made } }) => ({
  components: {
    House: ({ getComponent }) => made("div", { className: "swagger-ui" }, PARTS.map(([name, whole], key) => (
      name === "h2" ? made(name, { key, ...heading() }) : made(getComponent(name, whole), { key })
    ))),
  },
});

// What need not be sent begins empty: an example is no wish.
const emptied = (spec) => {
  const verbs = Object.values(spec.paths).flatMap((path) => Object.values(path));
  for (const each of verbs.flatMap((verb) => verb.parameters || [])) if (!each.required) delete each.example;
  return spec;
};

const show = (spec) => SwaggerUIBundle({
  spec: { ...emptied(spec), servers: undefined }, domNode: place, layout: "House", plugins: [house], docExpansion: "none",
  defaultModelsExpandDepth: 0, deepLinking: false, syntaxHighlight: false, validatorUrl: null,
  persistAuthorization: false, withCredentials: false,
  requestInterceptor: (asked) => Object.assign(asked, { credentials: "omit" }),
});

// What it leaves without a name, or names otherwise than it reads, is named here.
const name = () => {
  for (const table of place.querySelectorAll(".responses-table:not([aria-label])")) table.ariaLabel = table.id;
  for (const button of place.querySelectorAll(".close-modal:not([aria-label])")) button.ariaLabel = place.dataset.close;
  for (const button of place.querySelectorAll(".modal-btn[aria-label]")) button.removeAttribute("aria-label");
};
new MutationObserver(name).observe(place, { childList: true, subtree: true });

fetch(place.dataset.document, { credentials: "same-origin" }).then((told) => told.json()).then(show);
