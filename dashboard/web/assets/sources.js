/* The page of the sources: days since the latest release, by the reader's clock, and citations to copy. */

const MS_PER_DAY = 864e5;

for (const cell of document.querySelectorAll("[data-since]")) {
  const [year, month, day] = cell.dataset.since.split("-");
  const days = Math.floor((Date.now() - new Date(year, month - 1, day)) / MS_PER_DAY);
  const language = document.querySelector("script[data-locale]").dataset.locale;
  cell.querySelector(".days").textContent = days.toLocaleString(language);
  cell.parentElement.hidden = days < 0;
  const words = wordsOn(cell, days);
  if (words) words.hidden = false;
}

/* What is true of so many days beside the gaps of the source: the first record that is as long, or the last words. */
function wordsOn(cell, days) {
  if (!cell.dataset.long) return null;
  if (days <= Number(cell.dataset.long)) return cell.querySelector(".within");
  const records = [...cell.querySelectorAll(".beyond")];
  return records.find(({ dataset }) => !dataset.days || Number(dataset.days) >= days);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-cite]");
  if (!button) return;
  const citation = document.getElementById(button.dataset.cite).textContent;
  navigator.clipboard.writeText(citation).then(() => {
    button.nextElementSibling.textContent = button.dataset.done;
  });
});
