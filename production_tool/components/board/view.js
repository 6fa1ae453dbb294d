// Where things stand: time goes across, rows go down. The sheet is a few hundred screens wide.
import { ARTIST, DAY, END, LANE, START, midnight } from "./row.js";

export const BAR = 26, GAP = 4, PAD = 9, SHEET = 2e6, ROLES = "roles";
const GROUP = 28, LEAST = 22;

export class View {
  // --- across ---------------------------------------------------------------------------------
  x(min) { return ((min - this.origin) / DAY) * this.cell; }
  at(x) { return this.origin + (x / this.cell) * DAY; }
  across(from, to) { return `left:${this.x(from)}px;width:${this.x(to) - this.x(from)}px`; }
  centre() { return this.at(this.el.scrollLeft + this.wide / 2); }
  snap(min) { return Math.floor(min / this.scale.snap) * this.scale.snap; }

  measure(min = this.centre(), px) {
    this.label = this.corner.offsetWidth;
    this.wide = Math.max(60, this.el.clientWidth - this.label);
    this.tall = this.el.clientHeight;
    this.el.parentNode.style.cssText = `--wide: ${this.el.clientWidth}; --tall: ${this.tall}`; // all fits on paper
    this.cell = Math.max(3, Math.floor(this.wide / this.scale.days));
    this.tick = this.scale.ticks.find((tick) => (tick / DAY) * this.cell >= LEAST) || this.scale.ticks.at(-1);
    this.reach = Math.floor(SHEET / this.cell) * DAY;
    this.head.style.width = this.body.style.width = `${this.label + this.x(this.origin + 2 * this.reach)}px`;
    this.go(min, px, true);
  }

  /** Bring a moment to a place on the screen; far away, the sheet is laid anew around it. */
  go(min, px = this.wide / 2, anew = false) {
    if (anew || Math.abs(min - this.origin - this.reach) > this.reach * 0.9) this.origin = midnight(min) - this.reach;
    this.el.scrollLeft = Math.round(this.x(min) - px);
    this.clock();
    this.repaint();
  }

  setZoom(name, min, px) {
    const scale = this.props.zooms.find((zoom) => zoom.name === name);
    if (!scale || (scale.name === this.scale.name && min === undefined)) return;
    this.scale = scale;
    this.measure(min, px);
  }

  // --- down -----------------------------------------------------------------------------------
  top(item) { return item === this.pinned ? Math.max(0, this.el.scrollTop) : item.y; }
  lane(bar) { return PAD + (bar[LANE] || 0) * (BAR + GAP); }

  /** Rows are as high as what is in view asks. */
  high({ row }, from, to) {
    let top = 0;
    if (!row) return GROUP;
    for (const bar of row.bars) if (bar[LANE] > top && bar[END] > from && bar[START] < to) top = bar[LANE];
    return 2 * PAD + top * (BAR + GAP) + BAR;
  }

  /** Rows from top to bottom; the one on top stays where it is, and none grows under a hand that holds a bar. */
  stack(from, to, was) {
    const top = this.items[this.find(was)], into = was - top?.y, still = this.held?.lifted; // NaN at first
    let y = 0;
    for (const item of this.items) {
      Object.assign(item, { y, h: (still && item.h) || this.high(item, from, to) });
      y += item.h;
    }
    const [roles] = this.items;
    this.pinned = roles?.key === ROLES && roles.h < this.tall / 3 ? roles : null;
    this.body.style.height = `${y}px`;
    return Math.abs(top?.y + into - was) > 1 ? (this.el.scrollTop = top.y + into) : was;
  }

  /** The place in the list of the row that lies there. */
  find(y) { return Math.max(0, this.items.findLastIndex((item) => (item.y || 0) <= y)); }

  // --- where the keys are -----------------------------------------------------------------------
  get bar() { return this.feed.bars.get(this.cursor); }
  get item() { return this.itemOf(this.bar?.[ARTIST] ?? this.cursor); }
  itemOf(key) { return this.items.find((item) => item.key === key); }
}
