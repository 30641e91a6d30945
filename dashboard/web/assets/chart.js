/* The page's own script: choices to address and back, stepping through the release days, cards of the notes.
   Dash draws the figure (callback `page.show`) and asks the server for a view (`choice` to `view`). */
(function () {
  "use strict";
  const find = (id) => document.getElementById(id);
  const form = find("choices-form");
  let view = JSON.parse(find("view").textContent);
  let address = location.pathname + location.search;
  let waiting = 0;
  const siteName = document.title.split(" · ").pop();

  /* ---- choices ---- */

  function query() {
    const chosen = new URLSearchParams(), places = [];
    for (const [name, value] of new FormData(form)) {
      if (!value) continue;
      if (name === "places") places.push(value); else chosen.set(name, value);
    }
    if (places.length) chosen.set("places", places.join(","));
    const kinds = [...document.querySelectorAll("[data-kind]")];
    const checked = kinds.filter((box) => box.checked).map((box) => box.dataset.kind);
    if (checked.length < kinds.length) chosen.set("kinds", checked.join(",") || "none");
    return chosen.toString();
  }

  /* What stands outside the part of the form that comes with each view. */
  function fill(search) {
    const given = new URLSearchParams(search), kinds = given.get("kinds");
    choose(given.get("as_of") || "");
    for (const box of document.querySelectorAll("[data-kind]")) box.checked = !kinds || kinds.split(",").includes(box.dataset.kind);
    place();
  }

  /* Choose a day as it is written in addresses; one that is no release day is added to those offered. */
  function choose(day) {
    const select = form.elements.as_of;
    if (![...select.options].some((one) => one.value === day)) select.add(new Option(day, day));
    select.value = day;
  }

  function ask(search, { keep, changed = "" }) {
    const mine = ++waiting;
    asked = { mine, keep };
    window.dash_clientside.set_props("choice", { data: { slug: form.dataset.slug, query: search, changed, known: view.of } });
    const message = find("message");
    setTimeout(() => { if (asked && asked.mine === mine) message.textContent = message.dataset.slow; }, 500);
    setTimeout(() => { if (asked && asked.mine === mine) message.textContent = message.dataset.failed; }, 15000);
  }
  let asked = null;

  /* ---- a view has come ---- */

  function show(data) {
    if (!data) return dressed(view);
    const keep = asked && asked.keep;
    asked = null;
    document.body.classList.remove("settling");
    find("message").textContent = data.error || "";
    if (data.error) return window.dash_clientside.no_update;
    view = data.log === undefined ? { ...data, log: view.log } : data;
    const chosen = form.elements.as_of.value;
    lay(view.parts);
    choose(chosen);
    const notes = form.elements.notes;
    find("stage").classList.toggle("alone", !notes || notes.value === "0");
    find("room").classList.toggle("bare", view.empty);
    for (const [name, ratio] of Object.entries(view.ratios)) find("room").style.setProperty("--" + name, ratio);
    find("reading").textContent = [view.heading, find("unit").textContent, find("nothing").textContent || find("finding").textContent].filter(Boolean).join(". ");
    document.title = [view.heading, view.day, siteName].filter(Boolean).join(" · ");
    for (const link of document.querySelectorAll(".other-language")) {
      const there = view.languages[link.hreflang];
      link.href = location.pathname === "/" ? there.replace(/^[^?]*/, "/") : there;
    }
    const named = [...form.elements.as_of.options].find((one) => one.value === chosen);
    if (view.day && named) named.text = view.day;
    if (keep) remember();
    at = { line: 0, point: -1 };
    place();
    turn();
    dispatchEvent(new CustomEvent("view", { detail: view }));
    return dressed(view);
  }

  /* Put the parts in their rooms; a control that had the focus keeps it. */
  function lay(parts) {
    const { name, value, type } = document.activeElement || {};
    const inside = find("choices").contains(document.activeElement) && name;
    for (const [id, html] of Object.entries(parts)) if (find(id)) find(id).innerHTML = html;
    if (!inside) return;
    const same = [...find("choices").querySelectorAll(`[name="${name}"]`)].filter((one) => one.type === type);
    const control = same.find((one) => one.value === value) || same[0] || find("choices").querySelector("select, input");
    if (control) control.focus({ preventScroll: true });
  }

  function remember() {
    const own = location.pathname === "/" ? view.address.replace(/^[^?]*/, "/") : view.address;
    if (own === address) return;
    address = own;
    history.pushState(null, "", own);
  }

  /* ---- the figure ---- */

  const small = matchMedia("(max-width: 38rem)");

  function dressed(from) {
    if (from.empty) return { data: [], layout: {} };
    const own = small.matches ? from.narrow : { layout: from.figure.layout, traces: {} };
    const data = from.figure.data.map((trace, index) => own.traces[index] || trace);
    return recoloured({ data, layout: { ...own.layout, uirevision: "same" } }, from.colours);
  }

  function recoloured(figure, colours) {
    const style = getComputedStyle(document.documentElement);
    const now = {};
    for (const [name, light] of Object.entries(colours)) now[light] = style.getPropertyValue("--" + name.replaceAll("_", "-")).trim() || light;
    return JSON.parse(JSON.stringify(figure), (_, value) => (typeof value === "string" && now[value]) || value);
  }

  function redraw(figure) { window.dash_clientside.set_props("chart", { figure: figure || dressed(view) }); }

  /* ---- stepping through the release days, without the server ---- */

  function asOf(log, day) {
    const points = [];
    for (let i = 0; i < log.shown[day]; i += 1) {
      let value = null, held = false;
      for (const [when, said] of log.told[i]) { if (when > day) break; value = said; held = true; }
      const first = log.told[i][0];
      points.push({ x: log.periods[i], value, held, earliest: held || !first ? null : first[1] });
    }
    for (const i of log.preliminary[day]) points[i].preliminary = points[i].value !== null;
    return points;
  }

  const valued = (point) => point && point.value !== null;

  const lonely = (points, i) => valued(points[i]) && !valued(points[i - 1]) && !valued(points[i + 1]);

  const traces = {
    settled(points) {
      return {
        x: points.map((p) => p.x),
        y: points.map((p, i) => (p.preliminary || lonely(points, i) ? null : p.value)),
      };
    },
    alone(points) {
      const dots = points.filter((p, i) => lonely(points, i) && !p.preliminary);
      return { x: dots.map((p) => p.x), y: dots.map((p) => p.value) };
    },
    preliminary(points) {
      const joined = points.filter((p, i) => p.preliminary || (points[i + 1] && points[i + 1].preliminary));
      return { x: joined.map((p) => p.x), y: joined.map((p) => p.value), size: joined.map((p) => (p.preliminary ? 7 : 0)) };
    },
    "not held"(points) {
      const absent = points.filter((p) => !p.held && p.earliest !== null);
      return { x: absent.map((p) => p.x), y: absent.map((p) => p.earliest) };
    },
    "no value"(points) {
      const empty = points.filter((p) => p.held && p.value === null);
      return { x: empty.map((p) => p.x), y: empty.map(() => 0) };
    },
    labels() { return { x: [], y: [] }; },
  };

  function stepped(day) {
    const points = asOf(view.log, day);
    const data = view.figure.data.map((trace) => {
      const own = traces[trace.name];
      if (!own) return trace;
      const { x, y, size } = own(points);
      return { ...trace, x, y, marker: size ? { ...trace.marker, size } : trace.marker };
    });
    const bare = { shapes: [], annotations: [] };
    const narrow = { ...view.narrow, layout: { ...view.narrow.layout, ...bare } };
    return dressed({ ...view, figure: { data, layout: { ...view.figure.layout, ...bare } }, narrow });
  }

  const scrub = find("scrub");
  let settling = 0;

  /* Put the slider where the chosen day is; the last release day stands for now. */
  function place() {
    const log = view.log, chosen = form.elements.as_of.value;
    const days = log ? log.days : [...form.elements.as_of.options].map((one) => one.value).filter(Boolean).reverse();
    scrub.max = Math.max(days.length - 1, 0);
    scrub.parentElement.hidden = days.length < 2;
    scrub.value = chosen ? Math.max(days.findLastIndex((day) => day <= chosen), 0) : days.length - 1;
    describe();
  }

  function describe() {
    const select = form.elements.as_of;
    scrub.setAttribute("aria-valuetext", select.options[select.selectedIndex].text);
    find("earlier").disabled = Number(scrub.value) === 0;
    find("later").disabled = scrub.value === scrub.max;
  }

  function step() {
    const select = form.elements.as_of, at = Number(scrub.value), last = at === Number(scrub.max);
    const days = [...select.options].map((one) => one.value).filter(Boolean).reverse();
    select.value = last ? "" : view.log ? view.log.days[at] : days[at];
    describe();
    document.body.classList.add("settling");
    if (view.log && !view.empty) redraw(stepped(at));
    clearTimeout(settling);
    settling = setTimeout(() => ask(query(), { keep: true }), 250);
  }

  /* ---- reading point by point ---- */

  const room = find("room");
  let at = { line: 0, point: -1 };

  /* What can be read, line by line: the traces of labels, with their places in the figure. */
  function lines() {
    return dressed(view).data.map((trace, curve) => ({ curve, said: trace.customdata || [], name: trace.name })).filter((one) => one.name === "labels" && one.said.length);
  }

  const plain = (html) => new DOMParser().parseFromString(html.replace(/<br>/g, ", "), "text/html").body.textContent;

  function read(line, point) {
    const listed = lines();
    if (!listed.length) return;
    line = Math.min(Math.max(line, 0), listed.length - 1);
    const { curve, said } = listed[line];
    at = { line, point: Math.min(Math.max(point, 0), said.length - 1) };
    find("reading").textContent = plain(said[at.point]);
    const plot = document.querySelector("#chart .js-plotly-plot");
    if (plot && window.Plotly) window.Plotly.Fx.hover(plot, [{ curveNumber: curve, pointNumber: at.point }]);
  }

  function unread() {
    const plot = document.querySelector("#chart .js-plotly-plot");
    if (plot && window.Plotly) window.Plotly.Fx.unhover(plot);
  }

  function toTable() {
    find("figures").open = true;
    find("table").focus({ preventScroll: true });
    find("figures").scrollIntoView();
  }

  /* The first key reads the newest figure; in a list of one line, up and down read it too. */
  function move(lineBy, pointBy) {
    const alone = lines().length < 2;
    if (at.point < 0) return read(at.line, last());
    return read(at.line + (alone ? 0 : lineBy), at.point + pointBy + (alone ? lineBy : 0));
  }

  const last = () => { const one = lines()[at.line]; return one ? one.said.length - 1 : 0; };
  const keys = {
    ArrowRight: () => move(0, 1),
    ArrowLeft: () => move(0, -1),
    ArrowDown: () => move(1, 0),
    ArrowUp: () => move(-1, 0),
    Home: () => read(at.line, 0),
    End: () => read(at.line, last()),
    Escape: unread,
    t: toTable,
    T: toTable,
  };

  /* Only a script reads the chart by keys: without one it is a picture with its words. */
  room.tabIndex = 0;
  const named = { role: "application", "aria-roledescription": room.dataset.kindOfThing, "aria-labelledby": "title", "aria-describedby": "alt how" };
  for (const [name, value] of Object.entries(named)) room.setAttribute(name, value);
  room.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  room.addEventListener("focusout", unread);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-table]")) { event.preventDefault(); toTable(); }
  });
  addEventListener("beforeprint", () => { find("figures").open = true; });

  /* ---- cards ---- */

  function openCard(card) {
    card.open = true;
    card.scrollIntoView({ block: "nearest" });
    card.querySelector("summary").focus({ preventScroll: true });
  }

  /* Bring the list to what was written of the months before the day chosen. */
  function turn() {
    const day = form.elements.as_of.value, list = find("notes");
    if (!day || !list || list.contains(document.activeElement)) return;
    const group = [...list.querySelectorAll("[data-first]")].filter((one) => one.dataset.first <= day).pop();
    if (group) list.scrollTop = group.offsetTop - list.offsetTop;
  }

  function openMark(number) {
    const group = find("mark-" + number);
    if (!group) return;
    for (const other of document.querySelectorAll(".groups > li.chosen")) other.classList.remove("chosen");
    group.classList.add("chosen");
    const list = find("notes");
    list.scrollTop = group.offsetTop - list.offsetTop;
    const cards = group.querySelectorAll("details");
    if (cards.length === 1) openCard(cards[0]); else cards[0].querySelector("summary").focus({ preventScroll: true });
    if (small.matches) group.scrollIntoView({ block: "start" });
  }

  /* ---- Plotly has drawn ---- */

  function marked(event) {
    const mark = event.points.find((point) => point.data.name === "notes");
    if (!mark) return null;
    const box = mark.yaxis, top = event.event.clientY - find("chart").getBoundingClientRect().top;
    return top <= box._offset + box._length + 8 ? mark : null;
  }

  function watch() {
    const plot = document.querySelector("#chart .js-plotly-plot");
    if (!plot || !plot._fullLayout) return requestAnimationFrame(watch);
    plot.on("plotly_click", (event) => { const mark = marked(event); if (mark) openMark(mark.customdata); });
    plot.on("plotly_hover", (event) => { plot.style.cursor = marked(event) ? "pointer" : ""; });
    find("room").classList.add("live");
    return null;
  }

  /* ---- wiring ---- */

  scrub.addEventListener("input", step);
  for (const [id, by] of [["earlier", -1], ["later", 1]]) {
    find(id).addEventListener("click", () => { scrub.value = Number(scrub.value) + by; step(); });
  }
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(query(), { keep: true }); });
  document.addEventListener("change", (event) => {
    if (event.target === scrub || !(event.target.form === form)) return;
    place();
    ask(query(), { keep: true, changed: event.target.name });
  });
  addEventListener("popstate", () => { address = location.pathname + location.search; fill(location.search); ask(location.search.slice(1), { keep: false }); });
  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const message = find("message");
      navigator.clipboard.writeText(new URL(copy.dataset.copy, location.href).href).then(() => { message.textContent = message.dataset.copied; });
    }
    const card = event.target.closest("[data-card]"), day = event.target.closest("[data-as-of]");
    if (card && find(card.dataset.card)) { event.preventDefault(); openCard(find(card.dataset.card)); }
    if (day && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const search = new URL(day.href).search;
      fill(search);
      ask(search.slice(1), { keep: true });
      find("title").scrollIntoView();
    }
  });
  small.addEventListener("change", () => redraw());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw());
  addEventListener("themechange", () => redraw());
  window.dash_clientside = Object.assign({}, window.dash_clientside, { page: { show, asOf, redraw: (change) => redraw(dressed(change(view))) } });
  fill(location.search);
  turn();
  const here = find("charts").querySelector("[aria-current]");
  if (here) here.parentElement.parentElement.scrollLeft = here.parentElement.offsetLeft - here.parentElement.parentElement.offsetLeft;
  const linked = location.hash && find(location.hash.slice(1));
  if (linked && linked.matches("details.card")) openCard(linked);
  requestAnimationFrame(watch);
})();
