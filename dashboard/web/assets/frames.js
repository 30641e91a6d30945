/* Plays a map through its periods. The page carries the figures of all of them; the server is asked for the one where
   the reader stops, so that address, table and words follow. */
(function () {
  "use strict";
  const find = (id) => document.getElementById(id);
  const form = find("choices-form"), button = find("play"), slider = find("frame"), name = find("frame-name");
  const PACE = 180, SETTLE = 350;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let frames = null, playing = 0, settling = 0;

  /* ---- one period ---- */

  function look(value, { limits, write, colours }) {
    const empty = { fill: colours.paper, edge: colours.grid, ink: colours.muted, text: "" };
    if (value === null) return empty;
    if (value === "x") return { ...empty, text: "×" };
    if (Array.isArray(value)) return { ...empty, edge: colours.absent, text: value.length ? write(value[0]) : "" };
    if (value === 0) return { ...empty, ink: colours.ink, text: write(value) };
    const step = limits.filter((limit) => limit <= value).length, fill = colours["heat_" + (step + 1)];
    return { fill, edge: fill, ink: step > 3 ? colours.on_high_heat : colours.on_low_heat, text: write(value) };
  }

  /* The outline of a tile, round from its upper left corner. */
  function box(tiles, tile, half) {
    const x = tiles.x[tile], y = tiles.base[tile] + tiles.y[tile] / 2;
    return { x: [x - half, x + half, x + half, x - half, x - half, null], y: [y - half, y - half, y + half, y + half, y - half, null] };
  }

  /* What a period changes in the trace of each name. */
  const changes = {
    period: (trace, frame) => ({ text: [`<b>${frame.name}</b>`] }),
    cells: (trace, { looks }) => ({
      marker: { ...trace.marker, color: looks.map((one) => one.fill), line: { ...trace.marker.line, color: looks.map((one) => one.edge) } },
    }),
    names: (trace, { looks }) => ({ textfont: { ...trace.textfont, color: looks.map((one) => one.ink) } }),
    figures: (trace, { looks }) => ({ text: looks.map((one) => one.text), textfont: { ...trace.textfont, color: looks.map((one) => one.ink) } }),
    preliminary: (trace, { boxes }) => ({ x: boxes.flatMap((one) => one.x), y: boxes.flatMap((one) => one.y) }),
    labels: (trace, frame) => ({ customdata: trace.customdata.map((said) => `${said.split("<br>")[0]}<br>${frame.name}`) }),
  };

  /* The view with all that its figure says moved to another period. */
  function moved(view, at) {
    const { values, preliminary, names, outline, limits, digits } = view.frames;
    const write = new Intl.NumberFormat(view.locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format;
    const looks = values.map((row) => look(row[at], { limits, write, colours: view.colours }));
    const tiles = view.figure.data.find((trace) => trace.name === "cells");
    const outlined = looks.map((_, tile) => tile).filter((tile) => preliminary[tile].includes(at));
    const frame = { name: names[at], looks, boxes: outlined.map((tile) => box(tiles, tile, outline / 2)) };
    const put = (trace) => (changes[trace.name] ? { ...trace, ...changes[trace.name](trace, frame) } : trace);
    const traces = Object.fromEntries(Object.entries(view.narrow.traces).map(([index, trace]) => [index, put(trace)]));
    return { ...view, figure: { ...view.figure, data: view.figure.data.map(put) }, narrow: { ...view.narrow, traces } };
  }

  function draw() {
    describe();
    document.body.classList.add("moving");
    window.dash_clientside.page.redraw((view) => moved(view, Number(slider.value)));
  }

  function describe() {
    const words = frames.names[slider.value];
    name.textContent = words;
    slider.setAttribute("aria-valuetext", words);
    const word = playing ? "pause" : still.matches ? "step" : "play";
    button.textContent = button.dataset[word];
  }

  /* ---- stepping, playing, stopping ---- */

  const atEnd = () => Number(slider.value) === Number(slider.max);

  function step() {
    slider.value = atEnd() ? 0 : Number(slider.value) + 1;
    draw();
    if (playing && atEnd()) stop();
  }

  function halt() {
    clearInterval(playing);
    playing = 0;
  }

  function stop() {
    halt();
    describe();
    settle();
  }

  /* Ask for the period shown as the form does, once the reader has come to rest. */
  function settle() {
    clearTimeout(settling);
    settling = setTimeout(() => {
      const chosen = form.elements.end, period = frames.periods[slider.value];
      if (!chosen || chosen.value === period) return document.body.classList.remove("moving");
      chosen.value = period;
      return chosen.dispatchEvent(new Event("change", { bubbles: true }));
    }, SETTLE);
  }

  function press() {
    if (playing) return stop();
    clearTimeout(settling);
    if (!still.matches) playing = setInterval(step, PACE);
    step();
    return still.matches ? settle() : undefined;
  }

  /* ---- a view has come ---- */

  function take(view) {
    frames = view.frames;
    if (!playing) document.body.classList.remove("moving");
    find("frames").hidden = !frames;
    if (!frames) return halt();
    slider.max = frames.periods.length - 1;
    if (!playing) slider.value = frames.at;
    describe();
  }

  button.addEventListener("click", press);
  slider.addEventListener("input", () => { halt(); draw(); settle(); });
  still.addEventListener("change", () => { if (frames) describe(); });
  addEventListener("view", (event) => take(event.detail));
  take(JSON.parse(find("view").textContent));
})();
