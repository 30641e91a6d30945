/* Choices in the form to the options of an address, and back. */

const form = () => document.getElementById("choices-form");
const kindBoxes = () => [...document.querySelectorAll("[data-kind]")];

/* The address of the view shown, as it was last set. */
let address = "";

/* Everything chosen, as a query string; `changed` is the option just chosen. */
export function formQuery(changed) {
  const usual = form().elements.measure?.dataset.usual;
  const entries = withoutUsual([...new FormData(form())], changed, usual);
  const kinds = kindBoxes();
  const checked = kinds.filter((box) => box.checked).map((box) => box.dataset.kind);
  return queryOf(entries, checked, kinds.length);
}

/* A measure that is only what the former place is shown by when none is chosen does not go along to another place. */
export const withoutUsual = (entries, changed, usual) =>
  changed === "places" ? entries.filter(([name, value]) => name !== "measure" || value !== usual) : entries;

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

/* The front page keeps its own path. */
export const pageAddress = (chartAddress) =>
  location.pathname === "/" ? chartAddress.replace(/^[^?]*/, "/") : chartAddress;

export function pushAddress(chartAddress) {
  const next = pageAddress(chartAddress);
  if (next === address) return;
  address = next;
  history.pushState(null, "", next);
}

/* Note where the reader is: at the start, and after going back or forward. */
export function noteAddress() {
  address = location.pathname + location.search;
}
