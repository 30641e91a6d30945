/* The names of the parts of a figure that scripts tell apart: those of `dashboard/plotting/trace_names.py`. */

export const TRACES = Object.freeze({
  settled: "settled",
  isolated: "alone",
  mean: "mean",
  counterpart: "counterpart",
  preliminary: "preliminary",
  notHeld: "not held",
  noValue: "no value",
  labels: "labels",
  writings: "writings",
  quoted: "quoted",
  event: "event",
  day: "day",
  period: "period",
  cells: "cells",
  placeNames: "names",
  values: "figures",
});
