/* The page of what an author takes of a chart: texts to copy. */

const status = document.getElementById("copied");

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy-of]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copyOf);
  field.select();
  navigator.clipboard.writeText(field.value).then(() => {
    status.textContent = status.dataset.copied;
  });
});
