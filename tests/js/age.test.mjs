import assert from "node:assert/strict";
import { test } from "node:test";
import { ageWords } from "../../dashboard/web/assets/chart/age.js";

const words = (newest, today, gap = 30, locale = "en") => ageWords(newest, today, gap, locale).words;
const isOld = (newest, today, gap) => ageWords(newest, today, gap, "en").isOld;

test("an age is in days, then in months, then in years", () => {
  assert.equal(words("2026-11-29", "2026-11-29"), "0 days ago");
  assert.equal(words("2026-11-28", "2026-11-29"), "1 day ago");
  assert.equal(words("2026-10-01", "2026-11-29"), "59 days ago");
  assert.equal(words("2026-09-30", "2026-11-29"), "1 month ago");
  assert.equal(words("2025-09-17", "2026-11-29"), "14 months ago");
  assert.equal(words("2024-11-30", "2026-11-29"), "23 months ago");
  assert.equal(words("2024-11-29", "2026-11-29"), "2 years ago");
  assert.equal(words("2019-09-30", "2026-09-29"), "6 years ago");
});

test("a month that is not full does not count", () => {
  assert.equal(words("2026-03-31", "2026-06-30"), "2 months ago");
  assert.equal(words("2026-03-30", "2026-06-30"), "3 months ago");
});

test("an age is in the language of the page", () => {
  assert.equal(words("2025-09-17", "2026-11-29", 30, "fr"), "il y a 14 mois");
  assert.equal(words("2026-11-28", "2026-11-29", 30, "fr"), "il y a 1 jour");
});

test("a release is old after more than two usual gaps", () => {
  assert.equal(isOld("2026-09-30", "2026-11-29", 30), false);
  assert.equal(isOld("2026-09-29", "2026-11-29", 30), true);
  assert.equal(isOld("2024-09-29", "2026-11-29", 365), true);
  assert.equal(isOld("2025-09-29", "2026-11-29", 365), false);
});

test("without a usual gap nothing is old", () => {
  assert.equal(isOld("2001-01-01", "2026-11-29", 0), false);
});

test("a clock that stands before the release, or a day that is none, gives no age", () => {
  assert.deepEqual(ageWords("2026-11-29", "2026-11-28", 30, "en"), { words: "", isOld: false });
  assert.deepEqual(ageWords("", "2026-11-28", 30, "en"), { words: "", isOld: false });
});

test("a change of the clocks within the time does not move the age", () => {
  assert.equal(words("2026-03-01", "2026-04-01"), "31 days ago");
});
