/* In a frame of somebody else's page: tells that page how high the chart is, and the reader what has changed since, or
   that no release has come for longer than usual, by the reader's clock.
   Whatever fails here fails in silence: the chart stands without it. */

const MS_PER_DAY = 864e5;
const main = document.querySelector("main");
const secret = new URLSearchParams(location.hash.replace(/^#\??/, "")).get("secret");

/* How high all of it is where the chart need not be smaller to fit. */
function tellHeight() {
  main.classList.add("whole");
  const value = Math.ceil(document.body.getBoundingClientRect().height);
  main.classList.remove("whole");
  if (value) parent.postMessage({ message: "height", value, secret }, "*"); // 0 before the first layout
}

/* WordPress asks again once it listens: its script may come after the frame. */
function answerParent(event) {
  if (event.source === parent && event.data?.message === "ready") tellHeight();
}

/* WordPress opens a link of a frame in its own window, and only one of the frame's host. */
function tellLink(event) {
  const link = event.target.closest("a");
  if (link && secret) parent.postMessage({ message: "link", value: link.href, secret }, "*");
}

async function showDrift() {
  const address = document.body.dataset.drift;
  if (!address) return;
  const answer = await fetch(address);
  if (!answer.ok) return;
  const { sentence, label, url } = await answer.json();
  if (!sentence) return;
  const badge = document.getElementById("drift");
  const link = Object.assign(document.createElement("a"), { href: url, target: "_blank", rel: "noopener" });
  link.textContent = label;
  badge.append(sentence, " ", link);
}

/* One line: of several sources the first that has been silent for so long. */
function showSilence() {
  const isLong = ({ dataset }) => (Date.now() - Date.parse(dataset.since)) / MS_PER_DAY >= Number(dataset.long) + 1;
  const line = [...document.querySelectorAll("[data-since]")].find(isLong);
  if (line) line.hidden = false;
}

showSilence();
if (parent !== window) {
  tellHeight();
  new ResizeObserver(tellHeight).observe(document.body);
  addEventListener("message", answerParent);
  document.addEventListener("click", tellLink);
}
showDrift().catch(() => {});
