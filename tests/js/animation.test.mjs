import assert from "node:assert/strict";
import { test } from "node:test";
import { tileOutline, tileStyle, viewOfPeriod } from "../../dashboard/web/assets/chart/animation.js";

const COLORS = {
  ...{ paper: "paper", grid: "grid", muted: "muted", ink: "ink", absent: "absent" },
  ...{ on_low_heat: "dark ink", on_high_heat: "light ink" },
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((step) => [`heat_${step}`, `heat ${step}`])),
};
const LIMITS = [10, 20, 30, 40, 50];
const style = (value) => tileStyle(value, { limits: LIMITS, format: String, colors: COLORS });

test("a tile without a value is empty", () => {
  assert.deepEqual(style(null), { fill: "paper", edge: "grid", ink: "muted", text: "" });
});

test("a withheld value is a cross", () => {
  assert.equal(style("x").text, "×");
});

test("a value that is not held is what was first held, on paper", () => {
  assert.deepEqual(style([7]), { fill: "paper", edge: "absent", ink: "muted", text: "7" });
  assert.equal(style([]).text, "");
});

test("no death has no color", () => {
  assert.deepEqual(style(0), { fill: "paper", edge: "grid", ink: "ink", text: "0" });
});

test("a value has the color of its class, and ink that can be read on it", () => {
  assert.deepEqual(style(9), { fill: "heat 1", edge: "heat 1", ink: "dark ink", text: "9" });
  assert.equal(style(10).fill, "heat 2");
  assert.deepEqual([style(39).ink, style(40).ink], ["dark ink", "light ink"]);
  assert.equal(style(1000).fill, "heat 6");
});

test("an outline goes round a tile and lifts the pen", () => {
  const cells = { x: [0, 3], base: [0, 1], y: [1, 1] };
  assert.deepEqual(tileOutline(cells, 1, 0.5), {
    x: [2.5, 3.5, 3.5, 2.5, 2.5, null],
    y: [1, 1, 2, 2, 1, null],
  });
});

test("another period changes values, colors, outlines and words, here and on a narrow screen", () => {
  const trace = (name, more) => ({ name, x: [0, 1], y: [1, 1], base: [0, 0], ...more });
  const labels = trace("labels", { customdata: ["<b>Maine</b><br>January<br>5"] });
  const view = {
    colors: COLORS,
    frames: {
      ...{
        values: [
          [5, 45],
          ["x", null],
        ],
        preliminary: [[1], []],
        differing: [[], []],
        names: ["January", "February"],
      },
      ...{ outline: 0.8, limits: LIMITS, digits: 1 },
    },
    layers: {
      wide: {
        data: [
          trace("period", { text: ["<b>January</b>"] }),
          trace("cells", { marker: { color: [], line: { width: 1, color: [] } } }),
          trace("figures", { text: [], textfont: { size: 9 } }),
          trace("preliminary", {}),
          trace("other", {}),
        ],
        layout: {},
      },
      narrow: {
        data: [trace("cells", { marker: {} }), trace("figures", { text: [], textfont: { size: 7 } })],
        layout: {},
      },
      labels: [labels],
    },
  };
  const { wide, narrow, labels: moved } = viewOfPeriod({ ...view, locale: "fr-CA" }, 1).layers;
  const [period, cells, values, preliminary, other] = wide.data;
  assert.deepEqual(period.text, ["<b>February</b>"]);
  assert.deepEqual(cells.marker, { color: ["heat 5", "paper"], line: { width: 1, color: ["heat 5", "grid"] } });
  assert.deepEqual(values.text, ["45,0", ""]);
  assert.deepEqual(values.textfont, { size: 9, color: ["light ink", "muted"] });
  assert.equal(preliminary.x.length, 6);
  assert.deepEqual(moved[0].customdata, ["<b>Maine</b><br>February"]);
  assert.deepEqual(other, view.layers.wide.data[4]);
  assert.deepEqual(narrow.data[1].textfont, { size: 7, color: ["light ink", "muted"] });
});

test("a value across a break has no class of color", () => {
  const style = tileStyle(613, { limits: LIMITS, format: String, colors: COLORS, differs: true });
  assert.deepEqual(style, { fill: COLORS.grid, edge: COLORS.grid, ink: COLORS.ink, text: "613" });
});
