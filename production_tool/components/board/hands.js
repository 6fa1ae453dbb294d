// What mouse, pen and finger do on the board becomes wishes; nothing is decided here.
import { ARTIST, END, ID, START, STATUS } from "./row.js";
import { BAR, ROLES } from "./view.js";
import { both } from "./words.js";

const EDGE = 8, LIFT = 4, LONG_PRESS = 350, ZONE = 44, HEAD = 46, TURN = 250;

export class Hands {
  constructor(board) {
    Object.assign(this, { board, turned: -TURN });
    const on = (kind, handler, more) => board.on(board.el, kind, handler, more);
    on("pointerdown", (e) => this.down(e));
    on("pointermove", (e) => this.move(e));
    on("pointerup", () => this.up());
    on("pointercancel", () => this.drop());
    on("pointerover", (e) => this.hover(e));
    on("pointerleave", (e) => this.hover(e) || (this.over = null));
    on("blur", () => this.calm()); // a menu or a window is open
    on("focus", () => this.held || (board.slot.hidden = true)); // back from the form: booked or not
    // touch-action is fixed when the finger lands, so the pan is stopped here once a bar is lifted
    on("touchmove", (e) => this.held?.lifted && e.preventDefault(), { passive: false });
    on("contextmenu", (e) => this.context(e));
    on("wheel", (e) => e.ctrlKey && this.wheel(e), { passive: false });
  }

  place(e) {
    const b = this.board, box = b.body.getBoundingClientRect(), y = e.clientY - box.top;
    const pinned = b.pinned && y - b.el.scrollTop < b.pinned.h;
    return { x: e.clientX - box.left - b.label, y, item: pinned ? b.pinned : b.items[b.find(y)] };
  }

  down(e) {
    const b = this.board, node = e.target.closest(".pb-bar"), from = this.place(e), bar = b.feed.bars.get(node?.id);
    if (e.button || e.ctrlKey || this.held || !from.item || e.target.closest(".pb-head")) return;
    const touch = e.pointerType === "touch", held = { bar, from, to: from, item: from.item, touch, first: e, last: e };
    if (e.target.closest(".pb-label") || from.item.rows || (bar && !b.keys.level(bar).moves)) held.mode = "still";
    else if (e.shiftKey) held.mode = "band";
    else if (bar) {
      const box = node.getBoundingClientRect(), edge = Math.min(EDGE, box.width / 4);
      held.mode = e.clientX - box.left < edge ? "start" : box.right - e.clientX < edge ? "end" : "move";
      held.bars = held.mode === "move" && b.picked.has(bar[ID]) ? b.keys.chosen() : [bar];
    } else held.mode = "new";
    this.held = held;
    if (touch) held.timer = setTimeout(() => this.lift(), LONG_PRESS);
  }

  move(e) {
    const held = this.held;
    this.over = e;
    if (!held || e.pointerId !== held.first.pointerId) return;
    const far = Math.hypot(e.clientX - held.first.clientX, e.clientY - held.first.clientY) > LIFT * (held.touch ? 2 : 1);
    if (!held.lifted && (!far || held.touch)) return far && this.drop(); // not yet, or a finger that pans
    Object.assign(held, { last: e, far: held.far || far });
    if (held.lifted) this.follow();
    else this.lift();
  }

  lift() {
    const held = this.held, b = this.board, { bar, mode } = held || {};
    if (!held || mode === "still" || !(b.may || mode === "band")) return;
    held.lifted = true;
    b.el.setPointerCapture(held.first.pointerId);
    b.el.classList.add("dragging");
    if (held.touch) navigator.vibrate?.(10);
    b.slot.classList.toggle("band", mode === "band");
    if (held.bars) {
      b.ghost.innerHTML = document.getElementById(bar[ID])?.innerHTML || "";
      b.ghost.className = `pb-ghost pb-bar ${bar[STATUS]}`;
      for (const one of held.bars) document.getElementById(one[ID])?.classList.add("lifted");
      b.feed.tell(bar[ID]);
    }
    this.follow();
    this.roll(held);
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
    const takes = to.item?.row && b.keys.takes(to.item.key, bar);
    return { item: takes ? to.item : item, start: bar[START] + by, end: bar[END] + by, by };
  }

  follow() {
    const held = this.held, b = this.board, { bar, mode, item, from } = held, to = (held.to = this.place(held.last));
    if (mode === "band") {
      const [x, y] = ["x", "y"].map((side) => [from[side], to[side]].sort((p, q) => p - q));
      held.band = { x, y };
      return this.box(b.slot, x[0], x[1], y[0], y[1] - y[0]);
    }
    const { item: at, start, end } = (held.wish = this.wish()), home = bar && at === item ? b.lane(bar) : b.lane([]);
    this.box(b.slot, b.x(start) + 1, b.x(end) - 1, b.top(at) + home);
    if (mode === "move") { // the bar itself follows the hand; the slot shows the time it takes
      const dx = to.x - from.x;
      this.box(b.ghost, b.x(bar[START]) + dx + 1, b.x(bar[END]) + dx - 1, b.top(item) + b.lane(bar) + to.y - from.y);
    }
    const { words } = b, many = held.bars?.length > 1 && `× ${held.bars.length}`, who = at !== item && at.row.name;
    this.hint([this.copies() && "+", who, words.dates(start, end), words.effort(at.row, start, end), many], b.x(start), at);
  }

