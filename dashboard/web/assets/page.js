/* Every page's own script: the choice of colours, and Escape for the meanings of words. */
(function () {
  "use strict";

  /* ---- colours: as the device, light, dark ---- */

  const root = document.documentElement, button = document.getElementById("theme");
  const after = { device: "light", light: "dark", dark: "device" };

  function choose(theme) {
    if (theme === "device") delete root.dataset.theme; else root.dataset.theme = theme;
    keep(theme);
    const said = [...button.querySelectorAll(".what, ." + theme)].map((part) => part.textContent);
    document.getElementById("theme-said").textContent = said.join(" ");
    window.dispatchEvent(new Event("themechange"));
  }

  /* Where the browser keeps nothing, the choice holds for this page only. */
  function keep(theme) {
    try {
      if (theme === "device") localStorage.removeItem("theme"); else localStorage.setItem("theme", theme);
    } catch { /* storage is switched off */ }
  }

  button.addEventListener("click", () => choose(after[root.dataset.theme || "device"]));

  /* ---- meanings ---- */

  const asked = location.hash === "#glossary" && document.getElementById("glossary");
  if (asked) asked.open = true;

  /* An open meaning is hidden until its word is come to again. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const term of document.querySelectorAll(".term:hover, .term:focus-within")) term.classList.add("dismissed");
  });
  for (const coming of ["mouseover", "focusin"]) {
    document.addEventListener(coming, (event) => {
      const term = event.target.closest(".term");
      if (term && !term.contains(event.relatedTarget)) term.classList.remove("dismissed");
    });
  }
})();
