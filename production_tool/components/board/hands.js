// What hands do on the board: mouse, pen, finger and keys become wishes; nothing is decided here.
import { ARTIST, DAY, END, ID, LANE, START, STATUS, VERSION, iso, midnight } from "./feed.js";
import { workdays } from "./row.js";

const EDGE = 8, LIFT = 4, LONG_PRESS = 350;
const ACTS = { h: "hold", p: "pencil", c: "confirm", Delete: "end", Backspace: "end" };
const typing = (node) => node.closest?.("input,textarea,select,[contenteditable],[role=dialog]:not([data-panel])");

export class Hands {
  constructor(board) {
    this.board = board;
    this.off = new AbortController();
    const on = (node, kinds, handler, more) =>
      kinds.split(" ").forEach((kind) => node.addEventListener(kind, handler, { signal: this.off.signal, ...more }));
    const { el } = board;
    this.ghost = this.layer("pb-ghost");
    this.slot = this.layer("pb-slot");
    this.tip = this.layer("pb-tip");
    on(el, "pointerdown", (e) => this.down(e));
    on(el, "pointermove", (e) => this.move(e));
    on(el, "pointerup", () => this.up());
    on(el, "pointercancel", () => this.cancel());
    // touch-action is fixed when the finger lands, so the pan is stopped here once a bar is lifted
    on(el, "touchmove", (e) => this.held?.lifted && e.preventDefault(), { passive: false });
    on(el, "contextmenu", (e) => this.held && e.preventDefault());
    on(el, "wheel", (e) => this.wheel(e), { passive: false });
    on(el, "keydown", (e) => this.walk(e));
    on(document, "keydown", (e) => this.act(e));
    on(document, "click", (e) => this.press(e.target.closest?.("[data-board]")?.dataset.board));
  }

  close() {
    this.off.abort();
    cancelAnimationFrame(this.rolling);
  }

  layer(cls) {
    const node = document.createElement("div");
    node.className = cls;
    node.setAttribute("aria-hidden", true);
    node.hidden = true;
    return this.board.body.appendChild(node);
  }

  place(e) {
    const b = this.board, box = b.body.getBoundingClientRect();
    const y = e.clientY - box.top;
    return { x: e.clientX - box.left - b.label, y, item: b.items[b.find(y)] };
  }

  // --- pointer --------------------------------------------------------------------------------
  down(e) {
    const b = this.board;
    if (e.button || this.held || e.target.closest(".pb-head")) return;
    const node = e.target.closest(".pb-bar"), from = this.place(e);
    if (!from.item) return;
    const held = { from, to: from, item: from.item, id: e.pointerId, x: e.clientX, y: e.clientY };
    held.touch = e.pointerType === "touch";
    if (e.target.closest(".pb-label") || from.item.rows) held.mode = "label";
    else if (node) {
      const box = node.getBoundingClientRect(), edge = Math.min(EDGE, box.width / 4);
      held.bar = b.feed.bars.get(node.id);
      held.mode = e.clientX - box.left < edge ? "start" : box.right - e.clientX < edge ? "end" : "move";
    } else held.mode = "new";
    this.held = held;
    if (held.touch && held.mode !== "label") held.timer = setTimeout(() => this.lift(), LONG_PRESS);
  }

  move(e) {
    const held = this.held;
    if (!held || e.pointerId !== held.id) return;
    const far = Math.hypot(e.clientX - held.x, e.clientY - held.y);
    if (!held.lifted && held.touch && far > LIFT * 2) return this.drop(); // a pan, not a press
    if (!held.lifted && (held.touch || far < LIFT)) return;
    held.last = e;
    if (!held.lifted) this.lift();
    if (held.lifted) this.follow();
  }

  lift() {
    const held = this.held, b = this.board;
    if (!held || held.mode === "label") return;
    if (!b.props.editable) return;
    held.lifted = true;
    b.el.setPointerCapture(held.id);
    b.el.classList.add("dragging");
    if (held.touch) navigator.vibrate?.(10);
    this.clearDraft();
    if (held.bar) {
      const node = document.getElementById(held.bar[ID]);
      this.ghost.innerHTML = node?.innerHTML || "";
      this.ghost.className = `pb-ghost pb-bar ${held.bar[STATUS]}`;
      node?.classList.add("lifted");
    }
    this.follow();
    this.rolling = requestAnimationFrame(() => this.roll());
  }

