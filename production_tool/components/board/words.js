// How the board speaks of moments, bars and people. The words themselves are told (rules.py).
import { ANSWER, DAY, END, ID, LABEL, RANK, START, STATUS, usage, worked } from "./row.js";

const formats = {}; // making one takes longer than drawing a row

export const fill = (text, value) => text.replace("{}", value);
export const both = (...parts) => parts.filter(Boolean).join(" · ");
const counted = (number, [one, several]) => fill(number === 1 ? one : several, number);
export const people = (b, rows) => counted(rows.length, b.props.words.count);
export const rank = (b, bar) => b.props.words.ranks[bar[RANK]] ?? `${bar[RANK]}.`;

export function text({ props: { locale } }, min, options) {
  const make = () => new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  return (formats[locale + JSON.stringify(options)] ||= make()).format(min * 6e4);
}

export function dates(b, start, end) {
  const { day, time } = b.props.words.formats, first = text(b, start, day), last = text(b, end - 1, day);
  const other = last !== first && last;
  if (start % DAY === 0 && end % DAY === 0) return other ? `${first} – ${other}` : first;
  return [first, text(b, start, time), "–", other, text(b, end, time)].filter(Boolean).join(" ");
}

/** What a stretch of time costs a person: working days, or hours where it is not whole days. */
export function effort({ props: { words } }, row, start, end) {
  if (!row.hours.length) return ""; // nobody's: the row of roles
  if (start % DAY || end % DAY) return counted(+(worked(row, start, end) / 60).toFixed(2), words.hours);
  let days = 0;
  for (let d = start; d < end; d += DAY) days += worked(row, d, d + DAY) > 0;
  return counted(days, words.days);
}

export function describe(b, bar, row) {
  const { words } = b.props, holder = b.feed.holder(bar[ID]), held = holder && fill(words.held, holder.name);
  const status = `${rank(b, bar)} ${words[bar[STATUS]]}`.trim(), answer = words.answers[bar[ANSWER]];
  bar.told ||= both(dates(b, bar[START], bar[END]), effort(b, row, bar[START], bar[END]));
  return both(bar[LABEL], status, answer, bar.told, ring(b, bar, row), held);
}

/** Why a bar has a red ring, or nothing. */
export function ring({ props: { refused, levels, words } }, bar, row) {
  const over = (shade) => words.clash[shade[3]] && shade[1] < bar[END] && shade[2] > bar[START];
  return refused?.[bar[ID]] || (levels[bar[STATUS]].booked && row.shades.some(over) ? words.leave : "");
}

/** The shares of the working time in view, of one person or of several together. */
export function share({ props: { levels, words } }, rows, from, days) {
  const sum = { work: 0, firm: 0, expected: 0, worst: 0 }, key = `${from} ${days}`;
  for (const row of rows) {
    if (row.usage?.key !== key) row.usage = { key, ...usage(row, from, from + days * DAY, levels) };
    for (const name in sum) sum[name] += row.usage[name];
  }
  const part = (name) => (sum.work ? sum[name] / sum.work : 0), full = (name) => Math.round(part(name) * 100);
  const tip = words.usage.replace(/\{(\w+)\}/g, (_, name) => full(name));
  return { part: part("expected"), said: fill(words.booked, full("expected")), tip };
}
