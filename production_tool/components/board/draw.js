// Draws the board: only what is in view, in nodes that are used again. Decides nothing.
//
// Alone in a page, for measuring: give a sized element the class "pb-host" and the sheets of
// assets/styles/board*.css, then new Board(element, props, wire). The props are those of board.py
// (rules.py has the fixed ones) with events as functions onMove, onCreate, ...; the wire is
//   { get: async (path, query) => snapshot or patch, join: (heard) => ({ say() {}, close() {} }) }
// where heard.patch(patch), heard.people(people), heard.live(true) and heard.beat({ seq }) come in.
import { Feed } from "./feed.js";
import { Hands } from "./hands.js";
import { Keys } from "./keys.js";
import { Kind } from "./kind.js";
import { ARTIST, DAY, END, ID, LABEL, LANE, START, STATUS, day, iso, midnight, minutes, pack, tile, weekday } from "./row.js";
import { Words, both } from "./words.js";

export const BAR = 26, GAP = 4, PAD = 9, ROLES = "roles";
const GROUP = 28, SHEET = 2e6, LEAST = 22, OVER = 160, GLOW = 1600, SLIM = 56, REST = 150;
const FRAME = `
  <div class="pb" role="treegrid" tabindex="0" aria-multiselectable="true" aria-busy="true">
    <div class="pb-head" role="row" aria-rowindex="1">
      <div class="pb-corner" role="columnheader"></div><div class="pb-tops" aria-hidden="true"></div>
      <div class="pb-days" role="presentation"></div>
    </div>
    <div class="pb-body" role="rowgroup">
      <div class="pb-today" aria-hidden="true"></div><div class="pb-ghost" aria-hidden="true" hidden></div>
      <div class="pb-slot" aria-hidden="true" hidden></div><div class="pb-tip" aria-hidden="true" hidden></div>
    </div>
  </div>
  <div class="pb-note" role="status"></div><div class="pb-banner" role="status"></div>
  <div class="pb-spoken" aria-live="polite"></div>`;
/** Whether a node has to be written anew to look so. */
const changed = (node, ...look) => node.look !== look.join() && Boolean((node.look = look.join()));
const named = (marks) => Object.keys(marks).filter((name) => marks[name]).join(" ");

const LABEL_OF_ROW = `<div class="pb-label" role="rowheader"><b></b><small></small><i class="pb-meter" aria-hidden="true"></i></div>`;
const kinds = () => ({
  rows: new Kind(`<div role="row">${LABEL_OF_ROW}</div>`), bars: new Kind(`<div role="gridcell"><i></i><span></span></div>`),
  shades: new Kind(`<div aria-hidden="true"></div>`), tops: new Kind(`<div class="pb-top"><span></span></div>`),
  ticks: new Kind(`<div role="columnheader"></div>`),
});

export class Board {
  constructor(host, props, wire) {
    Object.assign(this, { props, items: [], groups: new Map(), shut: new Set(), picked: new Set(), glow: new Map() });
    Object.assign(this, { heard: new Set(), kinds: kinds(), words: new Words(this), origin: 0, usual: [], week: "[]", held: [] });
    host.innerHTML = FRAME;
    this.el = host.firstElementChild;
    for (const node of host.querySelectorAll("[class^='pb-']")) this[node.className.slice(3)] = node; // head, body, tip...
    this.el.setAttribute("aria-label", props.words.board);
    this.scale = props.zooms.find((z) => z.name === props.zoom) || props.zooms[0];
    this.life = new AbortController();
    this.feed = new Feed(this, wire);
    this.keys = new Keys(this);
    this.hands = new Hands(this);
    this.on(this.el, "scroll", () => this.draw(), { passive: true });
    for (const look of ["(prefers-color-scheme: dark)", "print"]) this.on(matchMedia(look), "change", () => this.repaint());
    this.sizes = new ResizeObserver(() => this.measure());
    this.sizes.observe(this.el);
    this.theme = new MutationObserver(() => this.repaint());
    this.theme.observe(document.documentElement, { attributes: true });
    this.ticking = setInterval(() => this.clock(), 30e3);
    this.measure(minutes(props.date) + DAY / 2);
    this.load(1).then(() => this.closed || this.feed.listen());
  }

  get closed() { return this.life.signal.aborted; }
  on(target, kind, handler, more) { target.addEventListener(kind, handler, { signal: this.life.signal, ...more }); }

