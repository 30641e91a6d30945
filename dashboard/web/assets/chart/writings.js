/* The writings and events beside the chart. Each writing has a tick at the foot of the chart: one that is pointed to, or
   has the focus, shows on the curve what it quotes; one that is chosen opens its card, beside the chart or, where there
   is no room, in a sheet below it that leaves the chart in sight. */

import { plotElement } from "./figure.js";
import { readAgain } from "./keyboard.js";
import { linkParts } from "./part-links.js";
import { drawQuoted, redrawQuoted } from "./quoted.js";
import { readAtRest, watchReading } from "./read-point.js";

const find = (id) => document.getElementById(id);
const hasRoomBeside = () => matchMedia("(min-width: 62rem)").matches;
const tickLinks = () => [...(find("ticks")?.children ?? [])];
const cardOf = (tick) => find(tick.hash.slice(1));
const tickOf = (card) => tickLinks().find((tick) => cardOf(tick) === card);

/* The id of the card that was chosen, and where the list stood before it took its place. */
let chosen = null;
let listTop = 0;
let isClosing = false;

const chosenTick = () => chosen && tickOf(find(chosen));

/* ---- showing ---- */

/* Show which tick is meant, and on the curve what it quotes; a page that is marked has its own rings there. */
function point(tick) {
  for (const other of tickLinks()) other.classList.toggle("current", other === tick);
  const marks = tick && !cardOf(tick).classList.contains("marked") ? tick.dataset.marks : "";
  drawQuoted(marks ? JSON.parse(marks) : []);
}

/* Show one card in place of the list, or the list again. */
function showCard(card) {
  const [aside, list] = [find("aside"), find("notes")];
  const former = list.querySelector("li.chosen");
  if (!former && card) listTop = list.scrollTop;
  if (former) {
    former.classList.remove("chosen");
    former.querySelector("details").open = former.querySelector("details").classList.contains("marked");
  }
  aside.classList.toggle("is-reading", Boolean(card));
  if (card) {
    card.closest("li").classList.add("chosen");
    card.open = true;
    describeSteps(tickOf(card));
  }
  if (card) list.scrollTop = 0;
  else if (former) list.scrollTop = listTop;
}

function describeSteps(tick) {
  const all = tickLinks();
  const index = all.indexOf(tick);
  find("card-count").textContent = `${index + 1} / ${all.length}`;
  find("earlier-writing").disabled = index === 0;
  find("later-writing").disabled = index === all.length - 1;
}

/* What is pointed to for a moment: beside the chart also its card. */
function preview(tick) {
  point(tick);
  if (hasRoomBeside()) showCard(tick ? cardOf(tick) : null);
}

/* What was chosen, or nothing. */
function settle() {
  const tick = chosenTick();
  point(tick);
  showCard(tick ? cardOf(tick) : null);
}

function choose(tick) {
  chosen = cardOf(tick).id;
  makeReachable(tick);
  settle();
  if (!hasRoomBeside()) keepChartInSight();
}

function close() {
  const tick = chosenTick();
  const hadFocus = find("aside").contains(document.activeElement);
  chosen = null;
  settle();
  isClosing = true; // the focus comes back to the tick, which must not open the card again
  if (hadFocus) tick?.focus({ preventScroll: true });
  isClosing = false;
}

/* Scroll by no more than is needed to see the chart above the sheet. */
function keepChartInSight() {
  const { top, bottom } = find("chart-place").getBoundingClientRect();
  const free = innerHeight - find("aside").offsetHeight;
  if (bottom > free) scrollBy(0, Math.min(top, bottom - free));
  else if (top < 0) scrollBy(0, top);
}

/* ---- cards ---- */

/* Open a card: alone where one is read, else in the list. */
export function openCard(card) {
  const tick = tickOf(card);
  if (chosen && tick) {
    choose(tick);
  } else {
    if (chosen) close();
    card.open = true;
    card.scrollIntoView({ block: "nearest" });
  }
  card.querySelector("summary").focus({ preventScroll: true });
}

/* Open the card that the address names after its #, if it names one. */
export function openLinkedCard() {
  const linked = find(location.hash.slice(1));
  if (!linked?.matches("details.card")) return;
  const tick = tickOf(linked);
  if (tick) choose(tick);
  else openCard(linked);
}

/* Bring the list to the entry that the address names, else to what was last written by the day chosen. Only the list is
   scrolled: the chart stays where it is. */
