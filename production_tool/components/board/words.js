// How the board speaks of moments, bars and people. The words themselves are told (rules.py).
import { ANSWER, DAY, END, ID, LABEL, RANK, START, STATUS, usage, worked } from "./row.js";

export const fill = (text, value) => text.replace("{}", value);
export const both = (...parts) => parts.filter(Boolean).join(" · ");

export class Words {
  constructor(board) { Object.assign(this, { board, kept: {}, told: new WeakMap() }); }
  get all() { return this.board.props.words; }

  text(min, options) { // making a formatter takes longer than drawing a row, so each is kept
    const make = () => new Intl.DateTimeFormat(this.board.props.locale, { ...options, timeZone: "UTC" });
    return (this.kept[JSON.stringify(options)] ||= make()).format(min * 6e4);
  }

  dates(start, end) {
    const { day, time } = this.all.formats, whole = start % DAY === 0 && end % DAY === 0;
    const hour = (min) => (whole ? "" : ` ${this.text(min, time)}`);
    const first = this.text(start, day), last = this.text(end - 1, day);
    if (first === last) return `${first}${hour(start)}${whole ? "" : ` –${hour(end)}`}`;
    return `${first}${hour(start)} – ${last}${hour(end)}`;
  }

  /** What a stretch of time costs a person: working days, or hours where it is not whole days. */
  effort(row, start, end) {
    if (!row.hours.length) return ""; // nobody's: the row of roles
    if (start % DAY || end % DAY) return this.count(+(worked(row, start, end) / 60).toFixed(2), this.all.hours);
    let days = 0;
    for (let d = start; d < end; d += DAY) days += worked(row, d, d + DAY) > 0;
    return this.count(days, this.all.days);
  }

  rank(bar) { return this.all.ranks[bar[RANK]] ?? `${bar[RANK]}.`; }

  describe(bar, row) {
    const holder = this.board.feed.holder(bar[ID]), status = `${this.rank(bar)} ${this.all[bar[STATUS]]}`.trim();
    if (!this.told.has(bar)) this.told.set(bar, both(this.dates(bar[START], bar[END]), this.effort(row, bar[START], bar[END])));
    return both(bar[LABEL], status, this.all.answers[bar[ANSWER]], this.told.get(bar), this.ring(bar, row), holder && fill(this.all.held, holder.name));
  }

  /** Why a bar has a red ring, or nothing. */
  ring(bar, row) {
    const { props } = this.board, over = (s) => this.all.clash[s[3]] && s[1] < bar[END] && s[2] > bar[START];
    if (props.refused?.[bar[ID]]) return props.refused[bar[ID]];
    return props.levels[bar[STATUS]].booked && row.shades.some(over) ? this.all.leave : "";
  }

  count(number, [one, several]) { return fill(number === 1 ? one : several, number); }
  people(rows) { return this.count(rows.length, this.all.count); }

  /** The shares of the working time in view, of one person or of several together. */
  share(rows, from, days) {
    const sum = { work: 0, firm: 0, expected: 0, worst: 0 }, key = `${from} ${days}`;
    for (const row of rows) {
      if (row.usage?.key !== key) row.usage = { key, ...usage(row, from, from + days * DAY, this.board.props.levels) };
      for (const name in sum) sum[name] += row.usage[name];
    }
    const part = (name) => (sum.work ? sum[name] / sum.work : 0), full = (name) => Math.round(part(name) * 100);
    const tip = this.all.usage.replace(/\{(\w+)\}/g, (_, name) => full(name));
    return { part: part("expected"), said: fill(this.all.booked, full("expected")), tip };
  }
}
