/* The page of a chart that is a file: what needs no server of what `main.js` does. */

import { showAges } from "./age.js";
import { copyText } from "./copy.js";
import { scrollToCurrentChart } from "./current-chart.js";
import { openTable } from "./keyboard.js";
import { openCard, openLinkedCard } from "./writings.js";

const find = (id) => document.getElementById(id);

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  const copied = on("[data-copy], [data-copy-text]");
  const card = on("[data-card]") && find(on("[data-card]").dataset.card);
  if (copied) copyText(copied, find("message"));
  if (!on("[data-table]") && !card) return;
  event.preventDefault();
  if (card) openCard(card);
  else openTable();
});
addEventListener("beforeprint", () => {
  find("figures").open = true;
});
showAges();
scrollToCurrentChart();
openLinkedCard();
