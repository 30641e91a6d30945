/* The list of writings and events beside the chart, and their numbered marks on it. */

import { narrowScreen, plotElement } from "./figure.js";
import { linkParts } from "./part-links.js";
import { TRACES } from "./trace-names.js";

const MARK_REACH_PX = 8;

const find = (id) => document.getElementById(id);

export function openCard(card) {
  card.open = true;
  card.scrollIntoView({ block: "nearest" });
  card.querySelector("summary").focus({ preventScroll: true });
}

/* Open the card that the address names after its #, if it names one. */
export function openLinkedCard() {
  const linked = find(location.hash.slice(1));
  if (linked?.matches("details.card")) openCard(linked);
}

/* Bring the list to the entry that the address names, else to what was written of the months before the day chosen.
   Only the list is scrolled: the chart stays where it is. */
export function scrollNotesToDay(day) {
  const list = find("notes");
  if (!list || list.contains(document.activeElement)) return;
  const groups = [...list.querySelectorAll("[data-first]")];
  const target = list.querySelector(".marked") || groups.filter((item) => day && item.dataset.first <= day).pop();
  if (target) list.scrollTop = target.offsetTop - list.offsetTop;
}

function openMark(number) {
  const group = find(`mark-${number}`);
  if (!group) return;
  for (const other of document.querySelectorAll(".groups > li.chosen")) other.classList.remove("chosen");
  group.classList.add("chosen");
  const list = find("notes");
  list.scrollTop = group.offsetTop - list.offsetTop;
  const cards = group.querySelectorAll("details");
  if (cards.length === 1) openCard(cards[0]);
  else cards[0].querySelector("summary").focus({ preventScroll: true });
  if (narrowScreen().matches) group.scrollIntoView({ block: "start" });
}

/* The mark under the pointer. Plotly reports the points of a month for the whole height of the chart: only in the strip
   of the marks does a pointer mean a mark. */
function markAt({ points, event }) {
  const mark = points.find((point) => point.data.name === TRACES.annotations);
  if (!mark) return null;
  const strip = mark.yaxis;
  const top = event.clientY - find("chart").getBoundingClientRect().top;
  return top <= strip._offset + strip._length + MARK_REACH_PX ? mark : null;
}

/* When Plotly has drawn, it takes the place of the picture. */
export function watchPlot() {
  const plot = plotElement();
  if (!plot?._fullLayout) {
    requestAnimationFrame(watchPlot);
    return;
  }
  plot.on("plotly_click", (event) => {
    const mark = markAt(event);
    if (mark) openMark(mark.customdata);
  });
  plot.on("plotly_hover", (event) => {
    plot.style.cursor = markAt(event) ? "pointer" : "";
  });
  linkParts(plot);
  find("chart-frame").classList.add("is-interactive");
}
