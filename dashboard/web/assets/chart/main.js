/* The page of a chart: asks the server for the view that a reader chooses, and puts what comes in its place.
   Dash carries both: the question as the store `choice`, the answer to `onView` and from there to the figure. */

import {
  changedOptions,
  currentAddress,
  fillForm,
  formQuery,
  hasLeft,
  noteAddress,
  pageAddress,
  pushAddress,
  restoreAddress,
  settleForm,
} from "./address.js";
import { showAges } from "./age.js";
import { copyText } from "./copy.js";
import { scrollToCurrentChart } from "./current-chart.js";
import { currentView, goLive, narrowScreen, redraw, setView, themedFigure } from "./figure.js";
import { enableKeyboard, openTable, resetReading } from "./keyboard.js";
import { completeView, enableLayers, layersInSight, placeLayers } from "./layers.js";
import { enablePlaceFinder } from "./places.js";
import { enableReadPoints } from "./read-point.js";
import { createRequests, watchFailures } from "./request.js";
import { enableSlider, positionSlider } from "./slider.js";
import { wake } from "./start.js";
import { keepWayBack } from "./way-back.js";
import { enableWritings, openCard, openLinkedCard, scrollNotesToDay, watchPlot } from "./writings.js";

const SLIDER_REST_MS = 250;
const PATIENCE_MS = 12000;

const find = (id) => document.getElementById(id);
const form = find("choices-form");
const message = find("message");
const siteName = document.title.split(" · ").pop();

/* ---- asking for a view ---- */

const requests = createRequests({
  load({ query }) {
    location.assign(`${form.action}?${query}&form=${encodeURIComponent(find("show").value)}`);
  },
  send({ query, changed }) {
    const { pathname: path } = location;
    const choice = { slug: form.dataset.slug, path, query, changed, known: currentView().of };
    window.dash_clientside.set_props("choice", { data: { ...choice, layers: layersInSight() } });
  },
  revert() {
    showCurrentView();
    redraw();
  },
  say(name) {
    message.textContent = message.dataset[name] || "";
  },
});

/* `address` is where a reader has gone back or forward to; of any other choice the address goes into the history. */
function requestChosen(delayMs) {
  const changed = changedOptions();
  wake();
  requests.request({ query: formQuery(changed), changed: changed.join(","), address: null }, delayMs);
}

/* Make form, address and slider what the chart shows. */
function showCurrentView() {
  form.reset();
  restoreAddress();
  positionSlider();
  document.body.classList.remove("settling");
  dispatchEvent(new CustomEvent("view", { detail: currentView() }));
}

/* ---- a view has come ---- */

/* The figure to draw of what the server answered; without an answer, when Dash starts, of the view of the page. */
function onView(answer) {
  if (!answer) {
    setTimeout(start);
    return themedFigure(currentView());
  }
  const choice = requests.answered();
  if (!choice) return window.dash_clientside.no_update;
  if (answer.error) {
    showCurrentView();
    message.textContent = answer.error;
    return themedFigure(currentView());
  }
  if (answer.scripts !== currentView().scripts) {
    location.assign(pageAddress(answer.address)); // the server was updated: its pages have scripts of their own
    return window.dash_clientside.no_update;
  }
  const { colors, log } = currentView();
  showView({ colors, log, ...answer }, choice);
  return themedFigure(currentView());
}

/* A script failed (`before-paint.js` notes those that failed before this one ran), or all take too long. */
function stall() {
  requests.stall();
  document.documentElement.classList.toggle("stalled", !requests.isLive());
}

function start() {
  goLive();
  document.documentElement.classList.remove("stalled");
  requests.start();
}

function showView(view, { address }) {
  setView(view);
  updateParts(view.parts);
  placeLayers(view);
  fillForm(view.address.replace(/^[^?]*/, ""));
  settleForm();
  updateLayout(view);
  updateWords(view, form.elements.as_of.value);
  if (address) noteAddress(address);
  else pushAddress(view.address);
  document.body.classList.remove("settling");
  keepWayBack();
  resetReading();
  positionSlider();
  scrollNotesToDay(form.elements.as_of.value);
  dispatchEvent(new CustomEvent("view", { detail: view }));
  completeView();
}

