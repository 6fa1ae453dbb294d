// What mouse, pen and finger do on the board becomes wishes; nothing is decided here.
import { BAR, GAP, PAD, ROLES, make } from "./draw.js";
import { wish } from "./feed.js";
import { ARTIST, END, ID, LANE, START, STATUS, iso } from "./row.js";

const EDGE = 8, LIFT = 4, LONG_PRESS = 350, ZONE = 44, HEAD = 46;

export class Hands {
  constructor(board) {
    this.board = board;
    this.off = new AbortController();
    const { el } = board;
    [this.ghost, this.slot, this.tip] = ["pb-ghost", "pb-slot", "pb-tip"].map((cls) => this.layer(cls));
    this.on(el, "pointerdown", (e) => this.down(e));
    this.on(el, "pointermove", (e) => this.move(e));
    this.on(el, "pointerup", () => this.up());
    this.on(el, "pointercancel", () => this.cancel());
    this.on(el, "pointerover", (e) => this.hover(e));
    this.on(el, "pointerleave", () => (this.over = null));
    // touch-action is fixed when the finger lands, so the pan is stopped here once a bar is lifted
    this.on(el, "touchmove", (e) => this.held?.lifted && e.preventDefault(), { passive: false });
    this.on(el, "contextmenu", (e) => this.context(e));
    this.on(el, "wheel", (e) => this.wheel(e), { passive: false });
  }

  on(node, kind, handler, more) { node.addEventListener(kind, handler, { signal: this.off.signal, ...more }); }

  close() {
    this.off.abort();
    cancelAnimationFrame(this.rolling);
  }

  layer(cls) {
    const node = make(cls, { "aria-hidden": true });
    node.hidden = true;
    return this.board.body.appendChild(node);
  }

  place(e) {
    const b = this.board, box = b.body.getBoundingClientRect(), y = e.clientY - box.top;
    const pinned = b.pinned && y - b.el.scrollTop < b.pinned.h;
    return { x: e.clientX - box.left - b.label, y, item: pinned ? b.pinned : b.items[b.find(y)] };
  }

  down(e) {
    const b = this.board;
    if (e.button || e.ctrlKey || this.held || e.target.closest(".pb-head")) return;
    const node = e.target.closest(".pb-bar"), from = this.place(e);
    if (!from.item) return;
    const held = { from, to: from, item: from.item, id: e.pointerId, start: e, last: e, touch: e.pointerType === "touch" };
    held.bar = node && b.feed.bars.get(node.id);
    if (e.target.closest(".pb-label") || from.item.rows || held.bar?.[STATUS] === "free") held.mode = "still";
    else if (e.shiftKey) held.mode = "band";
    else if (held.bar) {
      const box = node.getBoundingClientRect(), edge = Math.min(EDGE, box.width / 4);
      held.mode = e.clientX - box.left < edge ? "start" : box.right - e.clientX < edge ? "end" : "move";
      held.bars = held.mode === "move" && b.picked.has(node.id) ? b.keys.chosen() : [held.bar];
    } else held.mode = "new";
    this.held = held;
    if (held.touch) held.timer = setTimeout(() => this.lift(), LONG_PRESS);
  }

  move(e) {
    const held = this.held;
    this.over = e;
    if (!held || e.pointerId !== held.id) return;
    const far = Math.hypot(e.clientX - held.start.clientX, e.clientY - held.start.clientY) > LIFT * (held.touch ? 2 : 1);
    if (!held.lifted && (!far || held.touch)) return far && this.drop(); // a finger that pans
    held.last = e;
    held.far ||= far;
    if (!held.lifted) this.lift();
    if (held.lifted) this.follow();
  }

