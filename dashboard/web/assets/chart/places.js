/* Choosing a place by typing its name. The browser's own list of names helps. A whole name or code chooses when the
   reader presses Enter, picks it from the list or leaves the field; with Enter the beginning of one place's name does. */

/* Places that are named where several begin as was typed. */
const MAX_NAMED = 5;

const find = (id) => document.getElementById(id);

/* A name as it is compared: without accents and capitals, spaces trimmed. */
export const folded = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();

/* The code of the place whose name, or code, was typed; `names` are pairs of a name and a code. */
export function placeOf(names, typed) {
  const wanted = folded(typed);
  const entry = names.find(([name, code]) => folded(name) === wanted || code.toLowerCase() === wanted);
  return entry ? entry[1] : null;
}

/* The places with a word in their name that begins as was typed, or with that as the end of their code: pairs of name
   and code, a place once. A name that begins so itself goes before those that have another word that does. */
export function placesBeginning(names, typed) {
  const wanted = folded(typed);
  const once = (found) => [...new Map(found.map(([name, code]) => [code, [name, code]])).values()];
  const abbreviated = names.filter(([, code]) => code.toLowerCase().endsWith(`-${wanted}`));
  if (abbreviated.length) return once(abbreviated);
  const first = once(names.filter(([name]) => folded(name).startsWith(wanted)));
  return first.length ? first : once(names.filter(([name]) => folded(name).includes(` ${wanted}`)));
}

/* The code of the place that was typed, null where there is none or several; `near` are the names that begin so. */
export function readPlace(names, typed, isWhole) {
  const code = placeOf(names, typed);
  const near = code || isWhole ? [] : placesBeginning(names, typed);
  return { code: code ?? (near.length === 1 ? near[0][1] : null), near: near.map(([name]) => name) };
}

export function enablePlaceFinder(form) {
  const field = find("find-place");
  if (!field) return;
  field.disabled = false;
  const names = [...field.list.options].map(({ value, dataset }) => [value, dataset.code]);

  function choose(isWhole) {
    const typed = field.value;
    find("find-place-status").textContent = "";
    if (!typed.trim()) return;
    const { code, near } = readPlace(names, typed, isWhole);
    find("find-place-status").textContent = code ? chooseInForm(code) : unknown(near);
    if (code) field.value = "";
  }

  function unknown(near) {
    const named = near.slice(0, MAX_NAMED).join(", ") + (near.length > MAX_NAMED ? " …" : "");
    return near.length ? field.dataset.several.replace("{names}", named) : field.dataset.unknown;
  }

  /* Choose it as the list of places does; what is to be said when that list does not offer it. */
  function chooseInForm(code) {
    const select = form.querySelector("select[name=places]");
    if (select?.value === code || form.querySelector(`input[name=places][value="${code}"]`))
      return field.dataset.chosen;
    const option = select && [...select.options].find(({ value }) => value === code);
    if (!option) return field.dataset.full;
    select.value = code;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    return "";
  }

  field.addEventListener("change", (event) => {
    event.stopPropagation();
    choose("whole");
  });
  /* Enter would also send the form. */
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    choose();
  });
}
