/* The page of a chart: asks the server for the view that a reader chooses, and puts what comes in its place.
   Dash carries both: the question as the store `choice`, the answer to `onView` and from there to the figure. */

import { chooseDay, fillForm, formQuery, noteAddress, pageAddress, pushAddress } from "./address.js";
import { showAges } from "./age.js";
import { openCard, openLinkedCard, scrollNotesToDay, watchPlot } from "./annotations.js";
import { currentView, narrowScreen, redraw, setView, themedFigure } from "./figure.js";
import { enableKeyboard, openTable, resetReading } from "./keyboard.js";
import { enablePlaceFinder } from "./places.js";
import { enableSlider, positionSlider } from "./slider.js";
import { keepWayBack } from "./way-back.js";

const SLOW_MS = 500;
const GIVEN_UP_MS = 15000;

const find = (id) => document.getElementById(id);
const form = find("choices-form");
const message = find("message");
const siteName = document.title.split(" · ").pop();

/* ---- asking for a view ---- */

/* The question that has no answer yet, or null. Of several only the last counts. */
let pending = null;

/* Ask for the view of a query string. `keep`: its address goes into the history; `changed`: the option just chosen. */
function requestView(query, { keep, changed = "" }) {
  const request = { keep };
  pending = request;
  const { pathname: path } = location;
  const choice = { slug: form.dataset.slug, path, query, changed, known: currentView().of };
  window.dash_clientside.set_props("choice", { data: choice });
  const say = (words) => {
    if (pending === request) message.textContent = words;
  };
  setTimeout(() => say(message.dataset.slow), SLOW_MS);
  setTimeout(() => say(message.dataset.failed), GIVEN_UP_MS);
}

const requestChosen = (changed) => requestView(formQuery(changed), { keep: true, changed });

/* ---- a view has come ---- */

/* The figure to draw of what the server answered; without an answer, of the view that the page came with. */
function onView(answer) {
  if (!answer) return themedFigure(currentView());
  const keep = pending?.keep;
  pending = null;
  document.body.classList.remove("settling");
  message.textContent = answer.error || "";
  if (answer.error) return window.dash_clientside.no_update;
  const view = answer.log === undefined ? { ...answer, log: currentView().log } : answer;
  setView(view);
  const day = form.elements.as_of.value;
  updateParts(view.parts);
  chooseDay(day);
  updateLayout(view);
  updateWords(view, day);
  if (keep) pushAddress(view.address);
  keepWayBack();
  resetReading();
  positionSlider();
  scrollNotesToDay(form.elements.as_of.value);
  dispatchEvent(new CustomEvent("view", { detail: view }));
  return themedFigure(view);
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

function updateWords({ heading, day, languages }, chosenDay) {
  const summary = find("nothing").textContent || find("finding").textContent;
  find("reading").textContent = [heading, find("unit").textContent, summary].filter(Boolean).join(". ");
  document.title = [heading, day, siteName].filter(Boolean).join(" · ");
  for (const link of document.querySelectorAll(".other-language")) link.href = pageAddress(languages[link.hreflang]);
  const option = [...form.elements.as_of.options].find(({ value }) => value === chosenDay);
  if (day && option && !("release" in option.dataset)) option.text = day;
}

/* ---- what a reader does ---- */

function onChange(event) {
  if (event.target.id === "scrub" || event.target.form !== form) return;
  positionSlider();
  requestChosen(event.target.name);
}

function onPopState() {
  noteAddress();
  showAddress(location.search, { keep: false });
}

function showAddress(search, { keep }) {
  fillForm(search);
  positionSlider();
  requestView(search.slice(1), { keep });
}

function copyText({ dataset }) {
  const text = dataset.copyText || new URL(dataset.copy, location.href).href;
  navigator.clipboard.writeText(text).then(() => {
    message.textContent = message.dataset.copied;
  });
}

function onClick(event) {
  const on = (selector) => event.target.closest(selector);
  if (on("[data-table]")) {
    event.preventDefault();
    openTable();
  }
  if (on("[data-copy], [data-copy-text]")) copyText(on("[data-copy], [data-copy-text]"));
  const card = on("[data-card]") && find(on("[data-card]").dataset.card);
  if (card) {
    event.preventDefault();
    openCard(card);
  }
  const day = on("[data-as-of]");
  if (day && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    showAddress(new URL(day.href).search, { keep: true });
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
  addEventListener("beforeprint", () => {
    find("figures").open = true;
  });
}

function redrawWithThePage() {
  narrowScreen().addEventListener("change", () => redraw());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw());
  addEventListener("themechange", () => redraw());
}

/* On a narrow screen the list of charts runs off the side: bring the one shown into sight. */
function scrollToCurrentChart() {
  const item = find("charts").querySelector("[aria-current]")?.parentElement;
  if (item) item.parentElement.scrollLeft = item.offsetLeft - item.parentElement.offsetLeft;
}

setView(JSON.parse(find("view").textContent));
noteAddress();
showAges();
enableForm();
enableSlider(() => requestChosen());
enablePlaceFinder(form);
keepWayBack();
enableKeyboard();
redrawWithThePage();
window.dash_clientside = { ...window.dash_clientside, page: { show: onView } };
fillForm(location.search);
positionSlider();
scrollNotesToDay(form.elements.as_of.value);
scrollToCurrentChart();
openLinkedCard();
watchPlot();
