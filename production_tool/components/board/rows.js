// Draws the rows in view and their bars, in nodes that are used again.
import { changed, kind, named } from "./kind.js";
import { ANSWER, END, ID, LABEL, LANE, START, STATUS, midnight, tile, weekday } from "./row.js";
import { ROLES } from "./view.js";
import { both, describe, people, rank, ring, share } from "./words.js";

const OVER = 160, SLIM = 56, PADDING = 8, LEAST = 44, FULL = 0.95;
const showRows = kind(`<div role="row"><div class="pb-label" role="rowheader">
  <b></b><small></small><i class="pb-meter" aria-hidden="true"></i></div></div>`);
const showShades = kind(`<div aria-hidden="true"></div>`);
const showBars = kind(`<div role="gridcell"><i></i><span></span></div>`);

export function drawRows(b, y) {
  const over = b.fresh ? 0 : OVER, items = b.items.slice(b.find(y - over), b.find(y + b.tall + over) + 1);
  if (b.pinned) items.unshift(b.pinned);
  b.shown = showRows(b.body, new Map(items.map((item) => [item.key, item])), (node, item) => drawRow(b, node, item));
}

function drawRow(b, node, item) {
  if (node.seen !== b.seen || node.item !== item) fill(b, node, item);
  for (const bar of node.bars.values()) { // a long bar's text stays in view
    const inset = Math.max(0, Math.min(b.left - bar.left, bar.width - LEAST));
    if (bar.inset !== inset) bar.style.paddingLeft = `${PADDING + (bar.inset = inset)}px`;
  }
}

function fill(b, node, item) {
  const { row } = item, { from, to } = b.seen;
  const shades = off(b, item).filter((shade) => shade[2] > from && shade[1] < to);
  const bars = row ? row.bars.filter((bar) => bar[END] > from && bar[START] < to) : [];
  Object.assign(node, { seen: b.seen, item });
  drawLabel(b, node, item);
  showShades(node, new Map(shades.map((shade) => [shade, shade])), (n, [who, start, end, kind, label]) => {
    n.className = `pb-shade ${kind}`;
    n.textContent = who || !row ? label : ""; // a holiday is named once a group
    n.style.cssText = b.across(start, end);
  });
  node.bars = showBars(node, new Map(bars.map((bar) => [bar[ID], bar])), (n, bar) => drawBar(b, n, bar, row));
}

/** What shades a row, or is named over a group's. A holiday on a day off is shaded already. */
function off({ feed, scale }, { row }) {
  if (!row) return scale.stretch === "day" ? [] : feed.holidays;
  return [...row.shades, ...feed.closed.filter((shade) => row.hours[weekday(shade[1])]?.length)];
}

function drawLabel(b, node, item) {
  const { row, rows, key, y, h, index, share } = item, { free, words } = b.props;
  const pinned = item === b.pinned, roles = key === ROLES, open = rows ? !b.shut.has(item.group) : null;
  const dim = free?.rows && row && !roles && !free.rows.includes(row.id), on = b.cursor === key;
  const own = row && (pinned || row.week !== b.usual.week) ? picture(b, row) : "";
  if (!changed(node, key, y, h, index, pinned, dim, on, open, share?.tip, own)) return;
  const [label] = node.children, [name, small, meter] = label.children;
  node.className = `pb-row ${named({ "pb-group": rows, roles, pinned, dim })}`;
  Object.assign(node, { ariaRowIndex: index + 2, ariaLevel: row && !roles ? 2 : 1, ariaExpanded: open });
  node.style.cssText = `height:${h}px;background:${own};${pinned ? "" : `top:${y}px`}`;
  label.id = `pb-${key}`;
  label.classList.toggle("on", on);
  name.textContent = row ? row.name : item.group || words.nogroup;
  small.textContent = row ? row.title : both(people(b, rows), share?.said);
  meter.style.setProperty("--share", share?.part || 0);
  meter.classList.toggle("full", share?.part > FULL);
}

function drawBar(b, n, bar, row) {
  const { feed, glow } = b, id = bar[ID], holder = feed.holder(id), by = glow.get(id) || holder?.colour;
  const left = b.x(bar[START]) + 1, width = Math.max(3, b.x(bar[END]) - left - 1);
  const sel = b.props.selected === id, picked = b.picked.has(id), on = b.cursor === id, pending = feed.open.has(id);
  const marks = { sel, picked, on, pending, glow: glow.has(id), held: holder, slim: width < SLIM };
  marks.ring = ring(b, bar, row);
  marks[`asks-${bar[ANSWER]}`] = bar[ANSWER];
  const look = `pb-bar ${bar[STATUS]} ${named(marks)}`, { length } = bar[LABEL]; // which may come in whole later
  if (!changed(n, left, width, bar[LANE], look, by, holder?.name, length) && n.bar === bar) return;
  Object.assign(n, { id, bar, left, width, inset: 0, className: look });
  n.style.cssText = `transform:translate(${b.label + left}px,${b.lane(bar)}px);width:${width}px`;
  if (by) n.style.setProperty("--by", `var(--person-${by})`);
  n.dataset.holder = holder?.name || "";
  n.firstChild.textContent = rank(b, bar);
  n.lastChild.textContent = bar[LABEL];
  n.ariaLabel = describe(b, bar, row);
  n.ariaSelected = sel || picked;
}

/** The grid of somebody's week, as a background. */
export function picture(b, { week, hours }) {
  const left = b.label - weekday(b.origin) * b.cell;
  const paint = () => tile(b.cell, hours, b.tick, b.scale.hours, getComputedStyle(b.el));
  return (b.pictures[week] ||= `${paint()} ${left}px 0 var(--surface)`);
}

/** How full the people in view are, each and by group. */
export function drawShares(b) {
  for (const node of b.shown.values()) {
    node.item.share = shareOf(b, node.item);
    drawLabel(b, node, node.item);
  }
}

export const shareOf = (b, { row, rows = [row] }) =>
  share(b, rows, midnight(b.at(b.left + b.cell / 2)), b.scale.days);
