/* Reading the chart point by point with the keys of the keyboard. */

import { currentView, isSteppedThrough, plotElement, themedFigure } from "./figure.js";
import { askFor } from "./layers.js";
import { hideLabel, readPoint } from "./read-point.js";
import { TRACES } from "./trace-names.js";

const find = (id) => document.getElementById(id);
const FIRST_READING = { line: 0, point: -1 };

let position = FIRST_READING;

/* A new view is read from its start. */
export function resetReading() {
  position = FIRST_READING;
}

/* What can be read, line by line: the points of the traces of labels that have words, with their indexes in the figure. */
function readableLines() {
  return themedFigure(currentView())
    .data.map(({ name, customdata }, curve) => ({ name, curve, labels: wordsOf(customdata || []) }))
    .filter(({ name, labels }) => name === TRACES.labels && labels.length);
}

const wordsOf = (labels) => labels.map((words, point) => ({ words, point })).filter(({ words }) => words);

const plainText = (html) => new DOMParser().parseFromString(html.replace(/<br>/g, ", "), "text/html").body.textContent;

const clamp = (index, length) => Math.min(Math.max(index, 0), length - 1);

function read(line, point) {
  const lines = readableLines();
  if (!lines.length) return;
  const { curve, labels } = lines[clamp(line, lines.length)];
  position = { line: clamp(line, lines.length), point: clamp(point, labels.length) };
  const { words, point: pointNumber } = labels[position.point];
  find("reading").textContent = plainText(words);
  const plot = plotElement();
  if (plot?.data?.[curve] && window.Plotly) readPoint(plot, curve, pointNumber);
}

const lastPoint = () => (readableLines()[position.line]?.labels.length ?? 1) - 1;

/* What was read before Plotly had drawn has its label now. */
export function readAgain() {
  if (position.point >= 0 && document.activeElement === find("chart-frame")) read(position.line, position.point);
}

/* The first key reads the newest value; in a chart of one line, up and down read along it too. */
function move(lineBy, pointBy) {
  if (position.point < 0) return read(position.line, lastPoint());
  const single = readableLines().length < 2;
  return read(position.line + (single ? 0 : lineBy), position.point + pointBy + (single ? lineBy : 0));
}

export function openTable() {
  find("figures").open = true;
  find("table").focus({ preventScroll: true });
  find("figures").scrollIntoView();
}

/* Read what is there now of the view that the key was pressed for. */
const reading = (step) => async () => {
  const view = currentView();
  await askFor("labels");
  if (view === currentView() && !isSteppedThrough()) step();
};

const KEYS = {
  ArrowRight: reading(() => move(0, 1)),
  ArrowLeft: reading(() => move(0, -1)),
  ArrowDown: reading(() => move(1, 0)),
  ArrowUp: reading(() => move(-1, 0)),
  Home: reading(() => read(position.line, 0)),
  End: reading(() => read(position.line, lastPoint())),
  t: openTable,
  T: openTable,
};

/* Only a script reads the chart by keys: without one it is a picture with its words. */
export function enableKeyboard() {
  const frame = find("chart-frame");
  frame.tabIndex = 0;
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-roledescription", frame.dataset.kindOfThing);
  frame.setAttribute("aria-labelledby", "title");
  frame.setAttribute("aria-describedby", "alt how");
  frame.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  frame.addEventListener("focusout", hideLabel);
}
