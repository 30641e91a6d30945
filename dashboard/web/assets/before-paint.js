/* What the first paint depends on: the colors chosen, on a narrow screen the form closed. The page waits for
   this small file: inside it a content policy would forbid it. The button of the colors is heard from here on, so that
   a press is not lost while other scripts are on their way. */
{
  const root = document.documentElement;
  root.classList.add("script");

  /* What copies is to be seen once the scripts that do it have run. */
  addEventListener("DOMContentLoaded", () => root.classList.add("ready"));

  /* Where scripts fail, the form has a button. */
  addEventListener("error", ({ target }) => target.src && root.classList.add("stalled"), true);
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    /* storage is switched off: colors are as the device says */
  }

  const NEXT_THEME = { device: "light", light: "dark", dark: "device" };

  function chooseTheme(button, theme) {
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

  addEventListener("click", ({ target }) => {
    const button = target.closest("#theme");
    if (button) chooseTheme(button, NEXT_THEME[root.dataset.theme || "device"]);
  });

  /* The form comes open, for readers without a script; it is closed as soon as the parser has made it. */
  if (matchMedia("(max-width: 38rem)").matches) {
    const parsing = new MutationObserver(() => {
      const more = document.querySelector(".more");
      if (!more) return;
      more.open = false;
      parsing.disconnect();
    });
    parsing.observe(root, { childList: true, subtree: true });
    addEventListener("DOMContentLoaded", () => parsing.disconnect());
  }
}
