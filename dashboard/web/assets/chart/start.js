/* Runs Plotly and Dash once a reader does anything: who only reads has the chart as it came. The browser may have fetched
   both by then. Where a script fails nothing could be drawn: then the page stays as it came, and each choice loads
   another (`request.js`). Decision C31. */

const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin", "change"];

let isAwake = false;

/* The window has the event `wake` then. */
export function wake() {
  if (isAwake) return;
  isAwake = true;
  for (const sign of SIGNS) removeEventListener(sign, wake, true);
  dispatchEvent(new Event("wake"));
  const addresses = [...document.querySelectorAll("link[data-script]")].map(({ href }) => href);
  Promise.all(addresses.map(run)).then(() => new window.DashRenderer());
}

/* Each runs after the one before it. */
function run(src) {
  const script = Object.assign(document.createElement("script"), { src, async: false });
  return new Promise((resolve) => {
    script.addEventListener("load", resolve);
    document.body.append(script);
  });
}

for (const sign of SIGNS) addEventListener(sign, wake, { capture: true, passive: true });
