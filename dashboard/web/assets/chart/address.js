/* Choices in the form to the options of an address, and back. */

const form = () => document.getElementById("choices-form");
const kindBoxes = () => [...document.querySelectorAll("[data-kind]")];

/* The address of the view that the page shows. */
let address = "";

/* Everything chosen, as a query string; `changed` are the options just chosen. */
export function formQuery(changed) {
  const usual = form().elements.measure?.dataset.usual;
  const entries = withoutUsual([...new FormData(form())], changed, usual);
  const kinds = kindBoxes();
  const checked = kinds.filter((box) => box.checked).map((box) => box.dataset.kind);
  return queryOf(entries, checked, kinds.length);
}

/* A measure that is only what the former place is shown by when none is chosen does not go along to another place. */
export const withoutUsual = (entries, changed, usual) =>
  changed.includes("places") ? entries.filter(([name, value]) => name !== "measure" || value !== usual) : entries;

/* `entries` are names and values of a form; empty ones are left out, and kinds too where all are checked. */
export function queryOf(entries, checkedKinds, kindCount) {
  const query = new URLSearchParams();
  const places = [];
  for (const [name, value] of entries) {
    if (name === "places" && value) places.push(value);
    else if (value) query.set(name, value);
  }
  if (places.length) query.set("places", places.join(","));
  if (checkedKinds.length < kindCount) query.set("kinds", checkedKinds.join(",") || "none");
  return query.toString();
}

/* Whether a control differs from what the page came with. A list without a chosen option opens on its first; a button
   is never changed. */
export function isChanged({ type, value, options, checked, defaultChecked, defaultValue }) {
  if (type === "checkbox") return checked !== defaultChecked;
  if (!options) return defaultValue !== undefined && value !== defaultValue;
  const usual = [...options].find((option) => option.defaultSelected) || options[0];
  return value !== usual?.value;
}

/* The names of the options chosen since the view that the page shows. The form itself keeps what was chosen before any
   script ran: nothing else changes it, for it is not filled in by the browser either (`autocomplete`). */
export function changedOptions() {
  const names = [...form().elements]
    .filter(isChanged)
    .map(({ name, dataset }) => name || (dataset.kind ? "kinds" : ""));
  return [...new Set(names.filter(Boolean))];
}

/* Fill in what stands outside the part of the form that comes with each view. */
export function fillForm(search) {
  const options = new URLSearchParams(search);
  const kinds = options.get("kinds");
  chooseDay(options.get("as_of") || "");
  for (const box of kindBoxes()) box.checked = !kinds || kinds.split(",").includes(box.dataset.kind);
}

/* Choose a day as it is written in addresses; a day without a release is added to those offered. */
export function chooseDay(day) {
  const select = form().elements.as_of;
  if (![...select.options].some((option) => option.value === day)) select.add(new Option(day, day));
  select.value = day;
}

/* Take what is filled in for what the page came with, so that a reset of the form leads back to it. */
export function settleForm() {
  for (const option of form().elements.as_of.options) option.defaultSelected = option.selected;
  for (const box of kindBoxes()) box.defaultChecked = box.checked;
}

/* A page keeps its own path: the front page too, whose chart has a page elsewhere. */
export const pageAddress = (chartAddress) => chartAddress.replace(/^[^?]*/, location.pathname);

export function pushAddress(chartAddress) {
  address = pageAddress(chartAddress);
  if (hasLeft()) history.pushState(null, "", address);
}

export const currentAddress = () => location.pathname + location.search;

/* Whether the reader has gone back or forward from the view shown, not merely to a part of its page. */
export const hasLeft = () => currentAddress() !== address;

/* The view of this address is shown now: at the start, and after going back or forward. */
export function noteAddress(shown = currentAddress()) {
  address = shown;
  restoreAddress();
}

/* Name the view shown, where the reader went back or forward to another and it could not be had. */
export function restoreAddress() {
  if (hasLeft()) history.replaceState(null, "", address);
}
