// What keys and the page's buttons ask of the board. Which key asks for what is told (rules.py);
// here are the verbs.
import { ARTIST, DAY, END, ID, LANE, START, STATUS, VERSION, iso, midnight, wish } from "./row.js";
import { ROLES } from "./view.js";
import { fill } from "./words.js";

const typing = (node) => node.closest?.("input,textarea,select,[contenteditable],[role=menu],[role=dialog]:not([data-panel])");
const seen = (bar) => ({ bookingId: bar[ID], version: bar[VERSION] });
const name = ({ key, ctrlKey, metaKey, altKey, shiftKey }) => {
  const shift = shiftKey && !/^[^a-z ]$/i.test(key) && "shift";
  return [(ctrlKey || metaKey) && "ctrl", altKey && "alt", shift, key.length > 1 ? key : key.toLowerCase()].filter(Boolean).join("+");
};

export class Keys {
  constructor(board) {
    this.board = board;
    board.on(document, "keydown", (e) => this.press(e));
    board.on(document, "click", (e) => this.run(e.target.closest?.("[data-board]")?.dataset.board || ""));
  }

  press(e) {
    const { el, props: { keys } } = this.board;
    if (e.defaultPrevented || typing(e.target)) return;
    const inside = document.activeElement === el, what = (inside && keys.board[name(e)]) || keys.page[name(e)];
    if (what && this.run(what, inside) !== false) e.preventDefault();
  }

  /** Do what a key or a button says: "verb:detail". */
  run(what, inside) {
    const [verb, ...details] = what.split(":");
    this.inside = inside;
    return this[verb]?.(...details);
  }

  // --- what is meant ------------------------------------------------------------------------
  get bar() { return this.board.feed.bars.get(this.board.cursor); }
  get item() {
    const b = this.board, key = this.bar ? this.bar[ARTIST] : b.cursor;
    return b.items.find((item) => item.key === key);
  }

  chosen() {
    const { feed, picked, props, cursor } = this.board;
    const ids = picked.size ? [...picked] : [(this.inside && feed.bars.has(cursor) && cursor) || props.selected];
    return ids.map((id) => feed.bars.get(id)).filter((bar) => bar && this.level(bar).moves);
  }

  /** The rows that bars can lie on, in their order. */
  get places() { return this.board.items.filter((item) => item.row).map((item) => item.key); }

  /** Bars moved in time, and by as many rows as from one to another; who would fall off stays. */
  moved(bars, by, from, to) {
    const { places } = this, down = places.indexOf(to) - places.indexOf(from);
    return bars.map((bar) => {
      const at = places.indexOf(bar[ARTIST]), place = at < 0 ? undefined : places[at + down];
      const artist = place && this.takes(place, bar) ? place : bar[ARTIST];
      return Object.assign([...bar], { [ARTIST]: artist, [START]: bar[START] + by, [END]: bar[END] + by });
    });
  }

  level(bar) { return this.board.props.levels[bar[STATUS]]; }
  takes(place, bar) { return place !== ROLES || this.level(bar).waits; }

  // --- verbs --------------------------------------------------------------------------------
  act(action) {
    const items = this.chosen().map(seen);
    if (!items.length || !this.board.may) return false;
    this.board.props.onAct?.({ action, items });
  }

  say(action) {
    const bars = this.chosen(), items = bars.length > 1 ? bars.map(seen) : [];
    this.board.props.onCommand?.({ action, bookingId: bars[0]?.[ID] || "", items });
  }

  leave() {
    const b = this.board;
    const refusal = document.querySelector("[data-board-away]");
    if (b.hands.held) b.hands.drop();
    else if (refusal) refusal.click();
    else if (b.picked.size) b.picked.clear() || b.layout();
    else if (b.props.selected) b.props.onSelect?.("");
    else return false;
    if (document.activeElement.closest("[data-panel]")) b.el.focus({ preventScroll: true });
  }

  pick() {
    const b = this.board, id = this.bar?.[ID];
    if (!id || !this.level(this.bar).moves) return;
    if (!b.picked.size && b.feed.bars.has(b.props.selected)) b.picked.add(b.props.selected);
    if (id !== b.props.selected && !b.picked.delete(id)) b.picked.add(id);
    this.count();
  }

  count() {
    this.board.layout();
    this.board.tell(fill(this.board.props.words.picked, this.board.picked.size));
  }

  open() {
    const b = this.board, bar = this.bar, item = this.item;
    if (bar && !this.level(bar).moves) this.book(bar[ARTIST], bar[START], bar[END]);
    else if (bar) b.props.onSelect?.(bar[ID]);
    else if (item?.rows) {
      if (!b.shut.delete(item.group)) b.shut.add(item.group);
      b.flatten();
    }
  }

  /** The next free moment a key means: after the bar, where one clicked, today, or the middle. */
  moment() {
    const b = this.board, today = b.snap(b.now), { snap } = b.scale;
    if (this.bar) return Math.ceil(this.bar[END] / snap) * snap;
    const shown = b.at(b.el.scrollLeft) <= today && today < b.at(b.el.scrollLeft + b.wide);
    return b.spot ?? (shown ? today : b.snap(b.centre()));
  }