  lift() {
    const held = this.held, b = this.board;
    if (!held || held.mode === "still" || !(b.may || held.mode === "band")) return;
    held.lifted = true;
    b.el.setPointerCapture(held.id);
    b.el.classList.add("dragging");
    if (held.touch) navigator.vibrate?.(10);
    this.clearDraft();
    if (held.bar && held.mode !== "band") {
      this.ghost.innerHTML = document.getElementById(held.bar[ID])?.innerHTML || "";
      this.ghost.className = `pb-ghost pb-bar ${held.bar[STATUS]}`;
      for (const bar of held.bars) document.getElementById(bar[ID])?.classList.add("lifted");
      b.feed.tell(held.bar[ID]);
    }
    this.slot.classList.toggle("band", held.mode === "band");
    this.follow();
    this.rolling = requestAnimationFrame(() => this.roll());
  }

  /** Where the bar would be if it were let go now. */
  wish() {
    const { bar, mode, from, to, item } = this.held, b = this.board, { snap } = b.scale;
    if (!bar) {
      const ends = [from.x, to.x].map((x) => b.snap(b.at(x)));
      return { item, start: Math.min(...ends), end: Math.max(...ends) + snap };
    }
    const by = Math.round((b.at(to.x) - b.at(from.x)) / snap) * snap;
    if (mode === "start") return { item, start: Math.min(bar[START] + by, bar[END] - snap), end: bar[END] };
    if (mode === "end") return { item, start: bar[START], end: Math.max(bar[END] + by, bar[START] + snap) };
    const takes = to.item?.row && (to.item.key !== ROLES || bar[STATUS] === "role");
    return { item: takes ? to.item : item, start: bar[START] + by, end: bar[END] + by, by };
  }

  follow() {
    const held = this.held, b = this.board, { bar, mode, item, from } = held;
    held.to = this.place(held.last);
    if (mode === "band") {
      const [x, y] = ["x", "y"].map((k) => [from[k], held.to[k]].sort((p, q) => p - q));
      held.band = { x, y };
      return this.box(this.slot, x[0], x[1] - x[0], y[0], y[1] - y[0]);
    }
    const want = (held.wish = this.wish()), lane = bar && want.item === item ? bar[LANE] : 0, row = PAD + lane * (BAR + GAP);
    this.box(this.slot, b.x(want.start) + 1, b.x(want.end) - b.x(want.start) - 2, b.top(want.item) + row);
    if (mode === "move") { // the bar itself follows the hand; the slot shows the time it takes
      const left = b.x(bar[START]) + held.to.x - from.x, y = from.y - b.top(item) - PAD - bar[LANE] * (BAR + GAP);
      this.box(this.ghost, left + 1, b.x(bar[END]) - b.x(bar[START]) - 2, held.to.y - y);
    }
    const who = want.item !== item ? want.item.row.name : "", many = held.bars?.length > 1 ? `× ${held.bars.length}` : "";
    const sign = this.copies() ? "+" : "", when = b.dates(want.start, want.end);
    this.hint([sign, who, when, b.effort(want.item.row, want.start, want.end), many], b.x(want.start), want.item);
  }

  copies() { return this.held.last.altKey && this.held.mode === "move"; }

  box(node, left, width, y, height = BAR) {
    node.hidden = false;
    node.style.cssText = `transform:translate(${this.board.label + left}px,${y}px);width:${width}px;height:${height}px`;
  }

  hint(parts, x, item) {
    const b = this.board, { scrollLeft, scrollTop } = b.el;
    this.tip.hidden = false;
    this.tip.textContent = parts.filter(Boolean).join(" · ");
    this.tip.classList.toggle("calm", !this.held);
    const above = b.top(item) - scrollTop > 40, most = scrollLeft + b.wide - this.tip.offsetWidth - 4;
    const left = Math.min(Math.max(x, scrollLeft + 4), most);
    this.tip.style.transform = `translate(${b.label + left}px,${b.top(item) + (above ? -26 : item.h + 4)}px)`;
  }

  hover(e) {
    const b = this.board, node = e.target.closest(".pb-bar,.pb-label"), bar = b.feed.bars.get(node?.id);
    if (this.held || e.pointerType === "touch") return;
    const item = node && node.parentNode.item;
    this.tip.hidden = true;
    if (bar && item?.row) this.hint([b.describe(bar, item.row)], b.x(bar[START]), item);
    else if (item && item.key !== ROLES) this.hint([item.row?.name || item.group, b.usageText(item)], 0, item);
  }

