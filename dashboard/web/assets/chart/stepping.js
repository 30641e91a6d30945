/* Stepping through the release days: the figure of each is made here from the change log, without the server. */

import { currentView, redraw } from "./figure.js";
import { TRACES } from "./trace-names.js";

const SERVER_DELAY_MS = 250;
const PRELIMINARY_SIZE_PX = 7;

/* ---- the figure of a day ---- */

/* The points of a change log as of one of its days, given by its index; `dashboard.replay` describes the log. */
export function asOf(log, day) {
  const points = [];
  for (let index = 0; index < log.shown[day]; index += 1) {
    points.push({ x: log.periods[index], ...valueAsOf(log.told[index], day) });
  }
  for (const index of log.preliminary[day]) points[index].preliminary = points[index].value !== null;
  return points;
}

/* `versions` are pairs of the index of a release day and the value published then, oldest first. */
function valueAsOf(versions, day) {
  const published = versions.filter(([release]) => release <= day);
  if (published.length) return { value: published.at(-1)[1], held: true, earliest: null };
  return { value: null, held: false, earliest: versions.length ? versions[0][1] : null };
}

const hasValue = (point) => Boolean(point) && point.value !== null;

/* No line reaches it: it has no neighbor with a value. */
const isIsolated = (points, index) =>
  hasValue(points[index]) && !hasValue(points[index - 1]) && !hasValue(points[index + 1]);

/* What a day changes in the trace of each name. */
const redrawn = {
  [TRACES.settled]: (points) => ({
    x: points.map((point) => point.x),
    y: points.map((point, index) => (point.preliminary || isIsolated(points, index) ? null : point.value)),
  }),
  [TRACES.isolated]: (points) =>
    positions(points.filter((point, index) => isIsolated(points, index) && !point.preliminary)),
  [TRACES.preliminary]: (points) => {
    const joined = points.filter((point, index) => point.preliminary || points[index + 1]?.preliminary);
    return { ...positions(joined), size: joined.map((point) => (point.preliminary ? PRELIMINARY_SIZE_PX : 0)) };
  },
  [TRACES.notHeld]: (points) => {
    const absent = points.filter((point) => !point.held && point.earliest !== null);
    return { x: absent.map((point) => point.x), y: absent.map((point) => point.earliest) };
  },
  [TRACES.noValue]: (points) => {
    const withheld = points.filter((point) => point.held && point.value === null);
    return { x: withheld.map((point) => point.x), y: withheld.map(() => 0) };
  },
  [TRACES.quoted]: (points, { x }, log) => ({ x, y: x.map((day) => heightAt(points, log, log.periods.indexOf(day))) }),
  [TRACES.labels]: () => ({ x: [], y: [] }),
};

/* Where a period is drawn, given by its index: at its value, else at the earliest held; before its first release where
   it is now. */
function heightAt(points, log, index) {
  const [, now] = log.told[index]?.at(-1) || [0, null];
  return points[index]?.value ?? points[index]?.earliest ?? now;
}

const positions = (points) => ({ x: points.map((point) => point.x), y: points.map((point) => point.value) });

/* A view with the figure of one of its release days, given by its index; what is written on it goes. */
export function viewAsOf(view, day) {
  const points = asOf(view.log, day);
  const data = view.figure.data.map((trace) => {
    if (!redrawn[trace.name]) return trace;
    const { x, y, size } = redrawn[trace.name](points, trace, view.log);
    return { ...trace, x, y, marker: size ? { ...trace.marker, size } : trace.marker };
  });
  const withoutWords = (layout) => ({ ...layout, shapes: [], annotations: [] });
  return {
    ...view,
    figure: { data, layout: withoutWords(view.figure.layout) },
    narrow: { ...view.narrow, layout: withoutWords(view.narrow.layout) },
  };
}

/* ---- the slider ---- */

const find = (id) => document.getElementById(id);
const daySelect = () => find("choices-form").elements.as_of;

/* Days to step through, oldest first: those of the log, or those offered where there is none. */
function releaseDays() {
  const { log } = currentView();
  if (log) return log.days;
  const days = [...daySelect().options].map((option) => option.value);
  return days.filter(Boolean).reverse();
}

/* Put the slider where the chosen day is; the last release day stands for now. */
export function positionSlider() {
  const slider = find("scrub");
  const days = releaseDays();
  const chosen = daySelect().value;
  slider.max = Math.max(days.length - 1, 0);
  slider.parentElement.hidden = days.length < 2;
  const index = chosen ? days.findLastIndex((day) => day <= chosen) : days.length - 1;
  slider.value = Math.max(index, 0);
  describeSlider();
}

function describeSlider() {
  const slider = find("scrub");
  const select = daySelect();
  slider.setAttribute("aria-valuetext", select.options[select.selectedIndex].text);
  find("earlier").disabled = Number(slider.value) === 0;
  find("later").disabled = slider.value === slider.max;
}

/* Draw the day of the slider at once, and call `onRest` when the reader has come to rest. */
export function enableSlider(onRest) {
  const slider = find("scrub");
  let waiting = 0;

  function step() {
    const { log, empty } = currentView();
    const day = Number(slider.value);
    daySelect().value = day === Number(slider.max) ? "" : releaseDays()[day];
    describeSlider();
    document.body.classList.add("settling");
    if (log && !empty) redraw(viewAsOf(currentView(), day));
    clearTimeout(waiting);
    waiting = setTimeout(onRest, SERVER_DELAY_MS);
  }

  slider.addEventListener("input", step);
  const stepBy = (days) => {
    slider.value = Number(slider.value) + days;
    step();
  };
  find("earlier").addEventListener("click", () => stepBy(-1));
  find("later").addEventListener("click", () => stepBy(1));
}
