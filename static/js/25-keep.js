// A disclosure or dialog a person opened stays open when its piece is morphed.
htmx.registerExtension("keep", {
  htmx_before_morph_attr: (element, detail) => !(detail.attrName === "open" && element.matches("details, dialog")),
});
