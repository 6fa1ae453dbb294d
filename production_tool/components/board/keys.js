// What keys and the page's buttons ask of the board. Which key asks for what is told (rules.py);
// here are the verbs.
import { drop } from "./hands.js";
import { ARTIST, DAY, END, ID, LANE, START, STATUS, VERSION, iso, midnight, wish } from "./row.js";
import { ROLES } from "./view.js";
import { dates, fill } from "./words.js";

const TYPING = "input,textarea,select,[contenteditable],[role=menu],[role=dialog]:not([data-panel])";
const seen = (bar) => ({ bookingId: bar[ID], version: bar[VERSION] });
const name = ({ key, ctrlKey, metaKey, altKey, shiftKey }) => {
  const shift = shiftKey && !/^[^a-z ]$/i.test(key) && "shift", plain = key.length > 1 ? key : key.toLowerCase();
  return [(ctrlKey || metaKey) && "ctrl", altKey && "alt", shift, plain].filter(Boolean).join("+");
};

export function watchKeys(b) {
  b.on(document, "keydown", (e) => press(b, e));
  b.on(document, "click", (e) => run(b, e.target.closest?.("[data-board]")?.dataset.board || ""));
}

function press(b, e) {
  const { board, page } = b.props.keys, pressed = name(e);
  if (e.defaultPrevented || e.target.closest?.(TYPING)) return;
  const what = (document.activeElement === b.el && board[pressed]) || page[pressed];
  if (what && run(b, what) !== false) e.preventDefault();
}

/** Do what a key or a button says: "verb:detail". */
function run(b, what) {
  const [verb, ...details] = what.split(":");
  return VERBS[verb]?.(b, ...details);
}

// --- what is meant --------------------------------------------------------------------------
export const level = (b, bar) => b.props.levels[bar[STATUS]];

/** The bars that were picked, or the one where the focus is. */
export function chosen(b) {
  const one = document.activeElement === b.el && b.bar ? b.cursor : b.props.selected;
  const bars = [...(b.picked.size ? b.picked : [one])].map((id) => b.feed.bars.get(id));
  return bars.filter((bar) => bar && level(b, bar).moves);
}

export const placed = (bar, artist, start, end) =>
  Object.assign([...bar], { [ARTIST]: artist, [START]: start, [END]: end });

/** Bars moved in time and by as many rows as from one to another; who would fall off stays. */
export function moved(b, bars, by, from, to) {
  const { places } = b, down = places.indexOf(to) - places.indexOf(from);
  return bars.map((bar) => {
    const at = places.indexOf(bar[ARTIST]), row = at >= 0 && places[at + down];
    const takes = row && (row !== ROLES || level(b, bar).waits);
    return placed(bar, takes ? row : bar[ARTIST], bar[START] + by, bar[END] + by);
  });
}

/** The next free moment a key means: after the bar, where one clicked, today, or the middle. */
function moment(b) {
  const today = b.snap(b.now), { bar, scale: { snap } } = b;
  if (bar) return Math.ceil(bar[END] / snap) * snap;
  const shown = b.at(b.el.scrollLeft) <= today && today < b.at(b.el.scrollLeft + b.wide);
  return b.spot ?? (shown ? today : b.snap(b.centre()));
}

// --- what is done ---------------------------------------------------------------------------
export function point(b, cursor) {
  b.cursor = cursor;
  b.layout();
  b.point();
}

export function open(b) {
  const { bar, item } = b;
  if (bar && !level(b, bar).moves) book(b, bar);
  else if (bar) b.props.onSelect?.(bar[ID]);
  else if (item?.rows) {
    if (!b.shut.delete(item.group)) b.shut.add(item.group);
    b.flatten();
  }
}

export function pick(b) {
  const { bar, props: { selected } } = b;
  if (!bar || !level(b, bar).moves) return;
  if (!b.picked.size && b.feed.bars.has(selected)) b.picked.add(selected);
  if (bar[ID] !== selected && !b.picked.delete(bar[ID])) b.picked.add(bar[ID]);
  count(b);
}

export function count(b) {
  b.layout();
  b.tell(fill(b.props.words.picked, b.picked.size));
}

export function leave(b) {
  const refusal = document.querySelector("[data-board-away]");
  if (b.held) drop(b);
  else if (refusal) refusal.click();
  else if (b.picked.size) b.picked.clear() || b.layout();
  else if (b.props.selected) b.props.onSelect?.("");
  else return false;
  if (document.activeElement.closest("[data-panel]")) b.el.focus({ preventScroll: true });
}

export function book(b, [, artistId, start, end]) {
  b.props.onCreate?.({ artistId, start: iso(start), end: iso(end) });
}

export function repeat(b, copies) { b.props.onChange?.({ kind: "copy", items: copies.map(wish) }); }