  new() {
    const start = this.moment(), { item } = this;
    if (item?.row && this.board.may) this.book(item.key, start, start + this.board.scale.snap);
  }

  book(artistId, start, end) { this.board.props.onCreate?.({ artistId, start: iso(start), end: iso(end) }); }

  copy() {
    this.copied = this.chosen();
    if (this.copied.length) this.board.tell(fill(this.board.props.words.copied, this.copied.length));
  }

  paste() {
    const b = this.board, { item } = this, [first] = this.copied || [];
    if (!first || !item?.row || !b.may) return;
    const own = item.key === first[ARTIST], by = own || !this.bar && b.spot ? this.moment() - first[START] : 0;
    this.repeat(this.moved(this.copied, by, first[ARTIST], item.key));
  }

  repeat(copies) { this.board.props.onChange?.({ kind: "copy", items: copies.map(wish) }); }

  menu() {
    const b = this.board, id = this.bar ? this.bar[ID] : `pb-${b.cursor}`, box = document.getElementById(id)?.getBoundingClientRect();
    if (!box || !this.item?.row) return;
    const x = Math.max(box.left, b.el.getBoundingClientRect().left + b.label) + 12;
    this.ask(this.bar, this.item, this.bar?.[START] ?? this.moment(), { clientX: x, clientY: box.bottom });
  }

  ask(bar, item, start, { clientX, clientY }) {
    const b = this.board, id = bar?.[ID] || "";
    if (!item.row) return;
    if (!b.picked.has(id)) b.picked.clear();
    this.point(id || item.key);
    const at = { artistId: item.key, start: iso(b.snap(start)), x: Math.round(clientX), y: Math.round(clientY) };
    b.props.onMenu?.({ bookingId: id, ...at, items: b.picked.has(id) ? this.chosen().map(seen) : [] });
  }

  zoom(to) {
    const b = this.board, { zooms } = b.props, at = zooms.findIndex((z) => z.name === b.scale.name);
    const scale = { in: zooms[at - 1], out: zooms[at + 1] }[to] || zooms.find((z) => z.name === to);
    const over = ["in", "out"].includes(to) && b.hands.over; // the date under the pointer stays there
    const px = over && over.clientX - b.el.getBoundingClientRect().left - b.label;
    b.setZoom(scale?.name, ...(px > 0 ? [b.at(b.el.scrollLeft + px), px] : []));
  }

  today() { if (this.board.now) this.board.go(midnight(this.board.now) + DAY / 2); }
  back() { this.board.go(this.board.centre() - this.board.scale.days * DAY); }
  on() { this.board.go(this.board.centre() + this.board.scale.days * DAY); }

  /** The bar by one snap, or to the next person. */
  shift(dx, dy) {
    const bars = this.chosen(), from = bars[0]?.[ARTIST], { places } = this, to = places[places.indexOf(from) + +dy];
    if (bars.length && to) this.change(this.moved(bars, dx * this.board.scale.snap, from, to));
  }

  /** Its end alone. */
  stretch(dx) {
    const [bar, ...others] = this.chosen(), end = bar?.[END] + dx * this.board.scale.snap;
    if (!others.length && end > bar?.[START]) this.change([Object.assign([...bar], { [END]: end })]);
  }

  change(nexts) {
    const b = this.board, [first] = nexts;
    if (!b.may) return;
    b.feed.change(nexts);
    this.show(first);
    b.tell(`${this.item?.row?.name} · ${b.words.dates(first[START], first[END])}`);
  }

  /** Arrows go to the neighbouring bar in time, or to the bar of the next row nearest in time. */
  go(dx, dy) {
    const b = this.board, { bar } = this, at = b.items.indexOf(this.item), last = b.items.length - 1;
    const item = b.items[at < 0 ? Math.min(1, last) : Math.max(0, Math.min(last, at + +dy))]; // the first are roles
    const bars = [...(item?.row?.bars || [])].sort((x, y) => x[START] - y[START] || x[LANE] - y[LANE]);
    const near = bar ? bar[START] : midnight(b.centre()), far = (x) => Math.abs(x[START] - near);
    let next = [...bars].sort((x, y) => far(x) - far(y))[0];
    if (+dx) next = bar ? bars[bars.indexOf(bar) + +dx] : dx > 0 && bars.find((x) => x[END] > b.at(b.el.scrollLeft));
    if (!item || (dx > 0 && !next && bar)) return; // there is no later one
    b.spot = null;
    this.point(next ? next[ID] : item.key);
    this.show(next, item);
  }

  point(cursor) {
    const b = this.board;
    b.cursor = cursor;
    b.layout();
    b.point();
  }

  show(bar, item = this.item) {
    const b = this.board, { el } = b, top = item.y - (b.pinned?.h || 0), bottom = item.y + item.h - b.tall + 56;
    if (item !== b.pinned && el.scrollTop > top) el.scrollTop = top;
    else if (el.scrollTop < bottom) el.scrollTop = bottom;
    const hidden = bar && (b.x(bar[END]) < el.scrollLeft + 24 || b.x(bar[START]) > el.scrollLeft + b.wide - 24);
    if (hidden) el.scrollLeft = b.x(bar[START]) - b.wide / 4;
    b.draw();
  }
}
