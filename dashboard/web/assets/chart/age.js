/* How old the newest release is, by the reader's clock: the page itself is the same on every day. */

const MS_PER_DAY = 864e5;
const MAX_DAYS = 59;
const MAX_MONTHS = 23;
const OLD_AFTER_GAPS = 2;

/* The age of a day such as "2025-09-17" on another one in words ("14 months ago"), and whether that is more than two
   usual gaps between releases. Without words where the clock stands before it. `gap` is in days, or 0. */
export function ageWords(newest, today, gap, locale) {
  const days = (Date.parse(today) - Date.parse(newest)) / MS_PER_DAY;
  if (!(days >= 0)) return { words: "", isOld: false };
  const isOld = gap > 0 && days > OLD_AFTER_GAPS * gap;
  const months = fullMonths(newest, today);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  if (days <= MAX_DAYS) return { words: format.format(-days, "day"), isOld };
  if (months <= MAX_MONTHS) return { words: format.format(-months, "month"), isOld };
  return { words: format.format(-Math.floor(months / 12), "year"), isOld };
}

function fullMonths(from, to) {
  const [year, month, day] = from.split("-").map(Number);
  const [lastYear, lastMonth, lastDay] = to.split("-").map(Number);
  return 12 * (lastYear - year) + lastMonth - month - (lastDay < day ? 1 : 0);
}

/* The day of the reader's clock as "2026-11-29", in the reader's time zone. */
function today() {
  const now = new Date();
  const twoDigits = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}

/* Write the ages into the page, and show how often releases come where the newest is old. */
export function showAges() {
  for (const line of document.querySelectorAll(".age [data-newest], #print [data-newest]")) {
    const { newest, gap } = line.dataset;
    const { words, isOld } = ageWords(newest, today(), Number(gap || 0), document.documentElement.lang);
    const ago = line.querySelector(".ago");
    ago.lastElementChild.textContent = words;
    ago.hidden = !words;
    line.classList.toggle("is-old", isOld);
    const newer = line.querySelector(".newer");
    if (newer) newer.hidden = !isOld;
  }
}
