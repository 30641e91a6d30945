/* What the first paint depends on: the colors that the reader chose, and on a narrow screen the form closed.
   A small file that the page waits for, since a script inside the page would need an exception in a content policy. */
{
  const root = document.documentElement;
  root.classList.add("script");
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
