/* The slider of releases: it stands to time, and its thumb rests on releases alone. */

import { currentView, redraw } from "./figure.js";
import { viewAsOf } from "./stepping.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_DAYS = 365;

/* ---- where to go: `ticks` are the days of the releases from the first, `at` is such a day too ---- */

/* The index of the release that is nearest to a day. */
export function nearestRelease(ticks, at) {
  const distances = ticks.map((tick) => Math.abs(tick - at));
  return distances.indexOf(Math.min(...distances));
}

/* The index of the next release after a day, or before it where `direction` is negative; the end one past an end. */
export function nextRelease(ticks, at, direction) {
  if (direction < 0)
    return Math.max(
      ticks.findLastIndex((tick) => tick < at),
      0,
    );
  const later = ticks.findIndex((tick) => tick > at);
  return later < 0 ? ticks.length - 1 : later;
}

/* A year on or back, but at least one release. */
export function releaseOfAYear(ticks, at, direction) {
  const next = nextRelease(ticks, at, direction);
  const yearOn = nearestRelease(ticks, at + direction * YEAR_DAYS);
  return direction < 0 ? Math.min(next, yearOn) : Math.max(next, yearOn);
}

const KEYS = {
  ArrowRight: (ticks, at) => nextRelease(ticks, at, 1),
  ArrowUp: (ticks, at) => nextRelease(ticks, at, 1),
  ArrowLeft: (ticks, at) => nextRelease(ticks, at, -1),
  ArrowDown: (ticks, at) => nextRelease(ticks, at, -1),
  PageUp: (ticks, at) => releaseOfAYear(ticks, at, 1),
  PageDown: (ticks, at) => releaseOfAYear(ticks, at, -1),
  Home: () => 0,
  End: (ticks) => ticks.length - 1,
};

/* ---- the page ---- */

const find = (id) => document.getElementById(id);
const daySelect = () => find("choices-form").elements.as_of;

/* The options of the releases, oldest first. */
const releaseOptions = () => [...daySelect().querySelectorAll("[data-release]")].reverse();

const dayNumber = (day) => Date.parse(day) / DAY_MS;

function releaseTicks() {
  const days = releaseOptions().map((option) => dayNumber(option.value));
  return days.map((day) => day - days[0]);
}

/* Where the slider was last put. */
let at = 0;

/* Put the slider where the chosen day is, also between releases; the last release stands for the newest held. */
export function positionSlider() {
  const slider = find("scrub");
  const options = releaseOptions();
  const several = options.length > 1;
  slider.closest(".scrub").hidden = !several;
  find("gaps").hidden = !several;
  if (!several) return;
  const chosen = daySelect().value;
  slider.max = releaseTicks().at(-1);
  slider.value = chosen ? dayNumber(chosen) - dayNumber(options[0].value) : slider.max;
  at = Number(slider.value);
  describeSlider();
}

/* Say the release and what came with it, of the last one also that it is the newest held. */
function describeSlider() {
  const slider = find("scrub");
  const select = daySelect();
  const chosen = select.options[select.selectedIndex].text;
  const newest = releaseOptions().at(-1);
  slider.setAttribute("aria-valuetext", select.value ? chosen : `${chosen}, ${newest.text}`);
  find("earlier").disabled = Number(slider.value) === 0;
  find("later").disabled = slider.value === slider.max;
}

/* Draw the release of the slider at once, and call `onMove` after each move. */
export function enableSlider(onMove) {
  const slider = find("scrub");
  slider.disabled = false;
  let isDragged = false;

  function goTo(index) {
    const { log, empty } = currentView();
    const options = releaseOptions();
    const { value: day } = options[index];
    slider.value = releaseTicks()[index];
    at = Number(slider.value);
    const chosen = index === options.length - 1 ? "" : day;
    if (daySelect().value === chosen) return;
    daySelect().value = chosen;
    describeSlider();
    document.body.classList.add("settling");
    if (log && !empty) redraw(viewAsOf(currentView(), log.days.indexOf(day)));
    onMove();
  }

  /* A pointer goes to the release nearest to it; what moves the slider by a step goes to the next. */
  function onInput() {
    const ticks = releaseTicks();
    const moved = Number(slider.value);
    if (isDragged || ticks.includes(moved)) return goTo(nearestRelease(ticks, moved));
    return goTo(nextRelease(ticks, at, moved - at));
  }

  const noteDrag = (dragged) => () => {
    isDragged = dragged;
  };
  slider.addEventListener("pointerdown", noteDrag(true));
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, noteDrag(false));
  slider.addEventListener("input", onInput);
  slider.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    goTo(KEYS[event.key](releaseTicks(), Number(slider.value)));
  });
  const stepBy = (direction) => goTo(nextRelease(releaseTicks(), Number(slider.value), direction));
  find("earlier").addEventListener("click", () => stepBy(-1));
  find("later").addEventListener("click", () => stepBy(1));
}
