import assert from "node:assert/strict";
import { test } from "node:test";
import { asOf, viewAsOf } from "../../dashboard/web/assets/chart/stepping.js";

/* Three months and three release days: a value and its revision, one that is withheld at first, and one found late. */
const LOG = {
  days: ["2020-02-01", "2020-03-01", "2020-04-01"],
  periods: ["2019-11-01", "2019-12-01", "2020-01-01"],
  told: [
    [
      [0, 5],
      [2, 6],
    ],
    [
      [1, null],
      [2, 3],
    ],
    [[2, 8]],
  ],
  shown: [1, 3, 3],
  preliminary: [[], [1], [2]],
};

const trace = (name, marker) => ({ name, x: ["before"], y: [0], ...(marker && { marker }) });

const VIEW = {
  log: LOG,
  layers: {
    wide: {
      data: [trace("now"), ...["settled", "alone", "not held", "no value"].map((name) => trace(name))].concat(
        trace("preliminary", { color: "white", size: [1] }),
      ),
      layout: { shapes: [1], annotations: [1], height: 400 },
    },
    narrow: { data: [trace("settled")], layout: { shapes: [1], annotations: [1], height: 300 } },
    labels: [trace("labels")],
  },
};

const tracesAsOf = (day) =>
  Object.fromEntries(viewAsOf(VIEW, day).layers.wide.data.map((drawn) => [drawn.name, drawn]));

test("a day shows what had been published by then", () => {
  assert.deepEqual(asOf(LOG, 0), [{ x: "2019-11-01", value: 5, held: true, earliest: null }]);
});

test("a month that had been published but is not held then has the earliest value held since", () => {
  const [, withheld, late] = asOf(LOG, 1);
  assert.deepEqual(withheld, { x: "2019-12-01", value: null, held: true, earliest: null, preliminary: false });
  assert.deepEqual(late, { x: "2020-01-01", value: null, held: false, earliest: 8 });
});

test("a revision replaces what stood before", () => {
  const points = asOf(LOG, 2);
  assert.deepEqual(
    points.map((point) => point.value),
    [6, 3, 8],
  );
  assert.equal(points[2].preliminary, true);
});

test("a value without neighbors is a dot and not a line", () => {
  const { settled, alone } = tracesAsOf(0);
  assert.deepEqual(settled.y, [null]);
  assert.deepEqual([alone.x, alone.y], [["2019-11-01"], [5]]);
});

test("withheld values are crosses at 0, values that are not held are hollow", () => {
  const drawn = tracesAsOf(1);
  assert.deepEqual([drawn["no value"].x, drawn["no value"].y], [["2019-12-01"], [0]]);
  assert.deepEqual([drawn["not held"].x, drawn["not held"].y], [["2020-01-01"], [8]]);
});

test("a preliminary value is joined to the one before it, which has no mark", () => {
  const { preliminary, settled } = tracesAsOf(2);
  assert.deepEqual([preliminary.x, preliminary.y], [LOG.periods.slice(1), [3, 8]]);
  assert.deepEqual(preliminary.marker, { color: "white", size: [0, 7] });
  assert.deepEqual(settled.y, [6, 3, null]);
});

test("what is written on the figure goes, what a pointer reads too, and the rest stays", () => {
  const { wide, narrow, labels } = viewAsOf(VIEW, 1).layers;
  assert.deepEqual(wide.layout, { shapes: [], annotations: [], height: 400 });
  assert.deepEqual(narrow.layout, { shapes: [], annotations: [], height: 300 });
  assert.deepEqual(narrow.data[0].y, wide.data[1].y);
  assert.deepEqual(wide.data[0], VIEW.layers.wide.data[0]);
  assert.deepEqual(labels, []);
});

test("a width that was not asked for stays out", () => {
  const { narrow } = VIEW.layers;
  assert.deepEqual(Object.keys(viewAsOf({ ...VIEW, layers: { narrow } }, 1).layers), ["narrow", "labels"]);
});

test("a ring stays at its months and goes up and down with their values", () => {
  const ring = { name: "quoted", x: LOG.periods, y: [6, 3, 8] };
  const { data } = VIEW.layers.wide;
  const view = { ...VIEW, layers: { wide: { ...VIEW.layers.wide, data: [...data, ring] } } };
  const ringAsOf = (day) => viewAsOf(view, day).layers.wide.data.at(-1);
  assert.deepEqual(ringAsOf(2), { ...ring, marker: undefined });
  assert.deepEqual(ringAsOf(1).y, [5, 3, 8]); // withheld then: where it is now; not held then: the earliest held
  assert.deepEqual(ringAsOf(0).y, [5, 3, 8]); // of two months nothing had been published
  assert.deepEqual(ringAsOf(0).x, LOG.periods);
});