/* Put the parts in their places; a control that had the focus keeps it. */
function updateParts(parts) {
  const { name, value, type } = document.activeElement || {};
  const hadFocus = name && find("choices").contains(document.activeElement);
  for (const [id, html] of Object.entries(parts)) if (find(id)) find(id).innerHTML = html;
  showAges();
  if (!hadFocus) return;
  const same = [...find("choices").querySelectorAll(`[name="${name}"]`)].filter((control) => control.type === type);
  const control =
    same.find((other) => other.value === value) || same[0] || find("choices").querySelector("select, input");
  control?.focus({ preventScroll: true });
}

function updateLayout({ empty, ratios }) {
  const { notes } = form.elements;
  find("chart-layout").classList.toggle("is-full-width", !notes || notes.value === "0");
  find("chart-frame").classList.toggle("is-empty", empty);
  for (const [name, ratio] of Object.entries(ratios)) find("chart-frame").style.setProperty(`--${name}`, ratio);
}

function updateWords({ heading, day, languages, address }, chosenDay) {
  const summary = find("nothing").textContent || find("finding").textContent;
  find("reading").textContent = [heading, find("unit").textContent, summary].filter(Boolean).join(". ");
  find("printed-address").textContent = new URL(pageAddress(address), location.href).href;
  document.title = [heading, day, siteName].filter(Boolean).join(" · ");
  for (const link of document.querySelectorAll(".other-language")) link.href = pageAddress(languages[link.hreflang]);
  const option = [...form.elements.as_of.options].find(({ value }) => value === chosenDay);
  if (day && option && !("release" in option.dataset)) option.text = day;
}

/* ---- what a reader does ---- */

function onChange(event) {
  if (event.target.id === "scrub" || event.target.form !== form) return;
  positionSlider();
  requestChosen();
}

function onPopState() {
  if (hasLeft()) showAddress(location.search, currentAddress());
}

function showAddress(search, address) {
  fillForm(search);
  positionSlider();
  wake();
  requests.request({ query: search.slice(1), changed: "", address });
}

function onClick(event) {
  const on = (selector) => event.target.closest(selector);
  if (on("[data-table]")) {
    event.preventDefault();
    openTable();
  }
  if (on("[data-copy], [data-copy-text]")) copyText(on("[data-copy], [data-copy-text]"), message);
  const card = on("[data-card]") && find(on("[data-card]").dataset.card);
  if (card) {
    event.preventDefault();
    openCard(card);
  }
  const day = on("[data-as-of]");
  if (day && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    showAddress(new URL(day.href).search, null);
    find("title").scrollIntoView();
  }
}

/* ---- start ---- */

function enableForm() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    requestChosen();
  });
  document.addEventListener("change", onChange);
  document.addEventListener("click", onClick);
  addEventListener("popstate", onPopState);
  addEventListener("error", ({ target }) => target.localName === "script" && stall(), true);
  if (document.documentElement.classList.contains("stalled")) stall();
  addEventListener("wake", () => setTimeout(stall, PATIENCE_MS));
  addEventListener("online", requests.retry);
  /* A page that comes back as it was left has lost the answers that were on their way. */
  addEventListener("pageshow", ({ persisted }) => persisted && requests.retry());
  watchFailures(requests.current, requests.failed);
}

function redrawWithThePage() {
  narrowScreen().addEventListener("change", () => redraw());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw());
  addEventListener("themechange", () => redraw());
}

setView(JSON.parse(find("view").textContent));
noteAddress();
showAges();
enableForm();
enableSlider(() => requestChosen(SLIDER_REST_MS));
enablePlaceFinder(form);
keepWayBack();
enableKeyboard();
enableReadPoints();
enableWritings();
/* A choice on its way brings all of the newer edition with it. */
enableLayers(() => requests.current() || showAddress(location.search, currentAddress()));
redrawWithThePage();
window.dash_clientside = { ...window.dash_clientside, page: { show: onView } };
positionSlider();
scrollNotesToDay(form.elements.as_of.value);
scrollToCurrentChart();
addEventListener("wake", watchPlot);
openLinkedCard();
if (changedOptions().length) requestChosen();
