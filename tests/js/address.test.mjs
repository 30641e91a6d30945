import assert from "node:assert/strict";
import { test } from "node:test";
import { queryOf, withoutUsual } from "../../dashboard/web/assets/chart/address.js";
import { recolored } from "../../dashboard/web/assets/chart/figure.js";

test("what is chosen becomes a query, without what is empty", () => {
  assert.equal(
    queryOf(
      [
        ["as_of", "2020-08-25"],
        ["start", ""],
      ],
      ["blog", "news"],
      2,
    ),
    "as_of=2020-08-25",
  );
});

test("several places are one option", () => {
  const entries = [
    ["places", "CA-BC"],
    ["unit", "rate"],
    ["places", ""],
    ["places", "US-OH"],
  ];
  assert.equal(queryOf(entries, [], 0), "unit=rate&places=CA-BC%2CUS-OH");
});

test("the usual measure of a place does not go along to another", () => {
  const entries = [
    ["places", "US-ME"],
    ["measure", "overdose-deaths-12m-reported"],
  ];
  assert.deepEqual(withoutUsual(entries, ["places"], "overdose-deaths-12m-reported"), [["places", "US-ME"]]);
  assert.equal(withoutUsual(entries, ["as_of"], "overdose-deaths-12m-reported"), entries);
  assert.deepEqual(withoutUsual(entries, ["places"], "overdose-deaths-12m-predicted"), entries);
  assert.deepEqual(withoutUsual(entries, ["places"], undefined), entries);
});

test("kinds are named where not all are checked", () => {
  assert.equal(queryOf([], ["blog"], 2), "kinds=blog");
  assert.equal(queryOf([], [], 2), "kinds=none");
});

test("every color of a figure is replaced, and nothing else", () => {
  const figure = { data: [{ line: { color: "#11608f", width: 2 }, marker: { color: ["#fff", "#11608f"] } }] };
  assert.deepEqual(recolored(figure, { "#11608f": "#6cb6e0" }), {
    data: [{ line: { color: "#6cb6e0", width: 2 }, marker: { color: ["#fff", "#6cb6e0"] } }],
  });
  assert.equal(figure.data[0].line.color, "#11608f");
});

test("colors of words are replaced too", () => {
  const words = ['<span style="color:#11608f">●</span> Ohio: %{text}', "color:#11608f"];
  assert.deepEqual(recolored(words, { "#11608f": "#6cb6e0" }), [
    '<span style="color:#6cb6e0">●</span> Ohio: %{text}',
    "color:#11608f",
  ]);
});
