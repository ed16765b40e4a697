// Chooses the browser's own time zone where a form asks for one and nobody has chosen.
const field = document.querySelector("select[data-guess=timezone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const known = field && [...field.options].some((option) => option.value === here);
if (known && field.value === "UTC") field.value = here;
