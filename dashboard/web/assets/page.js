/* Every page's own script: the meanings of words, and what only paper shows. */

/* ---- meanings ---- */

function openGlossary() {
  const linked = location.hash === "#glossary" && document.getElementById("glossary");
  if (linked) linked.open = true;
}

openGlossary();
addEventListener("hashchange", openGlossary);

/* A meaning that was dismissed stays hidden until its word is come to again. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const term of document.querySelectorAll(".term:hover, .term:focus-within")) term.classList.add("dismissed");
});
for (const arrival of ["mouseover", "focusin"]) {
  document.addEventListener(arrival, (event) => {
    const term = event.target.closest(".term");
    if (term && !term.contains(event.relatedTarget)) term.classList.remove("dismissed");
  });
}

/* ---- print: the whole address, and the day on which it was printed ---- */

function printedDay() {
  const parts = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric" }).formatToParts();
  return ["day", "month", "year"].map((type) => parts.find((part) => part.type === type).value).join(" ");
}

addEventListener("beforeprint", () => {
  const address = document.getElementById("printed-address");
  const day = document.getElementById("printed-on");
  if (address) address.textContent = new URL(address.textContent, location.href).href;
  if (day) day.textContent = day.dataset.words.replace("{day}", printedDay());
});
