/* Plays a map through its periods. The page carries the values of all of them; the server is asked for the one where
   the reader stops, so that address, table and words follow. */

import { currentView, redraw, withFigures } from "./figure.js";
import { TRACES } from "./trace-names.js";

const FRAME_MS = 400;
const SERVER_DELAY_MS = 350;
const FIRST_DARK_STEP = 4;

/* ---- one period ---- */

/* Colors and text of a tile of a value, which is written as `dashboard.frames` describes. */
export function tileStyle(value, { limits, format, colors, differs }) {
  const empty = { fill: colors.paper, edge: colors.grid, ink: colors.muted, text: "" };
  if (value === null) return empty;
  if (value === "x") return { ...empty, text: "×" };
  if (Array.isArray(value)) return { ...empty, edge: colors.absent, text: value.length ? format(value[0]) : "" };
  if (value === 0) return { ...empty, ink: colors.ink, text: format(value) };
  if (differs) return { fill: colors.grid, edge: colors.grid, ink: colors.ink, text: format(value) };
  const step = limits.filter((limit) => limit <= value).length;
  const fill = colors[`heat_${step + 1}`];
  const ink = step >= FIRST_DARK_STEP ? colors.on_high_heat : colors.on_low_heat;
  return { fill, edge: fill, ink, text: format(value) };
}

/* The outline of a tile, round from its upper left corner; the null lifts the pen. */
export function tileOutline(cells, tile, half) {
  const x = cells.x[tile];
  const y = cells.base[tile] + cells.y[tile] / 2;
  return {
    x: [x - half, x + half, x + half, x - half, x - half, null],
    y: [y - half, y - half, y + half, y + half, y - half, null],
  };
}

/* What a period changes in the trace of each name. */
const redrawn = {
  [TRACES.period]: (_, { name }) => ({ text: [`<b>${name}</b>`] }),
  [TRACES.cells]: ({ marker }, { styles }) => ({
    marker: {
      ...marker,
      color: styles.map(({ fill }) => fill),
      line: { ...marker.line, color: styles.map(({ edge }) => edge) },
    },
  }),
  [TRACES.placeNames]: ({ textfont }, { styles }) => ({
    textfont: { ...textfont, color: styles.map(({ ink }) => ink) },
  }),
  [TRACES.values]: ({ textfont }, { styles }) => ({
    text: styles.map(({ text }) => text),
    textfont: { ...textfont, color: styles.map(({ ink }) => ink) },
  }),
  [TRACES.preliminary]: (_, { outlines }) => ({
    x: outlines.flatMap(({ x }) => x),
    y: outlines.flatMap(({ y }) => y),
  }),
  [TRACES.labels]: ({ customdata }, { name }) => ({
    customdata: customdata.map((label) => `${label.split("<br>")[0]}<br>${name}`),
  }),
};

/* A view with its figure moved to another period, given by its index. */
export function viewOfPeriod(view, index) {
  const { values, preliminary, differing, names, outline, limits, digits } = view.frames;
  const { format } = new Intl.NumberFormat(view.locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const { colors } = view;
  const styles = values.map((row, tile) =>
    tileStyle(row[index], { limits, format, colors, differs: differing[tile].includes(index) }),
  );
  const outlined = styles.map((_, tile) => tile).filter((tile) => preliminary[tile].includes(index));
  const moveTo = (frame) => (trace) => ({ ...trace, ...redrawn[trace.name]?.(trace, frame) });
  const moved = withFigures(view, ({ data, layout }) => {
    const cells = data.find((trace) => trace.name === TRACES.cells);
    const outlines = outlined.map((tile) => tileOutline(cells, tile, outline / 2));
    return { data: data.map(moveTo({ name: names[index], styles, outlines })), layout };
  });
  const labels = view.layers.labels?.map(moveTo({ name: names[index] }));
  return { ...moved, layers: { ...moved.layers, labels } };
}

/* ---- stepping, playing, stopping ---- */

function enableAnimation() {
  const find = (id) => document.getElementById(id);
  const [form, button, slider] = ["choices-form", "play", "frame"].map(find);
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  let frames = null;
  let playing = 0;
  let waiting = 0;

  function draw() {
    describe();
    document.body.classList.add("moving");
    redraw(viewOfPeriod(currentView(), Number(slider.value)));
  }

  function describe() {
    const name = frames.names[slider.value];
    find("frame-name").textContent = name;
    slider.setAttribute("aria-valuetext", name);
    const stopped = reducedMotion.matches ? "step" : "play";
    button.textContent = button.dataset[playing ? "pause" : stopped];
  }

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
    requestCurrentPeriod();
  }

  /* Ask for the period shown as the form does, once the reader has come to rest. */
  function requestCurrentPeriod() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      waiting = 0;
      const { end } = form.elements;
      const period = frames.periods[slider.value];
      if (!end || end.value === period) {
        document.body.classList.remove("moving");
        redraw();
        return;
      }
      end.value = period;
      end.dispatchEvent(new Event("change", { bubbles: true }));
    }, SERVER_DELAY_MS);
  }

  function onButton() {
    if (playing) {
      stop();
      return;
    }
    clearTimeout(waiting);
    waiting = 0;
    if (!reducedMotion.matches) playing = setInterval(step, FRAME_MS);
    step();
    if (reducedMotion.matches) requestCurrentPeriod();
  }

  function onView(view) {
    frames = view.frames;
    const isMoving = playing || waiting;
    if (!isMoving) document.body.classList.remove("moving");
    find("frames").hidden = !frames;
    if (!frames) {
      halt();
      return;
    }
    slider.max = frames.periods.length - 1;
    if (!isMoving) slider.value = frames.at;
    describe();
  }

  button.addEventListener("click", onButton);
  slider.addEventListener("input", () => {
    halt();
    draw();
    requestCurrentPeriod();
  });
  reducedMotion.addEventListener("change", () => {
    if (frames) describe();
  });
  addEventListener("view", (event) => onView(event.detail));
  onView(currentView());
}

/* Tests take the functions above without a page. */
if (globalThis.document) enableAnimation();
