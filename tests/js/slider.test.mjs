import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestRelease, nextRelease, releaseOfAYear } from "../../dashboard/web/assets/chart/slider.js";

/* Releases on day 0, 30 and 60, and after a long gap on day 900 and 930. */
const TICKS = [0, 30, 60, 900, 930];

test("the thumb goes to the nearest release, across a gap too", () => {
  assert.deepEqual(
    [-5, 0, 14, 16, 400, 500, 915, 916, 2000].map((at) => nearestRelease(TICKS, at)),
    [0, 0, 0, 1, 2, 3, 3, 4, 4],
  );
});

test("a step goes from release to release, from a day between them to its neighbor, and no further than the ends", () => {
  assert.deepEqual(
    [0, 30, 60, 400, 930, 2000].map((at) => nextRelease(TICKS, at, 1)),
    [1, 2, 3, 3, 4, 4],
  );
  assert.deepEqual(
    [-9, 0, 30, 400, 900, 930, 2000].map((at) => nextRelease(TICKS, at, -1)),
    [0, 0, 0, 2, 2, 3, 4],
  );
});

test("a page goes a year on, and at least to the next release", () => {
  assert.equal(releaseOfAYear(TICKS, 0, 1), 2);
  assert.equal(releaseOfAYear(TICKS, 60, 1), 3);
  assert.equal(releaseOfAYear(TICKS, 900, -1), 2);
  assert.equal(releaseOfAYear(TICKS, 60, -1), 0);
  const monthly = [...Array(40).keys()].map((month) => 30 * month);
  assert.equal(releaseOfAYear(monthly, 0, 1), 12);
  assert.equal(releaseOfAYear(monthly, 600, -1), 8);
});
