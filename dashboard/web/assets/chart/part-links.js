/* A tile of a map, or the row of a place, leads to the place over time: the link is the one in the table. */

import { askFor } from "./layers.js";
import { TRACES } from "./trace-names.js";

/* The name above what a pointer reads, without its markup: that of a place, on a chart of several. */
const nameAt = ({ points }) => {
  const label = points.find((point) => point.data.name === TRACES.labels)?.customdata;
  return label?.match(/^<b>([^<]*)<\/b>/)?.[1];
};

const linkOf = (name) =>
  [...document.querySelectorAll("#table th[scope=row] a")].find(({ textContent }) => textContent === name);

/* A finger reads with its first tap, and follows with the second on the same tile. */
export function linkParts(plot) {
  let isTouch = false;
  let lastTapped = null;
  const note = ({ pointerType }) => {
    isTouch = pointerType === "touch";
  };
  plot.addEventListener("pointerdown", note, { capture: true });
  plot.on("plotly_click", async (event) => {
    const name = nameAt(event);
    const isFirstTap = isTouch && lastTapped !== name;
    lastTapped = name;
    if (!name || isFirstTap) return;
    await askFor("table");
    const link = linkOf(name);
    const { ctrlKey, metaKey } = event.event;
    if (link && (ctrlKey || metaKey)) open(link.href);
    else link?.click();
  });
  plot.on("plotly_hover", (event) => {
    plot.style.cursor = linkOf(nameAt(event)) ? "pointer" : "";
  });
}