  close() {
    this.life.abort();
    this.feed.close();
    for (const seer of [this.sizes, this.theme]) seer.disconnect();
    clearInterval(this.ticking);
    clearTimeout(this.later);
  }

  update(props) {
    const was = this.props, differ = (...names) => names.some((n) => `${JSON.stringify(props[n])}` !== `${JSON.stringify(was[n])}`);
    this.props = props;
    if (differ("date", "zoom")) this.setZoom(props.zoom, minutes(props.date) + DAY / 2);
    if (differ("filters", "src", "at")) this.load();
    if (differ("free")) this.feed.offer();
    if (differ("free", "selected", "editable", "refused")) this.layout();
    for (const verdict of props.verdicts || []) {
      if (!this.heard.has(verdict.nonce)) this.heard.add(verdict.nonce) && this.feed.verdict(verdict);
    }
  }

  // --- time and place -------------------------------------------------------------------------
  get may() { return this.props.editable && !this.props.at; }
  across(from, to) { return `left:${this.x(from)}px;width:${this.x(to) - this.x(from)}px`; }
  x(min) { return ((min - this.origin) / DAY) * this.cell; }
  at(x) { return this.origin + (x / this.cell) * DAY; }
  centre() { return this.at(this.el.scrollLeft + this.wide / 2); }
  snap(min) { return Math.floor(min / this.scale.snap) * this.scale.snap; }
  top(item) { return item === this.pinned ? Math.max(0, this.el.scrollTop) : item.y; }
  lane(bar) { return PAD + (bar[LANE] || 0) * (BAR + GAP); }

  clock(now, still) {
    if (now) Object.assign(this, { still, now, off: now - Date.now() / 6e4 });
    if (!this.still && this.off) this.now = this.off + Date.now() / 6e4;
    this.today.style.transform = `translateX(${this.x(this.now || 0)}px)`;
  }

  /** Read what is in view and as many spans around it. */
  async load(spans = 2.5) {
    const reach = Math.max(10, this.scale.days * spans) * DAY, centre = this.centre();
    try {
      await this.feed.read(midnight(centre - reach), midnight(centre + reach));
    } catch (error) { // while updates are paused the banner says enough
      if (this.el.dataset.live !== "paused") this.say(error.message || this.props.words.failed, "error");
    }
    this.el.setAttribute("aria-busy", false);
  }

  measure(min = this.centre(), px) {
    this.label = parseFloat(getComputedStyle(this.el).getPropertyValue("--pb-label")) || 210;
    this.wide = Math.max(60, this.el.clientWidth - this.label);
    this.tall = this.el.clientHeight;
    this.el.parentNode.style.cssText = `--wide: ${this.el.clientWidth}; --tall: ${this.tall}`; // on paper all of it fits
    this.cell = Math.max(3, Math.floor(this.wide / this.scale.days));
    this.tick = this.scale.ticks.find((t) => (t / DAY) * this.cell >= LEAST) || this.scale.ticks.at(-1);
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
    const scale = this.props.zooms.find((z) => z.name === name);
    if (!scale || (scale.name === this.scale.name && min === undefined)) return;
    this.scale = scale;
    this.measure(min, px);
  }

  // --- rows -----------------------------------------------------------------------------------
  /** Groups and the commonest week, from all rows anew. */
  reset() {
    const rows = [...this.feed.rows.values()].filter((row) => row.id !== ROLES);
    const weeks = [...Map.groupBy(rows, (row) => row.week).values()].sort((a, b) => b.length - a.length);
    this.groups = Map.groupBy(rows, (row) => row.group);
    this.week = weeks[0]?.[0].week || "[]";
    this.usual = JSON.parse(this.week);
    this.say(rows.length ? "" : this.props.words.empty, "empty");
    this.flatten();
  }

  flatten() {
    const roles = this.feed.rows.get(ROLES);
    this.items = roles ? [{ key: ROLES, row: roles }] : [];
    for (const [name, rows] of this.groups) {
      this.items.push({ key: `g:${name}`, group: name, rows });
      if (!this.shut.has(name)) for (const row of rows) this.items.push({ key: row.id, row });
    }
    this.el.setAttribute("aria-rowcount", this.items.length + 1);
    this.repaint();
  }

