/* What a pointer, a finger or a key reads is marked on the chart, until it is left: by Escape, or by a tap elsewhere. */

import { plotElement } from "./figure.js";
import { TRACES } from "./trace-names.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const RADIUS_PX = 6;
/* In charts of cells a mark would cover the figure that is read. */
const OF_CELLS = ["map", "seasonal"];
/* What the box of several lines has for one that has no figure then. */
const NOTHING = "–";

const find = (id) => document.getElementById(id);

function addCanvas() {
  const canvas = document.createElementNS(NAMESPACE, "svg");
  canvas.id = "read-points";
  canvas.setAttribute("aria-hidden", "true");
  find("chart-frame").append(canvas);
  return canvas;
}

function mark({ points }) {
  unmark();
  const canvas = find("read-points") ?? addCanvas();
  for (const { data, x, y, xaxis, yaxis, text } of points) {
    if (data.name !== TRACES.labels || text === NOTHING) continue;
    const circle = document.createElementNS(NAMESPACE, "circle");
    circle.setAttribute("cx", xaxis._offset + xaxis.d2p(x));
    circle.setAttribute("cy", yaxis._offset + yaxis.d2p(y));
    circle.setAttribute("r", RADIUS_PX);
    canvas.append(circle);
  }
}

const unmark = () => find("read-points")?.replaceChildren();

/* Plotly says that a label goes only where a pointer leaves it; whenever it draws, it reads again where one rested before,
   until it is told that none does (4.1). */
export function hideLabel() {
  const plot = plotElement();
  if (plot?._fullLayout && window.Plotly) {
    window.Plotly.Fx.unhover(plot);
    plot._fullLayout._hoversubplot = null;
  }
  unmark();
}

const isOfCells = () => OF_CELLS.includes(find("choices-form").dataset.slug);

/* Read a point that a key leads to: of those Plotly tells nobody (4.1). */
export function readPoint(plot, curveNumber, pointNumber) {
  window.Plotly.Fx.hover(plot, [{ curveNumber, pointNumber }]);
  if (!isOfCells()) mark({ points: plot._hoverdata ?? [] });
}

/* `plot` is the element that Plotly draws in. A tap is a click, of which it says no more than that. */
export function watchReading(plot) {
  if (isOfCells()) return;
  plot.on("plotly_hover", mark);
  plot.on("plotly_click", mark);
  plot.on("plotly_unhover", unmark);
}

/* Where a pointer came to rest on the chart, or a finger tapped it. */
let rest = null;

/* Read there, what was not there to be read when the pointer came: the plot, or the words of a view. */
export function readAtRest() {
  if (!rest || !find("chart-frame").matches(":hover")) return;
  document.elementFromPoint(rest.clientX, rest.clientY)?.dispatchEvent(new MouseEvent("mousemove", rest));
}

export function enableReadPoints() {
  const frame = find("chart-frame");
  frame.addEventListener("mousemove", ({ clientX, clientY }) => {
    rest = { clientX, clientY, bubbles: true };
  });
  addEventListener("view", unmark);
  document.addEventListener("pointerdown", ({ target }) => frame.contains(target) || hideLabel());
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hideLabel());
}
