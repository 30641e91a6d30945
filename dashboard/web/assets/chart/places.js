/* Choosing a place by typing its name. The browser's own list of names helps; only a whole name chooses, when the
   reader presses Enter, picks it from the list or leaves the field: of half a name nothing follows. */

const find = (id) => document.getElementById(id);

/* A name as it is compared: without accents and capitals, spaces trimmed. */
export const folded = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();

/* The code of the place whose name, or code, was typed; `names` are pairs of a name and a code. */
export function placeOf(names, typed) {
  const wanted = folded(typed);
  const entry = names.find(([name, code]) => folded(name) === wanted || code.toLowerCase() === wanted);
  return entry ? entry[1] : null;
}

export function enablePlaceFinder(form) {
  const field = find("find-place");
  if (!field) return;
  field.disabled = false;
  const names = [...field.list.options].map(({ value, dataset }) => [value, dataset.code]);

  function choose() {
    const typed = field.value;
    find("find-place-status").textContent = "";
    if (!typed.trim()) return;
    const code = placeOf(names, typed);
    find("find-place-status").textContent = code ? chooseInForm(code) : field.dataset.unknown;
    if (code) field.value = "";
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
    choose();
  });
  /* Enter would also send the form. */
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    choose();
  });
}
