// Draws the two lines over the rows: stretches of time, and ticks.
import { Kind, changed, named } from "./kind.js";
import { DAY, day, iso, midnight, month, weekday } from "./row.js";
import { both } from "./words.js";

const ROOM_FOR_NAME = 26, ROOM_FOR_LONG_NAME = 56;

export class Head {
  constructor(board) {
    const top = new Kind(`<div class="pb-top"><span></span></div>`), tick = new Kind(`<div role="columnheader"></div>`);
    Object.assign(this, { board, top, tick });
  }

  draw() {
    const b = this.board, now = Math.floor(b.now / b.tick);
    const look = [b.tick, b.cell, b.origin, now, b.week, b.feed.closed].join();
    if (this.look === look && this.from === b.seen.from) return;
    Object.assign(this, { look, from: b.seen.from });
    this.drawStretches(b.seen);
    this.drawTicks(b.seen, b.tick);
  }

  drawStretches({ from, to }) {
    const b = this.board, days = b.scale.stretch === "day", begin = days ? midnight : month, stretches = new Map();
    for (let start = begin(from), end; start < to; start = end) {
      end = begin(start + (days ? 1 : 32) * DAY);
      stretches.set(start, end);
    }
    this.top.show(b.tops, stretches, (node, end, start) => {
      const holiday = days && this.holiday(start, end);
      if (this.place(node, start, end, holiday)) node.firstChild.textContent = both(b.words.text(start, b.scale.top), holiday);
    });
  }

  drawTicks({ from, to }, tick) {
    const b = this.board, ticks = new Map(), weeks = tick > DAY;
    for (let start = midnight(from) - weeks * weekday(from) * DAY; start < to; start += tick) ticks.set(start, start + tick);
    this.tick.show(b.days, ticks, (node, end, start) => this.drawTick(node, start, end));
  }

  drawTick(node, start, end) {
    const b = this.board, { words, scale, tick } = b, { formats } = words.all, holiday = this.holiday(start, end);
    const off = tick === DAY && !b.usual[weekday(start)]?.length, now = start <= b.now && b.now < end;
    const hours = tick < DAY, long = b.cell >= ROOM_FOR_LONG_NAME, room = tick === DAY && b.cell > ROOM_FOR_NAME;
    if (!this.place(node, start, end, off, now, holiday)) return;
    node.className = `pb-day ${named({ off, now, holiday: holiday && !hours, edge: tick !== DAY })}`;
    node.title = holiday;
    node.ariaLabel = both(words.text(start, hours ? formats.moment : formats.full), holiday);
    node.dataset.day = hours ? iso(start) : day(start);
    node.dataset.name = room ? words.text(start, scale.small.at(long ? 0 : -1)) : "";
    node.textContent = words.text(start, scale.bottom);
  }

  /** Ticks that are used again stand anywhere; whoever reads them aloud goes by their order. */
  rest() {
    const { days } = this.board, ticks = [...days.children], inOrder = ticks.toSorted((a, b) => (a.dataset.day < b.dataset.day ? -1 : 1));
    if (inOrder.some((tick, i) => tick !== ticks[i])) days.append(...inOrder);
  }

  /** Whether a node has to be written anew; then it stands in its place. */
  place(node, start, end, ...marks) {
    const { tick, cell, origin } = this.board, fresh = changed(node, start, end, tick, cell, origin, ...marks);
    if (fresh) node.style.cssText = this.board.across(start, end);
    return fresh;
  }

  holiday(start, end) {
    return this.board.feed.closed.filter((s) => s[1] < end && s[2] > start).map((s) => s[4]).join(", ");
  }
}
