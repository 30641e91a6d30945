/* What a writing quotes, on the curve: a ring where the value was published then, a dot where it is now, and both in
   words. It lies over the chart as Plotly has drawn it. */

import { currentView, narrowScreen, plotElement } from "./figure.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const RING_PX = 6.5;
const DOT_PX = 4;
const DISTANCE_PX = 12;
const LINE_PX = 17;
const MAX_WORDS = 4;
const MAX_NARROW_WORDS = 2; // the card below has all of them

const find = (id) => document.getElementById(id);

let drawn = [];

/* `marks` are lists of a day on the axis, the values then, that of now or null, and all of them in words. */
export function drawQuoted(marks) {
  drawn = marks;
  redrawQuoted();
}

/* The plot has other sizes or axes now. */
export function redrawQuoted() {
  const canvas = find("quoted") ?? addCanvas();
  const layout = plotElement()?._fullLayout;
  canvas.replaceChildren();
  if (!drawn.length || !layout || currentView().empty) return;
  const { xaxis, yaxis } = layout;
  const height = (value) => yaxis._offset + yaxis.d2p(value);
  const spots = drawn.map(([day, old, newest, words]) => ({
    x: xaxis._offset + xaxis.d2p(day),
    old: old.map(height),
    newest: newest === null ? [] : [height(newest)],
    words,
  }));
  const taken = spots.map((spot) => addMarks(canvas, spot));
  const room = { top: yaxis._offset, bottom: yaxis._offset + yaxis._length };
  const middle = xaxis._offset + xaxis._length / 2;
  const most = narrowScreen().matches ? MAX_NARROW_WORDS : MAX_WORDS;
  for (const spot of spots.slice(-most).reverse())
    addWords(canvas, { ...spot, anchor: spot.x < middle ? "start" : "end" }, room, taken);
}

function addCanvas() {
  return add(find("chart-place"), "svg", { id: "quoted", "aria-hidden": "true" });
}

function add(canvas, name, attributes) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  canvas.append(element);
  return element;
}

/* Draw the marks of a value, and return the box that they take. */
function addMarks(canvas, { x, old, newest }) {
  const marks = add(canvas, "g", {});
  const heights = [...old, ...newest];
  add(marks, "line", { x1: x, x2: x, y1: Math.min(...heights), y2: Math.max(...heights) });
  for (const y of old) add(marks, "circle", { class: "then", cx: x, cy: y, r: RING_PX });
  for (const y of newest) add(marks, "circle", { class: "now", cx: x, cy: y, r: DOT_PX });
  return marks.getBBox();
}

/* Write the words above the marks, higher where something stands, else below them; nowhere where there is no room. */
function addWords(canvas, { x, old, newest, words, anchor }, { top, bottom }, taken) {
  const text = add(canvas, "text", { x, "text-anchor": anchor });
  text.textContent = words;
  const heights = [...old, ...newest];
  for (const [start, step] of [
    [Math.min(...heights) - DISTANCE_PX, -LINE_PX / 2],
    [Math.max(...heights) + DISTANCE_PX + LINE_PX / 2, LINE_PX / 2],
  ]) {
    for (let y = start; y > top && y < bottom; y += step) {
      text.setAttribute("y", y);
      const box = text.getBBox();
      if (box.y < top || taken.some((other) => overlaps(box, other))) continue;
      taken.push(box);
      return;
    }
  }
  text.remove();
}

const overlaps = (one, other) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;
