/* A page that is a file: what serves files reads no options. Where the address names some, go to the file of that choice,
   which is named after them; where there is none, say that this page is the usual view. */

const PAGE = /\/?(?:index\.html)?$/;
const { pathname, search, hash } = location;

/* The name of an option's part of an address as `dashboard/bake/paths.py` writes it. */
const escaped = (text) =>
  encodeURIComponent(text).replace(/[.~!*'()]/g, (sign) => `~${sign.charCodeAt(0).toString(16).toUpperCase()}`);

async function goToChoice() {
  const options = [...new URLSearchParams(search)].map((option) => option.map(escaped).join("="));
  const file = `${pathname.replace(PAGE, "/")}${options.join("&").replaceAll("%2C", ",").replaceAll("%", "~")}/index.html`;
  const answer = await fetch(file, { method: "HEAD" });
  if (!answer.ok) throw new Error(file);
  location.replace(file + hash);
}

if (search) {
  goToChoice().catch(() => {
    document.getElementById("other-choice").hidden = false;
  });
}