  copies() { return this.held.mode === "move" && this.held.last.altKey; }

  box(node, left, right, y, height = BAR) {
    node.hidden = false;
    node.style.cssText = `transform:translate(${this.board.label + left}px,${y}px);width:${right - left}px;height:${height}px`;
  }

  hint(parts, x, item) {
    const b = this.board, { tip, el: { scrollLeft, scrollTop } } = b;
    tip.hidden = false;
    tip.textContent = both(...parts);
    tip.classList.toggle("calm", !this.held);
    const left = Math.min(Math.max(x, scrollLeft + 4), scrollLeft + b.wide - tip.offsetWidth - 4), y = b.top(item);
    tip.style.transform = `translate(${b.label + left}px,${y + (y - scrollTop > 40 ? -tip.offsetHeight - 4 : item.h + 4)}px)`;
  }

  hover(e) {
    const b = this.board, node = e.target.closest(".pb-bar,.pb-label"), item = node?.parentNode.item, bar = b.feed.bars.get(node?.id);
    if (this.held || e.pointerType === "touch") return;
    this.calm();
    if (document.querySelector("[role=menu]")) return; // nothing is explained under it
    this.near = bar;
    if (bar && item?.row) this.explain(bar, item);
    else if (item && item.key !== ROLES) this.hint([item.row?.name || item.group, b.rows.share(item).tip], 0, item);
  }

  calm() {
    this.near = null;
    this.board.tip.hidden = true;
  }

  /** What a bar is, as soon as it is known in whole. */
  async explain(bar, item) {
    const tell = () => this.hint([this.board.words.describe(bar, item.row)], this.board.x(bar[START]), item);
    tell();
    if ((await this.board.feed.spellOut(bar)) && this.near === bar && !this.held) tell();
  }

  /** Near an edge the board scrolls on by itself. */
  roll(held) {
    const b = this.board;
    if (this.held !== held || b.closed) return;
    const box = b.el.getBoundingClientRect(), { clientX: x, clientY: y } = held.last;
    const push = (near) => Math.max(0, Math.min(1, (ZONE - near) / ZONE)) * 14;
    const dx = push(box.right - x) - push(x - box.left - b.label), dy = push(box.bottom - y) - push(y - box.top - HEAD);
    if (held.far && (dx || dy)) {
      b.el.scrollBy(dx, ["move", "band"].includes(held.mode) ? dy : 0);
      this.follow();
    }
    requestAnimationFrame(() => this.roll(held));
  }

  up() {
    const held = this.held, { keys, feed } = this.board;
    if (!held) return;
    const { wish: want, bar, bars, mode, item, lifted, far, band } = held, copies = this.copies();
    const draft = lifted && mode === "new";
    this.drop((draft && far) || copies);
    if (held.touch && lifted && !far) return keys.ask(bar, item, this.board.at(held.from.x), held.first);
    if (!lifted) return this.click(held);
    if (band) return this.catch(band);
    if (draft) return keys.book(item.key, want.start, want.end);
    if (mode !== "move") return feed.change([Object.assign([...bar], { [START]: want.start, [END]: want.end })]);
    const nexts = keys.moved(bars, want.by, bar[ARTIST], want.item.key);
    if (copies) keys.repeat(nexts);
    else feed.change(nexts);
  }

  click({ bar, item, mode, from, first }) {
    const b = this.board;
    b.spot = bar || mode === "still" ? null : b.snap(b.at(from.x));
    b.keys.point(bar ? bar[ID] : item.key);
    if (first.shiftKey && bar) b.keys.pick();
    else if (b.picked.size) b.keys.leave();
    else b.keys.open();
  }

  /** Select what the rubber band touches. */
  catch({ x, y }) {
    const b = this.board, [from, to] = x.map((side) => b.at(side));
    for (const item of b.items.slice(b.find(y[0]), b.find(y[1]) + 1)) {
      for (const bar of item.row?.bars || []) {
        const top = item.y + b.lane(bar);
        if (bar[START] < to && bar[END] > from && top < y[1] && top + BAR > y[0]) b.picked.add(bar[ID]);
      }
    }
    b.keys.count();
  }

  drop(keepSlot = false) {
    const b = this.board, { held } = this;
    clearTimeout(held?.timer);
    this.held = null;
    if (held?.lifted && held.bars) queueMicrotask(() => b.feed.tell("")); // what was wished for goes first
    for (const node of b.el.querySelectorAll(".lifted")) node.classList.remove("lifted");
    b.ghost.hidden = b.tip.hidden = true;
    if (!keepSlot) b.slot.hidden = true;
    b.el.classList.remove("dragging");
    if (held?.lifted) b.touch(); // rows may grow again
  }

  context(e) {
    const { item, x } = this.place(e), bar = this.board.feed.bars.get(e.target.closest(".pb-bar")?.id);
    e.preventDefault();
    this.calm();
    if (!this.held && e.button === 2 && item?.row) this.board.keys.ask(bar, item, this.board.at(x), e); // else not a mouse
  }

  wheel(e) {
    e.preventDefault();
    if (e.timeStamp - this.turned < TURN) return;
    Object.assign(this, { turned: e.timeStamp, over: e });
    this.board.keys.zoom(e.deltaY > 0 ? "out" : "in");
  }
}