  /** Rows are as high as the overlap in view asks; the row on top stays where it is. */
  stack(from, to, was) {
    const top = this.items[this.find(was)], into = was - top?.y; // NaN at first
    let y = 0;
    for (const item of this.items) {
      const lanes = item.row && pack(item.row, from, to, this.seen.from, this.seen.to);
      Object.assign(item, { y, h: lanes ? 2 * PAD + lanes * (BAR + GAP) - GAP : GROUP });
      y += item.h;
    }
    const [roles] = this.items;
    this.pinned = roles?.key === ROLES && roles.h < this.tall / 3 ? roles : null;
    this.body.style.height = `${y}px`;
    return Math.abs(top?.y + into - was) > 1 ? (this.el.scrollTop = top.y + into) : was;
  }

  find(y) {
    let low = 0, high = this.items.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if ((this.items[mid].y || 0) <= y) low = mid;
      else high = mid - 1;
    }
    return low;
  }

  // --- drawing --------------------------------------------------------------------------------
  repaint() {
    this.pictures = {};
    this.body.style.background = this.picture(this.week);
    this.layout();
  }

  picture(week) {
    const left = this.label - weekday(this.origin) * this.cell;
    const paint = () => tile(this.cell, JSON.parse(week), this.tick, this.scale.hours, getComputedStyle(this.el));
    return (this.pictures[week] ||= `${paint()} ${left}px 0 var(--surface)`);
  }

  layout() {
    this.seen = null;
    this.draw();
  }

  draw() {
    if (!this.cell || this.drawing) return;
    const left = (this.left = this.el.scrollLeft), from = this.at(left), span = (this.wide / this.cell) * DAY, to = from + span;
    let y = this.el.scrollTop; // read before anything is written, or the page is laid out twice
    if (left < this.wide || left > 2 * SHEET - 3 * this.wide) return this.go(from + span / 2);
    this.drawing = true;
    const moved = !this.seen || Math.abs(from - span / 2 - this.seen.from) > span / 8;
    if (moved) this.seen = { from: from - span / 2, to: to + span / 2 };
    if (moved || this.touched) y = this.stack(this.seen.from + (span * 3) / 8, this.seen.to - (span * 3) / 8, y);
    this.touched = false;
    if (moved) {
      this.drawHead();
      this.feed.ahead(from - span / 2, to + span / 2);
    }
    const first = this.find(y - OVER), last = this.find(y + this.tall + OVER), shown = new Map();
    for (const item of this.pinned ? [this.pinned] : []) shown.set(item.key, 0);
    for (let i = first; i <= last && this.items.length; i++) shown.set(this.items[i].key, i);
    this.kinds.rows.show(this.body, shown, (node, i) => this.drawRow(node, this.items[i], i));
    this.drawing = false;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.rest(), REST);
  }

  /** Rows that a patch touched, and those of these bars, are filled anew; those below them only move. */
  touch(...ids) {
    for (const id of ids) if (this.feed.bars.has(id)) this.feed.rows.get(this.feed.bars.get(id)[ARTIST]).touched = true;
    this.touched = true;
    this.draw();
  }

  drawRow(node, item, index) {
    if (node.seen !== this.seen || node.item !== item || item.row?.touched) this.fillRow(node, item, index);
    else if (node.y !== item.y) this.drawLabel(node, item.row, item.rows, index);
    node.y = item.y;
    for (const bar of this.kinds.bars.of(node).values()) { // a long bar's text stays in view
      const inset = Math.max(0, Math.min(this.left - bar.left, bar.width - 44));
      if (bar.inset !== inset) bar.style.paddingLeft = `${8 + (bar.inset = inset)}px`;
    }
  }

  fillRow(node, item, index) {
    const { row, rows } = item, { seen, feed } = this, inView = (start, end) => end > seen.from && start < seen.to;
    const open = (s) => row.hours[weekday(s[1])]?.length; // a holiday on a day off is shaded already
    const off = row ? [...row.shades, ...feed.closed.filter(open)] : this.scale.stretch === "day" ? [] : feed.holidays;
    const shades = new Map(off.filter((s) => inView(s[1], s[2])).map((s) => [s, s]));
    const bars = new Map((row?.bars || []).filter((b) => inView(b[START], b[END])).map((b) => [b[ID], b]));
    Object.assign(node, { seen, item });
    if (row) row.touched = false;
    this.drawLabel(node, row, rows, index);
    this.kinds.shades.show(node, shades, (shade, s) => {
      shade.className = `pb-shade ${s[3]}`;
      shade.textContent = rows || s[0] ? s[4] : ""; // a holiday is named once a group
      shade.style.cssText = this.across(s[1], s[2]);
    });
    this.kinds.bars.show(node, bars, (n, bar) => this.drawBar(n, bar, row));
  }

  drawLabel(node, row, rows, index) {
    const { item } = node, { free, words } = this.props, pinned = item === this.pinned, roles = item.key === ROLES;
    const dim = free?.rows && row && !roles && !free.rows.includes(row.id), on = this.cursor === item.key, shut = this.shut.has(item.group);
    const own = row && (pinned || row.week !== this.week) ? this.picture(row.week) : "";
    if (!changed(node, item.key, item.y, item.h, index, pinned, dim, on, shut, item.share?.said, own)) return;
    const [label] = node.children, [name, small] = label.children;
    Object.assign(node, { className: `pb-row ${named({ "pb-group": rows, roles, pinned, dim })}` });
    node.setAttribute("aria-rowindex", index + 2);
    node.setAttribute("aria-level", row && !roles ? 2 : 1);
    if (row) node.removeAttribute("aria-expanded");
    else node.setAttribute("aria-expanded", !shut);
    node.style.cssText = `top:${pinned ? 46 : item.y}px;height:${item.h}px;background:${own}`;
    label.id = `pb-${item.key}`;
    label.classList.toggle("on", on);
    name.textContent = row ? row.name : item.group || words.nogroup;
    small.textContent = row ? row.title || "" : this.words.people(rows);
    this.drawShare(node, item.share);
  }

  drawBar(n, bar, row) {
    const id = bar[ID], left = this.x(bar[START]) + 1, width = Math.max(3, this.x(bar[END]) - left - 1), { feed, words, glow } = this;
    const holder = feed.holder(id), by = glow.get(id) || holder?.colour, sel = this.props.selected === id, picked = this.picked.has(id);
    const marks = { sel, picked, on: this.cursor === id, pending: feed.open.has(id), glow: glow.has(id), held: holder };
    const name = `pb-bar ${bar[STATUS]} ${named({ ...marks, slim: width < SLIM, ring: words.ring(bar, row) })}`;
    if (!changed(n, left, width, bar[LANE], name, by, holder?.name) && n.bar === bar) return;
    Object.assign(n, { id, bar, left, width, inset: 0, className: name });
    n.style.cssText = `transform:translate(${this.label + left}px,${this.lane(bar)}px);width:${width}px`;
    if (by) n.style.setProperty("--by", `var(--person-${by})`);
    n.dataset.holder = holder?.name || "";
    n.firstChild.textContent = words.rank(bar);
    n.lastChild.textContent = bar[LABEL];
    n.setAttribute("aria-label", words.describe(bar, row));
    n.setAttribute("aria-selected", sel || picked);
  }

  drawHead() {
    const { scale, tick, seen, words } = this, { formats } = this.props.words, { closed } = this.feed;
    const look = [tick, this.cell, this.origin, Math.floor(this.now / tick), this.week, closed].join();
    if (this.headed === look + seen.from) return;
    this.headed = look + seen.from;
    const long = scale.stretch !== "day", first = (min) => (long ? minutes(`${day(min).slice(0, 8)}01`) : midnight(min));
    const next = (min) => first(min + (long ? 32 : 1) * DAY), tops = new Map(), ticks = new Map();
    for (let d = first(seen.from); d < seen.to; d = next(d)) tops.set(d, next(d));
    for (let d = midnight(seen.from) - (tick > DAY) * weekday(seen.from) * DAY; d < seen.to; d += tick) ticks.set(d, d + tick);
    const fresh = (node, from, to) => changed(node, from, to, look) && (node.style.cssText = this.across(from, to));
    const shut = (from, to) => closed.filter((s) => s[1] < to && s[2] > from).map((s) => s[4]).join(", ");
    this.kinds.tops.show(this.tops, tops, (node, to, from) => {
      if (fresh(node, from, to)) node.firstChild.textContent = both(words.text(from, scale.top), long ? "" : shut(from, to));
    });
    this.kinds.ticks.show(this.days, ticks, (node, to, from) => {
      if (!fresh(node, from, to)) return;
      const off = tick === DAY && !this.usual[weekday(from)]?.length, now = from <= this.now && this.now < to, holiday = shut(from, to);
      node.className = `pb-day ${named({ off, now, holiday: holiday && tick >= DAY, edge: tick !== DAY })}`;
      Object.assign(node, { title: holiday, ariaLabel: both(words.text(from, tick < DAY ? formats.moment : formats.full), holiday) });
      node.dataset.day = tick < DAY ? iso(from) : day(from);
      node.dataset.name = tick === DAY && this.cell > 26 ? words.text(from, scale.small.at(this.cell < 56 ? -1 : 0)) : "";
      node.textContent = words.text(from, scale.bottom);
    });
  }

  // --- at rest, and around the board ----------------------------------------------------------
  /** What may wait until the hand rests: row heights by what is in view now, shares, the address. */
  rest() {
    if (this.rested !== this.el.scrollLeft && !this.hands.held) {
      this.rested = this.el.scrollLeft;
      return this.layout();
    }
    const people = [...this.groups.values()].flat(), { scale } = this;
    for (const node of this.kinds.rows.of(this.body).values()) this.drawShare(node, this.share(node.item));
    this.corner.textContent = `${this.words.people(people)} · ${this.share({ rows: people }).said}`;
    for (const n of document.querySelectorAll("[data-board-title]")) n.textContent = this.words.text(this.centre(), scale.top);
    for (const n of document.querySelectorAll("[data-board^='zoom:']")) n.ariaPressed = n.dataset.board === `zoom:${scale.name}`;
    this.point();
    this.address();
    const { from, to } = this.seen, more = (to - from) / 4;
    this.feed.ahead(from - more, to + more);
  }

  /** Who listens is told where the keys are. */
  point() {
    const spot = this.feed.bars.has(this.cursor) ? this.cursor : `pb-${this.cursor}`;
    if (document.getElementById(spot)) this.el.setAttribute("aria-activedescendant", spot);
    else this.el.removeAttribute("aria-activedescendant");
  }

  share(item) {
    const from = midnight(this.at(this.left + this.cell / 2));
    return (item.share = this.words.share(item.rows || [item.row], from, this.scale.days));
  }

  drawShare({ item, firstChild: { children: [, small, meter] } }, share) {
    meter.style.setProperty("--share", share?.part || 0);
    meter.classList.toggle("full", share?.part > 0.95);
    if (item.rows && share) small.textContent = `${this.words.people(item.rows)} · ${share.said}`;
  }

  /** The view is in the address, so that it can be sent to a colleague. */
  address() {
    const query = new URLSearchParams(location.search), { filters, selected, at } = this.props;
    const own = { date: day(this.centre()), zoom: this.scale.name, booking: selected, at };
    for (const name of [...new URLSearchParams(this.written || "").keys(), ...Object.keys(own)]) query.delete(name);
    for (const [name, value] of [...new URLSearchParams(filters), ...Object.entries(own)]) if (value) query.set(name, value);
    this.written = filters;
    if (`?${query}` !== location.search) history.replaceState(history.state, "", `${location.pathname}?${query}`);
  }

  say(text, tone) {
    this.note.textContent = text;
    this.note.dataset.tone = tone;
  }
  tell(text) { this.spoken.textContent = text; }

  live(on) {
    const text = on || this.props.at ? "" : this.props.words.paused;
    this.el.dataset.live = on ? "on" : "paused";
    if (this.banner.textContent !== text) this.banner.textContent = text;
  }

  /** Who is here, where the page has room for it, and whose hand is on which bar. */
  meet() {
    const { people } = this.feed, face = ({ name, initials, colour }) => Object.assign(document.createElement("span"), {
      className: `avatar person-${colour}`, title: name, role: "img", ariaLabel: name, textContent: initials,
    });
    for (const place of document.querySelectorAll("[data-board-people]")) place.replaceChildren(...people.map(face));
    this.touch(...this.held, ...(this.held = people.map((one) => one.held)));
  }

  /** A refused bar slides back from where it was let go. */
  slide(id, redo) {
    const before = document.getElementById(id)?.getBoundingClientRect();
    redo();
    this.layout();
    const node = document.getElementById(id), after = node?.getBoundingClientRect();
    if (!before || !after || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const from = { transform: `translate(${before.x - after.x}px,${before.y - after.y}px)` };
    node.animate([from, { transform: "none" }], { duration: 240, easing: "ease-out", composite: "add" });
  }

  lightUp(id, colour) {
    this.glow.set(id, colour);
    setTimeout(() => this.glow.delete(id) && !this.closed && this.touch(id), GLOW);
  }
}