  /** Near an edge the board scrolls on by itself. */
  roll() {
    const held = this.held, b = this.board;
    if (!held?.lifted) return;
    const box = b.el.getBoundingClientRect(), { clientX: x, clientY: y } = held.last;
    const push = (near) => Math.max(0, Math.min(1, (ZONE - near) / ZONE)) * 14;
    const dx = push(box.right - x) - push(x - box.left - b.label), dy = push(box.bottom - y) - push(y - box.top - HEAD);
    if (held.far && (dx || dy)) {
      b.el.scrollBy(dx, ["move", "band"].includes(held.mode) ? dy : 0);
      this.follow();
    }
    this.rolling = requestAnimationFrame(() => this.roll());
  }

  up() {
    const held = this.held, b = this.board;
    if (!held) return;
    const { wish: want, bar, bars, mode, item, lifted, touch, far, band } = held, copies = this.copies();
    const draft = lifted && mode === "new" && far;
    this.drop(draft || (lifted && copies));
    if (touch && lifted && !far) return b.keys.ask(bar, item, b.at(held.from.x), held.start);
    if (!lifted) return this.click(held);
    if (band) return this.catch(band);
    if (draft) return b.props.onCreate?.({ artistId: item.row.id, start: iso(want.start), end: iso(want.end) });
    if (want.start === bar[START] && want.end === bar[END] && want.item === item) return b.layout();
    const nexts = mode === "move" ? b.keys.moved(bars, want.by, bar[ARTIST], want.item.row.id)
      : [Object.assign([...bar], { [START]: want.start, [END]: want.end })];
    if (copies) nexts.forEach((next) => b.props.onCopy?.(wish(next)));
    else b.feed.change(nexts);
    b.layout();
  }

  click({ bar, item, mode, from, start }) {
    const b = this.board;
    b.spot = bar || mode === "still" ? null : b.snap(b.at(from.x));
    b.keys.point(bar ? bar[ID] : item.key);
    if (start.shiftKey && bar) b.keys.pick();
    else if (b.picked.size) b.keys.leave();
    else if (mode === "still" && item.rows) b.toggle(item.group);
    else if (bar) b.keys.open();
  }

  /** Select what the rubber band touches. */
  catch({ x, y }) {
    const b = this.board, [from, to] = x.map((side) => b.at(side));
    for (const item of b.items.slice(b.find(y[0]), b.find(y[1]) + 1)) {
      for (const bar of item.row?.bars || []) {
        const top = item.y + PAD + bar[LANE] * (BAR + GAP);
        if (bar[START] < to && bar[END] > from && top < y[1] && top + BAR > y[0]) b.picked.add(bar[ID]);
      }
    }
    b.keys.count();
  }

  drop(keepSlot = false) {
    clearTimeout(this.held?.timer);
    cancelAnimationFrame(this.rolling);
    if (this.held?.lifted && this.held.bar) this.board.feed.tell("");
    this.held = null;
    this.ghost.hidden = this.tip.hidden = true;
    if (!keepSlot) this.slot.hidden = true;
    this.board.el.classList.remove("dragging");
  }

  cancel() {
    this.drop();
    this.board.layout();
  }

  clearDraft() { this.slot.hidden = true; }

  context(e) {
    const place = this.place(e), bar = this.board.feed.bars.get(e.target.closest(".pb-bar")?.id);
    e.preventDefault();
    if (this.held || e.button !== 2 || !place.item?.row) return; // fingers and keys have their own ways
    this.board.keys.ask(bar, place.item, this.board.at(place.x), e);
  }

  wheel(e) {
    if (!e.ctrlKey) return;
    e.preventDefault();
    if (e.timeStamp - (this.turned || -1e3) < 250) return;
    this.turned = e.timeStamp;
    this.over = e;
    this.board.keys.zoom(e.deltaY > 0 ? "out" : "in");
  }
}