export function scrollNotesToDay(day) {
  const list = find("notes");
  if (!list || chosen || list.contains(document.activeElement)) return;
  const entries = [...list.querySelectorAll("[data-day]")];
  const target = list.querySelector(".marked") || entries.filter((entry) => day && entry.dataset.day <= day).pop();
  if (target) list.scrollTop = target.offsetTop - list.offsetTop;
}

/* ---- what a reader does ---- */

function nearestTick(clientX) {
  const { left, width } = find("ticks").getBoundingClientRect();
  const percent = (100 * (clientX - left)) / width;
  const distance = (tick) => Math.abs(Number.parseFloat(tick.style.left) - percent);
  return tickLinks().reduce((near, tick) => (near && distance(near) <= distance(tick) ? near : tick), null);
}

/* The one tick that the Tab key comes to. */
function makeReachable(tick) {
  for (const other of tickLinks()) other.tabIndex = other === tick ? 0 : -1;
}

const STEPS = {
  ArrowLeft: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  Home: () => 0,
  End: (_, last) => last,
};

function onKey(event) {
  const all = tickLinks();
  const index = all.indexOf(document.activeElement);
  if (!STEPS[event.key] || index < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const next = all[STEPS[event.key](index, all.length - 1)];
  if (!next) return;
  next.focus({ preventScroll: true });
  if (chosen) choose(next);
}

/* A pointer means the tick nearest to it, wherever in the row it is, and of several of one day the next each time; the
   Enter key the one that has the focus. */
function onTickClick(event) {
  event.preventDefault();
  const isPointer = event.detail > 0;
  const near = isPointer ? nearestTick(event.clientX) : event.target.closest("a");
  if (!near) return;
  const ofDay = isPointer ? tickLinks().filter(({ style }) => style.left === near.style.left) : [near];
  const tick = ofDay[(ofDay.indexOf(chosenTick()) + 1) % ofDay.length];
  tick.focus({ preventScroll: true });
  choose(tick);
  if (!isPointer) cardOf(tick).querySelector("summary").focus({ preventScroll: true });
}

function onTickMove(event) {
  const tick = nearestTick(event.clientX);
  if (!tick || tick.style.left === chosenTick()?.style.left) return;
  if (event.pointerType === "mouse") preview(tick);
  else if (event.buttons) choose(tick);
}

function stepBy(direction) {
  const all = tickLinks();
  const next = all[all.indexOf(chosenTick() || all.find((tick) => tick.matches(".current"))) + direction];
  if (next) choose(next);
}

function watchTicks() {
  const row = find("ticks");
  row.addEventListener("click", onTickClick);
  row.addEventListener("pointermove", onTickMove);
  row.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && settle());
  row.addEventListener("keydown", onKey);
  row.addEventListener("focusin", ({ target }) => {
    makeReachable(target);
    if (!isClosing) preview(target);
  });
  row.addEventListener("focusout", ({ relatedTarget }) => {
    if (!row.contains(relatedTarget) && !find("aside").contains(relatedTarget)) settle();
  });
}

function watchCards() {
  const list = find("notes");
  list.addEventListener("pointerover", ({ target }) => {
    const card = target.closest("li[data-day] > .card");
    if (card && !chosen) point(tickOf(card));
  });
  list.addEventListener("pointerleave", () => point(chosenTick()));
  find("earlier-writing").addEventListener("click", () => stepBy(-1));
  find("later-writing").addEventListener("click", () => stepBy(1));
  find("close-card").addEventListener("click", close);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close());
}

/* Other ticks and cards may have come with a view; the card that was read is shown again if it is among them. */
function onView() {
  if (chosen && !chosenTick()) chosen = null;
  settle();
}

export function enableWritings() {
  if (!find("ticks")) return;
  watchTicks();
  watchCards();
  addEventListener("view", onView);
}

/* ---- the plot ---- */

/* The ticks lie where Plotly has drawn them: margins are pixels there, in the picture before it shares of the width. */
function fitTicks(plot) {
  const { l: left, r: right } = plot._fullLayout._size;
  const { style } = find("chart-place");
  style.setProperty("--left", `${left}px`);
  style.setProperty("--right", `${right}px`);
  redrawQuoted();
}

/* When Plotly has drawn, it takes the place of the picture. */
export function watchPlot() {
  const plot = plotElement();
  if (!plot?._fullLayout) {
    requestAnimationFrame(watchPlot);
    return;
  }
  plot.on("plotly_afterplot", () => fitTicks(plot));
  fitTicks(plot);
  linkParts(plot);
  watchReading(plot);
  find("chart-frame").classList.add("is-interactive");
  readAgain();
  readAtRest();
}
