// Sums about time and rows. Every time is whole minutes of the studio's wall time since 1970, so a
// day always has 1440. A bar is an array, as it came over the wire; the last place is filled here.
export const DAY = 1440;
export const [ID, ARTIST, START, END, STATUS, RANK, LABEL, VERSION, EXPIRES, COLOUR, PROJECT, PLACE, LANE] =
  Array(13).keys();
export const midnight = (min) => Math.floor(min / DAY) * DAY;
export const weekday = (min) => (Math.floor(min / DAY) + 3) % 7; // 1970 began on a Thursday; Monday is 0
export const iso = (min) => new Date(min * 6e4).toISOString().slice(0, 16);
export const day = (min) => iso(min).slice(0, 10);
export const minutes = (text) => Date.parse(`${text.slice(0, 10)}T${text.slice(11, 16) || "00:00"}Z`) / 6e4;
const common = (a, b, c, d) => Math.max(0, Math.min(b, d) - Math.max(a, c));

/** The first free lane, firmer bars on top and then in queue order. */
export function pack(row, levels) {
  const lanes = [], order = (bar) => levels[bar[STATUS]].order;
  row.bars.sort((a, b) => order(a) - order(b) || (a[PLACE] || 0) - (b[PLACE] || 0));
  for (const bar of row.bars) {
    let lane = 0;
    while (lanes[lane]?.some((o) => o[START] < bar[END] && bar[START] < o[END])) lane++;
    (lanes[lane] ||= []).push(bar);
    bar[LANE] = lane;
  }
  row.packed = true;
}

/** Working minutes from one moment to another: the week's pattern, less leave, and extra hours. */
export function worked(row, from, to) {
  let sum = 0;
  const shades = [...row.shades.values()].filter((s) => s[1] < to && s[2] > from);
  for (let d = midnight(from); d < to; d += DAY) {
    for (const [open, shut] of row.hours[weekday(d)] || []) {
      const start = Math.max(from, d + open), end = Math.min(to, d + shut);
      const off = shades.map((s) => (s[3] === "extra" ? 0 : common(start, end, s[1], s[2])));
      if (end > start) sum += Math.max(0, end - start - off.reduce((a, b) => a + b, 0));
    }
  }
  for (const s of shades) if (s[3] === "extra") sum += common(from, to, s[1], s[2]);
  return sum;
}

/** How many working minutes there are, and how many of them each kind of share takes. */
export function usage(row, from, to, levels) {
  const sum = { work: worked(row, from, to), firm: 0, expected: 0, worst: 0 }, until = {};
  for (const bar of [...row.bars].sort((a, b) => a[START] - b[START])) {
    for (const share of levels[bar[STATUS]].counts) {
      const start = Math.max(from, bar[START], until[share] || 0), end = Math.min(to, bar[END]);
      if (end > start) sum[share] += worked(row, start, (until[share] = end));
    }
  }
  return sum;
}

/** Grid lines and time off as one picture of a week to repeat; a gradient a row costs long frames. */
export function tile(cell, hours, tick, fine, css) {
  const rect = (min, wide, name, more = "") =>
    `<rect x="${(min / DAY) * cell}" width="${wide}" height="64" fill="${css.getPropertyValue(name).trim()}"${more}/>`;
  let svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${7 * cell}" height="64">`;
  hours.forEach((spans, d) => {
    let at = 0;
    for (const [open, shut] of fine || !spans.length ? [...spans, [DAY, DAY]] : []) {
      if (open > at) svg += rect(d * DAY + at, ((open - at) / DAY) * cell, "--pb-off");
      at = shut;
    }
  });
  for (let min = 0; min < 7 * DAY; min += tick) svg += rect(min, 1, "--pb-line", ' opacity=".55"');
  return `url("data:image/svg+xml,${encodeURIComponent(`${svg}</svg>`)}")`;
}
