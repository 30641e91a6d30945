/* The page of the sources: days since the latest release, by the reader's clock, and citations to copy. */

const MS_PER_DAY = 864e5;

for (const cell of document.querySelectorAll("[data-since]")) {
  const [year, month, day] = cell.dataset.since.split("-");
  const days = Math.floor((Date.now() - new Date(year, month - 1, day)) / MS_PER_DAY);
  cell.textContent = days.toLocaleString(document.querySelector("script[data-locale]").dataset.locale);
  cell.parentElement.hidden = days < 0;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-cite]");
  if (!button) return;
  const citation = document.getElementById(button.dataset.cite).textContent;
  navigator.clipboard.writeText(citation).then(() => {
    button.nextElementSibling.textContent = button.dataset.done;
  });
});