  /** Where the bar would be if it were let go now. */
  wish() {
    const { bar, mode, from, to, item } = this.held, b = this.board;
    if (mode === "new") {
      const days = [from.x, to.x].map((x) => midnight(b.at(x)));
      return { item, start: Math.min(...days), end: Math.max(...days) + DAY };
    }
    const by = Math.round((to.x - from.x) / b.cell) * DAY;
    if (mode === "start") return { item, start: Math.min(bar[START] + by, bar[END] - DAY), end: bar[END] };
    if (mode === "end") return { item, start: bar[START], end: Math.max(bar[END] + by, bar[START] + DAY) };
    return { item: to.item?.row ? to.item : item, start: bar[START] + by, end: bar[END] + by };
  }

  follow() {
    const held = this.held, b = this.board;
    if (held.last) held.to = this.place(held.last);
    const wish = (held.wish = this.wish()), home = held.bar && wish.item === held.item;
    const top = wish.item.y + 9, lane = home ? held.bar[LANE] * 30 : 0;
    const box = (node, left, width, y) => {
      node.hidden = false;
      node.style.transform = `translate(${b.label + left}px,${y}px)`;
      node.style.width = `${width}px`;
    };
    box(this.slot, b.x(wish.start) + 1, b.x(wish.end) - b.x(wish.start) - 2, top + lane);
    if (held.mode === "move") { // the bar itself follows the hand; the slot shows the days it takes
      const left = b.x(held.bar[START]) + held.to.x - held.from.x, width = b.x(held.bar[END]) - b.x(held.bar[START]);
      box(this.ghost, left + 1, width - 2, held.item.y + 9 + held.bar[LANE] * 30 + held.to.y - held.from.y);
    }
    this.hint(wish);
  }

  hint(wish) {
    const b = this.board, days = workdays(wish.item.row, wish.start, wish.end);
    const who = this.held.mode === "move" && wish.item !== this.held.item ? `${wish.item.row.name} · ` : "";
    this.tip.hidden = false;
    this.tip.textContent = `${who}${b.dates(wish.start, wish.end)} · ${b.words.days.replace("{}", days)}`;
    const most = b.el.scrollLeft + b.wide - this.tip.offsetWidth - 4, above = wish.item.y - b.el.scrollTop > 40;
    const left = Math.min(Math.max(b.x(wish.start), b.el.scrollLeft + 4), most);
    this.tip.style.transform = `translate(${b.label + left}px,${wish.item.y + (above ? -26 : wish.item.h + 4)}px)`;
  }

  /** Near an edge the board scrolls on by itself. */
  roll() {
    const held = this.held, b = this.board;
    if (!held?.lifted) return;
    if (held.last) {
      const box = b.el.getBoundingClientRect(), { clientX: x, clientY: y } = held.last, zone = 44;
      const push = (near) => Math.max(0, Math.min(1, (zone - near) / zone)) * 14;
      const dx = push(box.right - x) - push(x - box.left - b.label), dy = push(box.bottom - y) - push(y - box.top - 48);
      if (dx || dy) {
        b.el.scrollBy(dx, held.mode === "move" ? dy : 0);
        this.follow();
      }
    }
    this.rolling = requestAnimationFrame(() => this.roll());
  }

  up() {
    const held = this.held, b = this.board;
    if (!held) return;
    const { wish, bar, mode, item, lifted } = held;
    if (lifted && mode === "new") {
      this.drop(true);
      b.props.onCreate?.({ artistId: item.row.id, start: iso(wish.start), end: iso(wish.end) });
      return;
    }
    this.drop();
    if (!lifted) return this.click(held);
    if (wish.start === bar[START] && wish.end === bar[END] && wish.item === item) return b.layout();
    b.feed.change(b.feed.bars.get(bar[ID]) || bar, wish.item.row.id, wish.start, wish.end);
  }

  click({ bar, item, mode }) {
    const b = this.board;
    b.cursor = bar ? bar[ID] : item.key;
    if (mode === "label" && item.rows) b.toggle(item.group);
    else if (bar) b.props.onSelect?.(bar[ID]);
    b.el.setAttribute("aria-activedescendant", bar ? bar[ID] : `pb-${item.key}`);
    b.layout();
  }

