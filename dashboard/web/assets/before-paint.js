/* What the first paint needs, and presses before `page.js` is there. The page waits for this small file: inside it a
   content policy would forbid it. */
{
  const root = document.documentElement;
  root.classList.add("script");

  root.presses = 0;
  root.onclick = ({ target }) => {
    if (target.closest("#theme")) root.presses++;
  };

  /* Where scripts fail, the form has a button. */
  addEventListener("error", ({ target }) => target.src && root.classList.add("stalled"), true);
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    /* no storage: as the device says */
  }

  /* Without scripts the form is open. */
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
