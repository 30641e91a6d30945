/* On a narrow screen the list of charts runs off the side: bring the one shown into sight. */

export function scrollToCurrentChart() {
  const item = document.querySelector("#charts [aria-current]")?.parentElement;
  if (item) item.parentElement.scrollLeft = item.offsetLeft - item.parentElement.offsetLeft;
}