  drop(keepSlot = false) {
    clearTimeout(this.held?.timer);
    cancelAnimationFrame(this.rolling);
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

  wheel(e) {
    if (!e.ctrlKey) return;
    e.preventDefault();
    if (Date.now() - (this.turned || 0) < 250) return;
    this.turned = Date.now();
    this.board.step(e.deltaY > 0 ? 1 : -1);
  }

  // --- keys -----------------------------------------------------------------------------------
  press(what) {
    const b = this.board, [verb, detail] = (what || "").split(":");
    const span = b.wide / b.cell * DAY;
    if (verb === "zoom") b.setZoom(detail);
    if (verb === "today" && b.now) b.go(midnight(b.now) + DAY / 2);
    if (verb === "back") b.go(b.centre() - span);
    if (verb === "on") b.go(b.centre() + span);
  }

  act(e) {
    const b = this.board;
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || typing(e.target)) return;
    if (e.key === "Escape") {
      if (this.held) this.cancel();
      else if (b.props.selected) b.props.onSelect?.("");
      return;
    }
    const inside = document.activeElement === b.el, bar = b.feed.bars.get((inside && b.cursor) || b.props.selected);
    const act = ACTS[e.key] || ACTS[e.key.toLowerCase()];
    if (act && bar && b.props.editable) b.props.onAct?.({ bookingId: bar[ID], action: act, version: bar[VERSION] });
    if (inside && e.key === "+") b.step(-1);
    if (inside && e.key === "-") b.step(1);
    if (inside && e.key === "t") this.press("today");
  }

  walk(e) {
    const b = this.board, bar = b.feed.bars.get(b.cursor);
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key] || [];
    let at = Math.max(0, b.items.findIndex((i) => i.key === (bar ? bar[ARTIST] : b.cursor)));
    if (dx === undefined && !["Enter", " ", "n"].includes(e.key)) return;
    if (e.ctrlKey || e.metaKey || typing(e.target)) return;
    e.preventDefault();
    const item = b.items[at];
    if (dx === undefined) return this.enter(e.key, bar, item);
    if (e.altKey && bar && b.props.editable) return this.nudge(bar, dx, dy, e.shiftKey, at);
    if (dy) at = Math.max(0, Math.min(b.items.length - 1, at + (b.cursor ? dy : 0)));
    this.focus(b.items[at], bar, dx || 0);
  }

  enter(key, bar, item) {
    const b = this.board;
    if (key === "n" && item?.row && b.props.editable) {
      const today = midnight(b.now), shown = b.at(b.el.scrollLeft) <= today && today < b.at(b.el.scrollLeft + b.wide);
      const start = bar ? midnight(bar[END] - 1) + DAY : shown ? today : midnight(b.centre());
      b.props.onCreate?.({ artistId: item.row.id, start: iso(start), end: iso(start + DAY) });
    } else if (key !== "n" && bar) b.props.onSelect?.(bar[ID]);
    else if (key !== "n" && item?.rows) b.toggle(item.group);
  }

  /** Alt and an arrow move the bar by a day or to the next person; with Shift its end moves. */
  nudge(bar, dx, dy, end, at) {
    const b = this.board;
    let to = at + dy;
    while (dy && b.items[to]?.rows) to += dy;
    const row = b.items[to]?.row;
    if (!row || (end && bar[END] + dx * DAY <= bar[START])) return;
    b.feed.change(bar, row.id, bar[START] + (end ? 0 : dx * DAY), bar[END] + dx * DAY);
    this.focus(b.items[to], bar, 0, bar[ID]);
    b.say(b.dates(bar[START] + (end ? 0 : dx * DAY), bar[END] + dx * DAY), "quiet");
  }

  /** Arrows go to the neighbouring bar in time, or to the bar of the next row nearest in time. */
  focus(item, from, dx, id) {
    const b = this.board, bars = [...(item.row?.bars || [])].sort((x, y) => x[START] - y[START] || x[LANE] - y[LANE]);
    const near = from ? from[START] : midnight(b.centre());
    let bar = bars.find((x) => x[ID] === (id || from?.[ID]));
    if (bar && dx) bar = bars[bars.indexOf(bar) + dx];
    else if (!bar && dx && !from) bar = dx > 0 ? bars.find((x) => x[END] > b.at(b.el.scrollLeft)) : null;
    else if (!bar) bar = bars.sort((x, y) => Math.abs(x[START] - near) - Math.abs(y[START] - near))[0];
    if (dx > 0 && !bar && from) return; // there is no later one
    b.cursor = bar ? bar[ID] : item.key;
    const top = item.y, bottom = item.y + item.h - b.tall + 56, x = bar && b.x(bar[START]);
    if (b.el.scrollTop > top) b.el.scrollTop = top;
    else if (b.el.scrollTop < bottom) b.el.scrollTop = bottom;
    const left = b.el.scrollLeft, hidden = bar && (b.x(bar[END]) < left + 24 || x > left + b.wide - 24);
    if (hidden) b.el.scrollLeft = x - b.wide / 4;
    b.layout();
    b.el.setAttribute("aria-activedescendant", bar ? bar[ID] : `pb-${item.key}`);
  }
}
