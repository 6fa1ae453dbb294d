// Draws the two lines over the rows: stretches of time, and ticks.
import { changed, kind, named } from "./kind.js";
import { DAY, day, iso, midnight, month, weekday } from "./row.js";
import { both, text } from "./words.js";

const ROOM_FOR_NAME = 26, ROOM_FOR_LONG_NAME = 56;
const showStretches = kind(`<div class="pb-top"><span></span></div>`);
const showTicks = kind(`<div role="columnheader"></div>`);

export function drawHead(b) {
  const { seen: { from, to }, tick } = b, days = b.scale.stretch === "day", begin = days ? midnight : month;
  const stretches = new Map(), ticks = new Map();
  for (let start = begin(from), end; start < to; start = end) {
    end = begin(start + (days ? 1 : 32) * DAY);
    stretches.set(start, end);
  }
  const first = midnight(from), monday = first - weekday(first) * DAY;
  for (let start = tick > DAY ? monday : first; start < to; start += tick) ticks.set(start, start + tick);
  showStretches(b.tops, stretches, (node, end, start) => {
    const holiday = days && holidays(b, start, end);
    if (placed(b, node, start, end, holiday)) node.firstChild.textContent = both(text(b, start, b.scale.top), holiday);
  });
  showTicks(b.days, ticks, (node, end, start) => drawTick(b, node, start, end));
}

function drawTick(b, node, start, end) {
  const { scale, tick, cell } = b, { formats } = b.props.words, hours = tick < DAY, days = tick === DAY;
  const off = days && !b.usual.hours[weekday(start)]?.length, now = start <= b.now && b.now < end;
  const holiday = holidays(b, start, end), name = scale.small.at(cell < ROOM_FOR_LONG_NAME ? -1 : 0);
  if (!placed(b, node, start, end, off, now, holiday)) return;
  node.className = `pb-day ${named({ off, now, holiday: holiday && !hours, edge: !days })}`;
  node.title = holiday;
  node.ariaLabel = both(text(b, start, hours ? formats.moment : formats.full), holiday);
  node.dataset.day = hours ? iso(start) : day(start);
  node.dataset.name = days && cell > ROOM_FOR_NAME ? text(b, start, name) : "";
  node.textContent = text(b, start, scale.bottom);
}

/** Ticks that are used again stand anywhere; whoever reads them aloud goes by their order. */
export function orderTicks({ days }) {
  const ticks = [...days.children], inOrder = ticks.toSorted((a, b) => (a.dataset.day < b.dataset.day ? -1 : 1));
  if (inOrder.some((tick, i) => tick !== ticks[i])) days.append(...inOrder);
}

/** Whether a node has to be written anew; then it stands in its place. */
function placed(b, node, start, end, ...marks) {
  const fresh = changed(node, start, end, b.tick, b.cell, b.origin, ...marks);
  if (fresh) node.style.cssText = b.across(start, end);
  return fresh;
}

const holidays = ({ feed }, start, end) =>
  feed.closed.filter((s) => s[1] < end && s[2] > start).map((s) => s[4]).join(", ");
