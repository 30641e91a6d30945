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

export function linkParts(plot) {
  plot.on("plotly_click", async (event) => {
    const name = nameAt(event);
    if (!name) return;
    await askFor("table");
    linkOf(name)?.click();
  });
  plot.on("plotly_hover", (event) => {
    plot.style.cursor = linkOf(nameAt(event)) ? "pointer" : "";
  });
}