export function ask(b, bar, item, start, { clientX, clientY }) {
  const id = bar?.[ID] || "", at = { artistId: item.key, start: iso(b.snap(start)) };
  if (!item.row) return;
  if (!b.picked.has(id)) b.picked.clear();
  point(b, id || item.key);
  const items = b.picked.has(id) ? chosen(b).map(seen) : [];
  b.props.onMenu?.({ bookingId: id, ...at, x: Math.round(clientX), y: Math.round(clientY), items });
}

export function zoom(b, to) {
  const names = b.props.zooms.map((zoom) => zoom.name), step = { in: -1, out: 1 }[to];
  const px = step && b.over ? b.over.clientX - b.el.getBoundingClientRect().left - b.label : 0;
  const there = px > 0 ? [b.at(b.el.scrollLeft + px), px] : []; // the date under the pointer stays there
  b.setZoom(step ? names[names.indexOf(b.scale.name) + step] : to, ...there);
}

function change(b, nexts) {
  const [first] = nexts;
  if (!b.may) return;
  b.feed.change(nexts);
  show(b, first);
  b.tell(`${b.item?.row?.name} · ${dates(b, first[START], first[END])}`);
}

function show(b, bar, item = b.item) {
  const { el } = b, top = item.y - (b.pinned?.h || 0), bottom = item.y + item.h - b.tall + 56;
  if (item !== b.pinned) el.scrollTop = Math.min(top, Math.max(bottom, el.scrollTop));
  const hidden = bar && (b.x(bar[END]) < el.scrollLeft + 24 || b.x(bar[START]) > el.scrollLeft + b.wide - 24);
  if (hidden) el.scrollLeft = b.x(bar[START]) - b.wide / 4;
  b.draw();
}

const VERBS = {
  open, pick, leave, zoom,
  today(b) { if (b.now) b.go(midnight(b.now) + DAY / 2); },
  back(b) { b.go(b.centre() - b.scale.days * DAY); },
  on(b) { b.go(b.centre() + b.scale.days * DAY); },

  act(b, action) {
    const items = chosen(b).map(seen);
    if (!items.length || !b.may) return false;
    b.props.onAct?.({ action, items });
  },

  say(b, action) {
    const bars = chosen(b), items = bars.length > 1 ? bars.map(seen) : [];
    b.props.onCommand?.({ action, bookingId: bars[0]?.[ID] || "", items });
  },

  new(b) {
    const start = moment(b), { item } = b;
    if (item?.row && b.may) book(b, ["", item.key, start, start + b.scale.snap]);
  },

  copy(b) {
    b.copied = chosen(b);
    if (b.copied.length) b.tell(fill(b.props.words.copied, b.copied.length));
  },

  paste(b) {
    const { item } = b, [first] = b.copied || [];
    if (!first || !item?.row || !b.may) return;
    const own = item.key === first[ARTIST] || (!b.bar && b.spot), by = own ? moment(b) - first[START] : 0;
    repeat(b, moved(b, b.copied, by, first[ARTIST], item.key));
  },

  menu(b) {
    const { bar, item } = b, node = document.getElementById(bar?.[ID] ?? `pb-${b.cursor}`);
    if (!node || !item) return;
    const box = node.getBoundingClientRect();
    const x = Math.max(box.left, b.el.getBoundingClientRect().left + b.label) + 12;
    ask(b, bar, item, bar?.[START] ?? moment(b), { clientX: x, clientY: box.bottom });
  },

  /** The bar by one snap, or to the next person. */
  shift(b, dx, dy) {
    const bars = chosen(b), from = bars[0]?.[ARTIST], to = b.places[b.places.indexOf(from) + +dy];
    if (bars.length && to) change(b, moved(b, bars, dx * b.scale.snap, from, to));
  },

  /** Its end alone. */
  stretch(b, dx) {
    const [bar, ...others] = chosen(b), end = bar?.[END] + dx * b.scale.snap;
    if (!others.length && end > bar?.[START]) change(b, [placed(bar, bar[ARTIST], bar[START], end)]);
  },

  /** Arrows go to the neighbouring bar in time, or to the bar of the next row nearest in time. */
  go(b, dx, dy) {
    const { bar, item: here } = b, at = b.items.indexOf(here), last = b.items.length - 1;
    const item = b.items[at < 0 ? Math.min(1, last) : Math.max(0, Math.min(last, at + +dy))]; // the first are roles
    const bars = (item?.row?.bars || []).toSorted((x, y) => x[START] - y[START] || x[LANE] - y[LANE]);
    const near = bar ? bar[START] : midnight(b.centre()), far = (x) => Math.abs(x[START] - near);
    let next = bars.toSorted((x, y) => far(x) - far(y))[0];
    if (+dx) next = bar ? bars[bars.indexOf(bar) + +dx] : dx > 0 && bars.find((x) => x[END] > b.at(b.el.scrollLeft));
    if (!item || (dx > 0 && !next && bar)) return; // there is no later one
    b.spot = null;
    point(b, next ? next[ID] : item.key);
    show(b, next, item);
  },
};
