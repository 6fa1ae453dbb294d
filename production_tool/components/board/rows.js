// Draws the rows in view and their bars, in nodes that are used again.
import { Kind, changed, named } from "./kind.js";
import { ANSWER, END, ID, LABEL, LANE, START, STATUS, midnight, tile, weekday } from "./row.js";
import { ROLES } from "./view.js";

const OVER = 160, SLIM = 56, PADDING = 8, LEAST = 44, FULL = 0.95;
const LABEL_OF_ROW = `<div class="pb-label" role="rowheader"><b></b><small></small><i class="pb-meter" aria-hidden="true"></i></div>`;

export class Rows {
  constructor(board) {
    const row = new Kind(`<div role="row">${LABEL_OF_ROW}</div>`), bar = new Kind(`<div role="gridcell"><i></i><span></span></div>`);
    Object.assign(this, { board, row, bar, shade: new Kind(`<div aria-hidden="true"></div>`) });
  }

  draw(y) {
    const b = this.board, over = b.fresh ? 0 : OVER, items = b.items.slice(b.find(y - over), b.find(y + b.tall + over) + 1);
    if (b.pinned) items.unshift(b.pinned);
    this.row.show(b.body, new Map(items.map((item) => [item.key, item])), (node, item) => this.drawRow(node, item));
  }

  drawRow(node, item) {
    const { seen, left } = this.board;
    if (node.seen !== seen || node.item !== item || item.row?.touched) this.fill(node, item);
    else if (node.y !== item.y) this.drawLabel(node, item);
    node.y = item.y;
    for (const bar of this.bar.of(node).values()) { // a long bar's text stays in view
      const inset = Math.max(0, Math.min(left - bar.left, bar.width - LEAST));
      if (bar.inset !== inset) bar.style.paddingLeft = `${PADDING + (bar.inset = inset)}px`;
    }
  }

  fill(node, item) {
    const b = this.board, { row } = item, { from, to } = b.seen;
    const shades = this.off(item).filter((shade) => shade[2] > from && shade[1] < to);
    const bars = row ? row.bars.filter((bar) => bar[END] > from && bar[START] < to) : [];
    Object.assign(node, { seen: b.seen, item });
    if (row) row.touched = false;
    this.drawLabel(node, item);
    this.shade.show(node, new Map(shades.map((shade) => [shade, shade])), (n, [who, start, end, kind, label]) => {
      n.className = `pb-shade ${kind}`;
      n.textContent = who || !row ? label : ""; // a holiday is named once a group
      n.style.cssText = b.across(start, end);
    });
    this.bar.show(node, new Map(bars.map((bar) => [bar[ID], bar])), (n, bar) => this.drawBar(n, bar, row));
  }

  /** What shades a row, or is named over a group's. A holiday on a day off is shaded already. */
  off({ row }) {
    const { feed, scale } = this.board;
    if (!row) return scale.stretch === "day" ? [] : feed.holidays;
    return [...row.shades, ...feed.closed.filter((shade) => row.hours[weekday(shade[1])]?.length)];
  }

  drawLabel(node, item) {
    const b = this.board, { row, rows, key, y, h, index, share } = item, { free, words } = b.props;
    const pinned = item === b.pinned, roles = key === ROLES, open = rows ? !b.shut.has(item.group) : null;
    const dim = free?.rows && row && !roles && !free.rows.includes(row.id), on = b.cursor === key;
    const own = row && (pinned || row.week !== b.week) ? this.picture(row.week) : "";
    if (!changed(node, key, y, h, index, pinned, dim, on, open, share?.said, own)) return;
    const [label] = node.children, [name, small] = label.children;
    node.className = `pb-row ${named({ "pb-group": rows, roles, pinned, dim })}`;
    Object.assign(node, { ariaRowIndex: index + 2, ariaLevel: row && !roles ? 2 : 1, ariaExpanded: open });
    node.style.cssText = `height:${h}px;background:${own};${pinned ? "" : `top:${y}px`}`;
    label.id = `pb-${key}`;
    label.classList.toggle("on", on);
    name.textContent = row ? row.name : item.group || words.nogroup;
    small.textContent = row ? row.title : b.words.people(rows);
    this.drawShare(node);
  }

  drawBar(n, bar, row) {
    const b = this.board, { feed, words, glow } = b, id = bar[ID], holder = feed.holder(id);
    const left = b.x(bar[START]) + 1, width = Math.max(3, b.x(bar[END]) - left - 1), by = glow.get(id) || holder?.colour;
    const sel = b.props.selected === id, picked = b.picked.has(id), on = b.cursor === id, pending = feed.open.has(id);
    const marks = { sel, picked, on, pending, glow: glow.has(id), held: holder, slim: width < SLIM, ring: words.ring(bar, row) };
    marks[`asks-${bar[ANSWER]}`] = bar[ANSWER];
    const look = `pb-bar ${bar[STATUS]} ${named(marks)}`, { length } = bar[LABEL]; // which may come in whole later
    if (!changed(n, left, width, bar[LANE], look, by, holder?.name, length) && n.bar === bar) return;
    Object.assign(n, { id, bar, left, width, inset: 0, className: look });
    n.style.cssText = `transform:translate(${b.label + left}px,${b.lane(bar)}px);width:${width}px`;
    if (by) n.style.setProperty("--by", `var(--person-${by})`);
    n.dataset.holder = holder?.name || "";
    n.firstChild.textContent = words.rank(bar);
    n.lastChild.textContent = bar[LABEL];
    n.ariaLabel = words.describe(bar, row);
    n.ariaSelected = sel || picked;
  }

  /** The grid of somebody's week, as a background. */
  picture(week) {
    const b = this.board, left = b.label - weekday(b.origin) * b.cell;
    const paint = () => tile(b.cell, JSON.parse(week), b.tick, b.scale.hours, getComputedStyle(b.el));
    return (this.pictures[week] ||= `${paint()} ${left}px 0 var(--surface)`);
  }

  // --- how full people are --------------------------------------------------------------------
  drawShares() {
    for (const node of this.row.of(this.board.body).values()) {
      this.share(node.item);
      this.drawShare(node);
    }
  }

  share(item) {
    const b = this.board, from = midnight(b.at(b.left + b.cell / 2));
    return (item.share = b.words.share(item.rows || [item.row], from, b.scale.days));
  }

  drawShare({ item: { rows, share }, firstChild: { children: [, small, meter] } }) {
    meter.style.setProperty("--share", share?.part || 0);
    meter.classList.toggle("full", share?.part > FULL);
    if (rows && share) small.textContent = `${this.board.words.people(rows)} · ${share.said}`;
  }
}
