/* Stepping through the release days: the figure of each is made here from the change log, without the server. */

import { withFigures } from "./figure.js";
import { TRACES } from "./trace-names.js";

const PRELIMINARY_SIZE_PX = 7;

/* ---- the figure of a day ---- */

/* The points of a change log as of one of its days, given by its index; `dashboard.charts.trend.stepping` describes the log. */
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
  [TRACES.mean]: () => ({ x: [], y: [] }), // it comes with the words on values
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
};

/* Where a period is drawn, given by its index: at its value, else at the earliest held; before its first release where
   it is now. */
function heightAt(points, log, index) {
  const [, now] = log.told[index]?.at(-1) || [0, null];
  return points[index]?.value ?? points[index]?.earliest ?? now;
}

const positions = (points) => ({ x: points.map((point) => point.x), y: points.map((point) => point.value) });

/* Events stand where they do on every day. */
const isOfEvent = ({ name }) => name === TRACES.event;

/* The shapes of a day: those of events, and the line of the day itself where there is one. */
const shapesOf = (shapes, day) => [
  ...shapes.filter(isOfEvent),
  ...shapes.filter(({ name }) => name === TRACES.day).map((shape) => ({ ...shape, x0: day, x1: day })),
];

/* A view with the figures of one of its release days, given by its index; what is written on values goes, and its labels. */
export function viewAsOf(view, day) {
  const points = asOf(view.log, day);
  const drawn = (trace) => {
    if (!redrawn[trace.name]) return trace;
    const { x, y, size } = redrawn[trace.name](points, trace, view.log);
    return { ...trace, x, y, marker: size ? { ...trace.marker, size } : trace.marker };
  };
  const stepped = withFigures(view, ({ data, layout }) => ({
    data: data.map(drawn),
    layout: {
      ...layout,
      shapes: shapesOf(layout.shapes, view.log.days[day]),
      annotations: layout.annotations.filter(isOfEvent),
    },
  }));
  return { ...stepped, layers: { ...stepped.layers, labels: [] } };
}
