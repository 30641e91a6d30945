/* The view that the page shows, and the figure that Plotly draws of it. */

let view = null;

export const currentView = () => view;

export function setView(next) {
  view = next;
}

export const narrowScreen = () => matchMedia("(max-width: 38rem)");

/* The figure of a view for this screen, in the colors of the page; that for the other width until its own is there. */
export function themedFigure({ empty, layers, colors }) {
  if (empty) return { data: [], layout: {} };
  const { wide, narrow, labels = [] } = layers;
  const { data, layout } = (narrowScreen().matches ? narrow : wide) || wide || narrow;
  return recolored({ data: [...data, ...labels], layout: { ...layout, uirevision: "same" } }, pageColors(colors));
}

/* A view with the figure of each width changed. */
export function withFigures(view, change) {
  const { wide, narrow, ...layers } = view.layers;
  if (wide) layers.wide = change(wide);
  if (narrow) layers.narrow = change(narrow);
  return { ...view, layers };
}

/* Whether another day or period is drawn than that of the view: the server has not been asked for it yet. */
export const isSteppedThrough = () => ["settling", "moving"].some((name) => document.body.classList.contains(name));

/* Each light color, which figures name, with the color that stands for it on the page now. */
function pageColors(colors) {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(`--${name.replaceAll("_", "-")}`).trim();
  return Object.fromEntries(Object.entries(colors).map(([name, light]) => [light, value(name) || light]));
}

/* A copy of a figure in which every string that is a key of `replacements` is replaced, and colors of words too. */
export function recolored(figure, replacements) {
  const inWords = (words) => words.replace(/color:(#\w+)/g, (_all, color) => `color:${replacements[color] || color}`);
  const replace = (_, value) => {
    if (typeof value !== "string") return value;
    return replacements[value] || (value.startsWith("<span") ? inWords(value) : value);
  };
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
