/* Every page's own script: the choice of colors, the meanings of words, and what only paper shows. */

/* ---- colors: as the device, light, dark ---- */

const root = document.documentElement;
const button = document.getElementById("theme");
const NEXT_THEME = { device: "light", light: "dark", dark: "device" };

function chooseTheme(theme) {
  if (theme === "device") delete root.dataset.theme;
  else root.dataset.theme = theme;
  storeTheme(theme);
  const words = [...button.querySelectorAll(`.what, .${theme}`)].map((part) => part.textContent);
  document.getElementById("theme-status").textContent = words.join(" ");
  dispatchEvent(new Event("themechange"));
}

/* Where the browser stores nothing, the choice holds for this page only. */
function storeTheme(theme) {
  try {
    if (theme === "device") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    /* storage is switched off */
  }
}

button.addEventListener("click", () => chooseTheme(NEXT_THEME[root.dataset.theme || "device"]));

/* Presses that `before-paint.js` counted while this script was on its way. */
root.onclick = null;
for (let left = root.presses; left > 0; left--) button.click();

/* ---- what copies: to be seen once the scripts that do it have run ---- */

addEventListener("DOMContentLoaded", () => root.classList.add("ready"));

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
  const parts = new Intl.DateTimeFormat(root.lang, { day: "numeric", month: "long", year: "numeric" }).formatToParts();
  return ["day", "month", "year"].map((type) => parts.find((part) => part.type === type).value).join(" ");
}

addEventListener("beforeprint", () => {
  const address = document.getElementById("printed-address");
  const day = document.getElementById("printed-on");
  if (address) address.textContent = new URL(address.textContent, location.href).href;
  if (day) day.textContent = day.dataset.words.replace("{day}", printedDay());
});
