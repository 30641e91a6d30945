/* The names of the traces of a figure that scripts redraw: those of `dashboard/figures/trace_names.py`. */

export const TRACES = Object.freeze({
  settled: "settled",
  isolated: "alone",
  preliminary: "preliminary",
  notHeld: "not held",
  noValue: "no value",
  labels: "labels",
  writings: "writings",
  quoted: "quoted",
  period: "period",
  cells: "cells",
  placeNames: "names",
  values: "figures",
});
