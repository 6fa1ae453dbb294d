// What an artist's row shows: its days off, its lanes, and how full it is.
import { DAY, END, LANE, PLACE, START, STATUS, midnight } from "./feed.js";

const ORDER = { confirmed: 0, pencil: 1, hold: 2 };
export const weekday = (min) => (Math.floor(min / DAY) + 3) % 7; // 1970 began on a Thursday; Monday is 0

/** The first free lane in queue order: firm bookings lie on top, later holds below. */
export function pack(row) {
  const lanes = [];
  row.bars.sort((a, b) => ORDER[a[STATUS]] - ORDER[b[STATUS]] || (a[PLACE] || 0) - (b[PLACE] || 0));
  for (const bar of row.bars) {
    let lane = 0;
    while (lanes[lane]?.some((o) => o[START] < bar[END] && bar[START] < o[END])) lane++;
    (lanes[lane] ||= []).push(bar);
    bar[LANE] = lane;
  }
  row.packed = true;
}

export function workdays(row, start, end) {
  let n = 0;
  for (let d = midnight(start); d < end; d += DAY) n += !row.off.has(weekday(d));
  return n;
}

/** The part of the working days from a midnight on that is confirmed or pencilled, 0 to 1. */
export function share(row, from, count) {
  const days = new Uint8Array(count);
  const mark = (start, end, value) => {
    const last = Math.min(end, from + count * DAY);
    for (let d = Math.max(from, midnight(start)); d < last; d += DAY) days[(d - from) / DAY] = value;
  };
  for (const b of row.bars) if (b[STATUS] !== "hold" && b[END] > from) mark(b[START], b[END], 1);
  for (const s of row.shades.values()) if (s[2] > from) mark(s[1], s[2], 2);
  let work = 0, busy = 0;
  days.forEach((value, i) => {
    if (value === 2 || row.off.has(weekday(from + i * DAY))) return;
    work++;
    busy += value;
  });
  return work ? busy / work : 0;
}

/** The mean of that over rows. */
export function booked(rows, from, count) {
  let sum = 0;
  for (const row of rows) sum += share(row, from, count);
  return rows.length ? sum / rows.length : 0;
}

/** Grid lines and days off as one picture to repeat; a gradient a row costs long frames. */
export function tile(cell, off, css) {
  const rect = (day, width, name, more = "") =>
    `<rect x="${day * cell}" width="${width}" height="64" fill="${css.getPropertyValue(name).trim()}"${more}/>`;
  let svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${7 * cell}" height="64">`;
  for (const day of off) svg += rect(day, cell, "--pb-off");
  for (let day = 0; day < 7; day += cell < 12 ? 7 : 1) svg += rect(day, 1, "--pb-line", ' opacity=".55"');
  return `url("data:image/svg+xml,${encodeURIComponent(`${svg}</svg>`)}")`;
}
