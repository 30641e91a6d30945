/* What of a view is worked out only where a reader looks at it, its layers: the figure for each width of the page, what a
   pointer reads, the table, and the pictures that are printed. A page comes with all of them. After a choice a layer
   comes along where it is in sight then; another is asked for when it first is. */

import { currentView, isSteppedThrough, narrowScreen, plotElement, redraw } from "./figure.js";
import { readAtRest } from "./read-point.js";

const find = (id) => document.getElementById(id);
const message = find("message");
const { fetch } = window; // before `request.js` watches over it: that is for the questions of Dash
const PRINTED = ["table", "svg"];

export function layersInSight() {
  const layers = [narrowScreen().matches ? "narrow" : "wide"];
  if (find("figures").open) layers.push("table");
  if (find("chart-frame").matches(":hover, :focus-within")) layers.push("labels");
  return layers;
}

/* ---- putting them in place ---- */

const placeTable = (html) => {
  find("table").innerHTML = html;
};

const placePictures = (svgs) => {
  for (const [width, svg] of Object.entries(svgs)) document.querySelector(`.chart-svg .${width}`).innerHTML = svg;
};

/* Put what came with a view in place. Where a layer did not come, nothing of the former view is left. */
export function placeLayers({ layers }) {
  placeTable(layers.table ?? message.dataset.slow);
  placePictures(layers.svg ?? { wide: "", narrow: "" });
}

function addLayer(view, name, layer) {
  view.layers[name] = layer;
  if (message.textContent === message.dataset.missing) message.textContent = "";
  if (name === "table") placeTable(layer);
  else if (name === "svg") placePictures(layer);
  else if (!isSteppedThrough()) return drawAgain();
  return null;
}

/* Resolves when Plotly has drawn it. */
function drawAgain() {
  const plot = plotElement();
  const isDrawn = plot && new Promise((resolve) => plot.once("plotly_afterplot", resolve));
  redraw();
  return isDrawn;
}

function sayMissing(name) {
  message.textContent = message.dataset.missing;
  if (name === "table") find("table").textContent = message.dataset.missing;
}

/* ---- asking for them ---- */

function layerUrl(view, name) {
  const { pathname, search } = new URL(view.address, location.href);
  return `${pathname}/${name}.json${search}`;
}

let onOutdated;
let asked = { view: null, answers: {} };

/* Ask for a layer of the view shown, once. Resolves when it is in place, or will not be: it came too late or not at all. */
export function askFor(name) {
  const view = currentView();
  if (name in view.layers) return Promise.resolve();
  if (asked.view !== view) asked = { view, answers: {} };
  asked.answers[name] ??= take(view, name, asked.answers);
  return asked.answers[name];
}

async function take(view, name, answers) {
  try {
    const response = await fetch(layerUrl(view, name));
    if (!response.ok) throw new Error(response.statusText);
    const { of, layer } = await response.json();
    if (currentView() !== view) return;
    if (of === view.of) await addLayer(view, name, layer);
    else onOutdated(); // the server has another edition by now: all of the view is asked for
  } catch {
    delete answers[name];
    if (currentView() === view) sayMissing(name);
  }
}

/* Ask for what is in sight and not there. */
export function completeView() {
  for (const name of layersInSight()) askFor(name);
}

/* A browser waits for nothing before it prints, except for this. */
function completePrint() {
  find("figures").open = true;
  const view = currentView();
  for (const name of PRINTED.filter((printed) => !(printed in view.layers))) {
    const request = new XMLHttpRequest();
    request.open("GET", layerUrl(view, name), false);
    try {
      request.send();
      const { of, layer } = JSON.parse(request.responseText);
      if (of === view.of) addLayer(view, name, layer);
      else onOutdated(); // this time the chart is printed as it stands on the screen
    } catch {
      sayMissing(name);
    }
  }
}

/* Have the words for a pointer by the time that it comes to rest. */
async function readLater() {
  if ("labels" in currentView().layers) return;
  await askFor("labels");
  readAtRest();
}

/* `reload` asks for all of the view shown. */
export function enableLayers(reload) {
  const frame = find("chart-frame");
  onOutdated = reload;
  frame.addEventListener("pointerenter", readLater);
  frame.addEventListener("focusin", () => askFor("labels"));
  find("figures").addEventListener("toggle", completeView);
  narrowScreen().addEventListener("change", completeView);
  addEventListener("online", completeView);
  addEventListener("beforeprint", completePrint);
}
