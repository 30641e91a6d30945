/* The view that the page shows, and the figure that Plotly draws of it. */

let view = null;

export const currentView = () => view;

export function setView(next) {
  view = next;
}

export const narrowScreen = () => matchMedia("(max-width: 38rem)");

/* The figure of a view for this screen, in the colors of the page. */
export function themedFigure({ empty, figure, narrow, colors }) {
  if (empty) return { data: [], layout: {} };
  const { layout, traces } = narrowScreen().matches ? narrow : { layout: figure.layout, traces: {} };
  const data = figure.data.map((trace, index) => traces[index] || trace);
  return recolored({ data, layout: { ...layout, uirevision: "same" } }, pageColors(colors));
}

/* Each light color, which figures name, with the color that stands for it on the page now. */
function pageColors(colors) {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(`--${name.replaceAll("_", "-")}`).trim();
  return Object.fromEntries(Object.entries(colors).map(([name, light]) => [light, value(name) || light]));
}

/* A copy of a figure in which every string that is a key of `replacements` is replaced. */
export function recolored(figure, replacements) {
  const replace = (_, value) => (typeof value === "string" && replacements[value]) || value;
  return JSON.parse(JSON.stringify(figure), replace);
}

let isLive = false;

/* Dash draws from now on: before, it cannot be given anything. */
export function goLive() {
  isLive = true;
}

export function redraw(shown = view) {
  if (!isLive) return;
  window.dash_clientside.set_props("chart", { figure: themedFigure(shown) });
}

/* The element that Plotly has drawn in, or null. */
export const plotElement = () => document.querySelector("#chart .js-plotly-plot");
