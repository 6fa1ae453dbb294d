// Sums about time and rows. Every time is whole minutes of the studio's wall time since 1970, so a
// day always has 1440. A bar is an array, as it came over the wire.
export const DAY = 1440;
export const [ID, ARTIST, START, END, STATUS, RANK, LABEL, VERSION, EXPIRES, COLOUR, PROJECT, LANE, ANSWER] =
  Array(13).keys();
export const midnight = (min) => Math.floor(min / DAY) * DAY;
export const month = (min) => minutes(`${day(min).slice(0, 8)}01`);
export const weekday = (min) => (Math.floor(min / DAY) + 3) % 7; // 1970 began on a Thursday; Monday is 0
export const iso = (min) => new Date(min * 6e4).toISOString().slice(0, 16);
export const day = (min) => iso(min).slice(0, 10);
export const minutes = (text) => Date.parse(`${text.slice(0, 10)}T${text.slice(11, 16) || "00:00"}Z`) / 6e4;

/** What a bar asks for, in the words of events.py. */
export const wish = (bar) => ({
  bookingId: bar[ID], artistId: bar[ARTIST], start: iso(bar[START]), end: iso(bar[END]), version: bar[VERSION],
});

/** Working minutes of a week's pattern from one moment to another. */
function planned(hours, from, to) {
  let sum = 0;
  for (let day = midnight(from); day < to; day += DAY) {
    for (const [open, shut] of hours[weekday(day)] || []) {
      sum += Math.max(0, Math.min(to, day + shut) - Math.max(from, day + open));
    }
  }
  return sum;
}

/** The same for a person: the week's, but for the times when it does not hold. */
export function worked({ hours, exceptions }, from, to) {
  let sum = planned(hours, from, to);
  for (const [first, last, all] of exceptions) {
    const start = Math.max(first, from), end = Math.min(last, to);
    if (start < end) sum += (all ? end - start : 0) - planned(hours, start, end);
  }
  return sum;
}

/** How many working minutes there are, and how many of them each kind of share takes. */
export function usage(row, from, to, levels) {
  const sum = { work: worked(row, from, to), firm: 0, expected: 0, worst: 0 }, taken = {};
  const bars = row.bars.filter((bar) => bar[END] > from && bar[START] < to).sort((a, b) => a[START] - b[START]);
  for (const bar of bars) {
    for (const share of levels[bar[STATUS]].counts) {
      const start = Math.max(from, bar[START], taken[share] || 0), end = Math.min(to, bar[END]);
      if (end > start) sum[share] += worked(row, start, (taken[share] = end));
    }
  }
  return sum;
}

/** Grid lines and time off as one picture of a week to repeat; a gradient a row costs long frames. */
export function tile(cell, hours, tick, fine, css) {
  const sheet = document.createElement("canvas"), pen = sheet.getContext("2d");
  const across = (min) => (min / DAY) * cell, tone = (name) => css.getPropertyValue(name).trim();
  Object.assign(sheet, { width: 7 * cell, height: 8 });
  pen.fillStyle = tone("--pb-off");
  hours.forEach((spans, d) => {
    if (spans.length && !fine) return;
    pen.fillRect(across(d * DAY), 0, cell, 8);
    for (const [open, shut] of spans) pen.clearRect(across(d * DAY + open), 0, across(shut - open), 8);
  });
  pen.fillStyle = tone("--pb-line");
  pen.globalAlpha = 0.55;
  for (let min = 0; min < 7 * DAY; min += tick) pen.fillRect(across(min), 0, 1, 8);
  return `url(${sheet.toDataURL()})`;
}
