/* A map shows a whole country, and some charts have nothing of a smaller place. The way from there to the other charts
   leads back to the place that the reader came from; this tab of the browser remembers it. */

const KEY = "place";
const OF_THE_VIEW = ["as_of", "edition", "lang"];

const find = (id) => document.getElementById(id);
const placesOf = (search) => new URLSearchParams(search).get("places");

/* Whether the reader still looks for the place kept: the view is of what it lies in, and was not chosen otherwise.
   `kept` names a place and, by the path of each chart, the options of its link there. */
export function leadsBack(kept, { place, path, search }) {
  if (!kept?.place.startsWith(`${place}-`)) return false;
  return path in kept.links && placesOf(kept.links[path]) === placesOf(search);
}

/* The options of a link of the place kept, with day, edition and language of the view that is left. */
export function optionsBack(keptSearch, search) {
  const [back, here] = [new URLSearchParams(keptSearch), new URLSearchParams(search)];
  for (const name of OF_THE_VIEW) {
    if (here.has(name)) back.set(name, here.get(name));
    else back.delete(name);
  }
  const options = back.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return options && `?${options}`;
}

/* Where the browser stores nothing, links lead where the server says. */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function write(kept) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    /* storage is switched off */
  }
}

/* Remember the place of the view, or lead the links to the other charts back to the one remembered. */
export function keepWayBack() {
  const links = [...find("charts").querySelectorAll("a")];
  const current = links.find((link) => link.hasAttribute("aria-current"));
  const kept = read();
  const view = { place: current.dataset.place, path: current.pathname, search: location.search };
  if (leadsBack(kept, view)) {
    for (const link of links) {
      const back = kept.links[link.pathname];
      if (back !== undefined && placesOf(back) !== placesOf(link.search)) link.search = optionsBack(back, link.search);
    }
  } else {
    write({ place: view.place, links: Object.fromEntries(links.map(({ pathname, search }) => [pathname, search])) });
  }
  find("to-chart").href = links[0].href;
}
