/* What the first paint depends on: the colors chosen, on a narrow screen the form closed. The page waits for
   this small file: inside it a content policy would forbid it. */
{
  const root = document.documentElement;
  root.classList.add("script");

  /* Where scripts fail, the form has a button. */
  addEventListener("error", ({ target }) => target.src && root.classList.add("stalled"), true);
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    /* storage is switched off: colors are as the device says */
  }

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
