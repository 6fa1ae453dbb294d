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
import {
  DAY, END, ID, LABEL, LANE, RANK, START, STATUS, day, iso, midnight, minutes, pack, tile, usage, weekday, worked,
} from "./row.js";

export const BAR = 26, GAP = 4, PAD = 9, ROLES = "roles";
const GROUP = 28, SHEET = 2e6, LEAST = 22, OVER = 160, GLOW = 1600;
const named = (marks) => Object.keys(marks).filter((name) => marks[name]).join(" ");
export const fill = (text, value) => text.replace("{}", value);
export const make = (cls, attrs = {}, tag = "div") => {
  const node = document.createElement(tag);
  node.className = cls;
  for (const key in attrs) node.setAttribute(key, attrs[key]);
  return node;
};

export class Board {
  constructor(host, props, wire) {
    Object.assign(this, { props, words: props.words, items: [], rows: new Map(), spareRows: [], spareBars: [] });
    Object.assign(this, { shut: new Set(), glow: new Map(), heard: new Set(), picked: new Set(), formats: {} });
    this.scale = props.zooms.find((z) => z.name === props.zoom) || props.zooms.find((z) => z.name === "month");
    this.build(host);
    this.feed = new Feed(this, wire);
    this.hands = new Hands(this);
    this.keys = new Keys(this);
    this.el.addEventListener("scroll", () => this.draw(), { passive: true });
    this.sizes = new ResizeObserver(() => this.measure());
    this.sizes.observe(this.el);
    this.theme = new MutationObserver(() => this.repaint());
    this.theme.observe(document.documentElement, { attributes: true });
    matchMedia("(prefers-color-scheme: dark)").onchange = () => this.closed || this.repaint();
    this.ticking = setInterval(() => this.clock(), 30e3);
    this.origin = 0;
    this.measure(minutes(props.date) + DAY / 2);
    this.load().then(() => this.closed || this.feed.listen());
  }

  build(host) {
    const looks = { role: "treegrid", tabindex: 0, "aria-label": this.words.board };
    this.el = make("pb", { ...looks, "aria-multiselectable": true, "aria-busy": true });
    this.head = make("pb-head", { role: "row", "aria-rowindex": 1 });
    this.corner = make("pb-corner", { role: "columnheader" });
    this.tops = make("pb-days", { "aria-hidden": true });
    this.days = make("pb-days", { role: "presentation" });
    this.body = make("pb-body", { role: "rowgroup" });
    this.today = make("pb-today", { "aria-hidden": true });
    this.note = make("pb-note", { role: "status" });
    this.banner = make("pb-banner", { role: "status" });
    this.spoken = make("pb-spoken", { "aria-live": "polite" });
    this.body.append(this.today);
    this.head.append(this.corner, this.tops, this.days);
    this.el.append(this.head, this.body);
    host.append(this.el, this.note, this.banner, this.spoken);
  }

  close() {
    this.closed = true;
    for (const part of [this.feed, this.hands, this.keys]) part.close();
    for (const seer of [this.sizes, this.theme]) seer.disconnect();
    clearInterval(this.ticking);
    clearTimeout(this.later);
  }

  update(props) {
    const was = this.props, differ = (...names) => names.some((n) => `${JSON.stringify(props[n])}` !== `${JSON.stringify(was[n])}`);
    this.props = props;
    if (differ("date", "zoom")) this.setZoom(props.zoom, minutes(props.date) + DAY / 2, undefined, true);
    if (differ("filters", "src", "at")) this.load();
    if (differ("free")) this.feed.offer();
    if (differ("free", "selected", "editable")) this.layout();
    for (const verdict of props.verdicts || []) {
      if (!this.heard.has(verdict.nonce)) this.heard.add(verdict.nonce) && this.feed.verdict(verdict);
    }
  }

  // --- time and words -----------------------------------------------------------------------
  x(min) { return ((min - this.origin) / DAY) * this.cell; }
  at(x) { return this.origin + (x / this.cell) * DAY; }
  centre() { return this.at(this.el.scrollLeft + this.wide / 2); }
  snap(min) { return Math.floor(min / this.scale.snap) * this.scale.snap; }
  get may() { return this.props.editable && !this.props.at; }

  text(min, options) { // making a formatter takes longer than drawing a row, so each is kept
    const key = JSON.stringify(options);
    this.formats[key] ||= new Intl.DateTimeFormat(this.props.locale, { ...options, timeZone: "UTC" });
    return this.formats[key].format(min * 6e4);
  }

  dates(start, end) {
    const { day: d, time } = this.words.formats, whole = start % DAY === 0 && end % DAY === 0;
    const last = this.text(whole ? end - 1 : end, d), first = this.text(start, d);
    if (whole) return first === last ? first : `${first} – ${last}`;
    return `${first} ${this.text(start, time)} – ${first === last ? "" : `${last} `}${this.text(end, time)}`;
  }

  /** What a stretch of time costs a person: working days, or hours where it is not whole days. */
  effort(row, start, end) {
    if (this.scale.snap < DAY || start % DAY || end % DAY) return fill(this.words.hours, worked(row, start, end) / 60);
    let days = 0;
    for (let d = start; d < end; d += DAY) days += worked(row, d, d + DAY) > 0;
    return fill(this.words.days, days);
  }

  rank(bar) { return bar[STATUS] === "hold" ? this.words.ranks[bar[RANK]] || (bar[RANK] ? `${bar[RANK]}.` : "") : ""; }

  describe(bar, row) {
    const holder = this.feed.holder(bar[ID]), words = [this.rank(bar), this.words[bar[STATUS]]].join(" ").trim();
    const parts = [bar[LABEL], words, this.dates(bar[START], bar[END]), this.effort(row, bar[START], bar[END])];
    return [...parts, this.ring(bar, row), holder && fill(this.words.held, holder.name)].filter(Boolean).join(" · ");
  }

  /** Why a bar has a red ring, or nothing. */
  ring(bar, row) {
    if (this.feed.refused.has(bar[ID])) return this.feed.refused.get(bar[ID]);
    const off = [...row.shades.values()].some((s) => this.words.clash[s[3]] && s[1] < bar[END] && s[2] > bar[START]);
    return off && this.props.levels[bar[STATUS]].counts.length ? this.words.leave : "";
  }

  say(text, tone = "error") {
    this.note.textContent = text;
    this.note.dataset.tone = text ? tone : "";
  }
  tell(text) { this.spoken.textContent = text; }

  clock(now, still) {
    if (now) Object.assign(this, { still, now, off: now - Date.now() / 6e4 });
    if (!this.still && this.off) this.now = this.off + Date.now() / 6e4;
    this.today.style.transform = `translateX(${this.x(this.now || 0)}px)`;
  }

  live(on) {
    this.el.dataset.live = on ? "on" : "paused";
    const { at } = this.props, past = at && fill(this.words.past, this.text(this.now || 0, this.words.formats.moment));
    const text = past || (on ? "" : this.words.paused);
    if (this.banner.textContent !== text) this.banner.textContent = text;
  }

  /** Show who is here, where the page has room for it, and whose hand is on which bar. */
  meet() {
    const faces = this.feed.people.map((one) => {
      const face = make("avatar", { title: one.name, role: "img", "aria-label": one.name }, "span");
      face.textContent = one.initials;
      face.style.background = `var(--person-${one.colour})`;
      return face;
    });
    for (const place of document.querySelectorAll("[data-board-people]")) place.replaceChildren(...faces);
    this.layout();
  }

  // --- place --------------------------------------------------------------------------------
  async load() {
    const reach = Math.max(31, this.scale.days * 1.5) * DAY, centre = this.centre();
    try {
      await this.feed.read(midnight(centre - reach), midnight(centre + reach));
      this.live(this.el.dataset.live !== "paused");
    } catch (error) {
      this.say(error.message || this.words.failed);
    }
    this.el.setAttribute("aria-busy", false);
  }

  measure(min = this.centre(), px) {
    this.label = parseFloat(getComputedStyle(this.el).getPropertyValue("--pb-label")) || 210;
    this.wide = Math.max(60, this.el.clientWidth - this.label);
    this.tall = this.el.clientHeight;
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

  setZoom(name, min, px, move) {
    const scale = this.props.zooms.find((z) => z.name === name);
    if (!scale || (scale === this.scale && !move)) return;
    this.scale = scale;
    this.measure(min, px);
  }

  repaint() {
    this.pictures = {};
    this.body.style.background = this.picture(this.usual || []);
    this.layout();
  }

  picture(hours) {
    const key = JSON.stringify(hours), left = this.label - weekday(this.origin) * this.cell;
    const paint = () => tile(this.cell, hours, this.tick, this.scale.hours, getComputedStyle(this.el));
    return (this.pictures[key] ||= `${paint()} ${left}px 0 var(--surface)`);
  }

  reset() {
    this.groups = new Map();
    const often = {}, count = (row) => (often[JSON.stringify(row.hours)] = (often[JSON.stringify(row.hours)] || 0) + 1);
    for (const row of this.feed.rows.values()) {
      if (row.id !== ROLES) this.groups.set(row.group, [...(this.groups.get(row.group) || []), row]) && count(row);
    }
    const [usual] = Object.entries(often).sort((a, b) => b[1] - a[1])[0] || ["[]"];
    if (usual !== JSON.stringify(this.usual)) {
      this.usual = JSON.parse(usual);
      this.body.style.background = this.picture(this.usual);
    }
    this.say(this.groups.size ? "" : this.words.empty, "empty");
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
    this.layout();
  }

  toggle(group) {
    if (!this.shut.delete(group)) this.shut.add(group);
    this.flatten();
  }

  /** Rows are as high as the overlap in view asks; the row on top stays where it is. */
  stack(from, to) {
    const top = this.items[this.find(this.el.scrollTop)], into = this.el.scrollTop - top?.y; // NaN at first
    let y = 0;
    for (const item of this.items) {
      let lanes = 1;
      if (item.row && !item.row.packed) pack(item.row, this.props.levels);
      for (const b of item.row?.bars || []) if (b[END] > from && b[START] < to) lanes = Math.max(lanes, b[LANE] + 1);
      item.y = y;
      item.h = item.row ? 2 * PAD + lanes * (BAR + GAP) - GAP : GROUP;
      y += item.h;
    }
    this.pinned = this.items[0]?.key === ROLES && this.items[0].h < this.tall / 3 ? this.items[0] : null;
    this.body.style.height = `${y}px`;
    if (Math.abs(top?.y + into - this.el.scrollTop) > 1) this.el.scrollTop = top.y + into;
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

  top(item) { return item === this.pinned ? Math.max(0, this.el.scrollTop) : item.y; }

  // --- drawing ------------------------------------------------------------------------------
  layout() {
    this.seen = null;
    this.draw();
  }

  draw() {
    if (!this.cell || this.drawing) return;
    const left = (this.left = this.el.scrollLeft), from = this.at(left), span = (this.wide / this.cell) * DAY, to = from + span;
    if (left < this.wide || this.x(this.origin + 2 * this.reach) - left < 2 * this.wide) return this.go(from + span / 2);
    this.drawing = true;
    if (!this.seen || from < this.seen.from + span / 8 || to > this.seen.to - span / 8) {
      this.seen = { from: from - span / 2, to: to + span / 2 };
      this.stack(from, to);
      this.drawHead();
      for (const node of this.rows.values()) node.stale = true;
      this.feed?.ahead(from - span, to + span);
    }
    const y = this.el.scrollTop, first = this.find(y - OVER), last = this.find(y + this.tall + OVER);
    const shown = this.items.slice(first, last + 1).map((item, i) => [item, first + i]);
    if (this.pinned && first) shown.unshift([this.pinned, 0]);
    const keys = new Set(shown.map(([item]) => item.key));
    for (const [key, node] of this.rows) {
      if (keys.has(key)) continue;
      this.rows.delete(key);
      this.spareRows.push(node);
      this.clearBars(node);
      node.remove();
    }
    for (const [item, index] of shown) this.drawItem(item, index, left);
    this.drawing = false;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.rest(), 80);
  }

  drawItem(item, index, left) {
    let node = this.rows.get(item.key);
    if (!node) {
      node = this.spareRows.pop() || this.newRow();
      this.rows.set(item.key, node);
      node.stale = true;
      this.body.append(node);
    }
    if (node.stale) this.fillRow(node, item, index);
    for (const bar of node.bars.values()) { // a long bar's text stays in view
      const inset = Math.max(0, Math.min(left - bar.left, bar.width - 44));
      if (bar.inset !== inset) bar.style.setProperty("--in", `${(bar.inset = inset)}px`);
    }
  }

  newRow() {
    const node = make("pb-row", { role: "row" });
    Object.assign(node, { bars: new Map(), shades: [] });
    node.label = node.appendChild(make("pb-label", { role: "rowheader" }));
    node.label.append(make("", {}, "b"), make("", {}, "small"), make("pb-meter", { "aria-hidden": true }, "i"));
    return node;
  }

  fillRow(node, item, index) {
    const { row } = item, { free } = this.props, [name, small] = node.label.children, pinned = item === this.pinned;
    const marks = { "pb-group": !row, roles: item.key === ROLES, pinned, dim: row && free?.rows && !free.rows.includes(row.id) };
    Object.assign(node, { stale: false, item, className: `pb-row ${named(marks)}` });
    node.setAttribute("aria-rowindex", index + 2);
    node.setAttribute("aria-level", row && item.key !== ROLES ? 2 : 1);
    node.style.cssText = `transform:translateY(${pinned ? 0 : item.y}px);height:${item.h}px`;
    node.label.id = `pb-${item.key}`;
    node.label.classList.toggle("on", this.cursor === item.key);
    name.textContent = row ? row.name : item.group || this.words.nogroup;
    small.textContent = row ? row.title || "" : fill(this.words.count, item.rows.length);
    if (row) node.removeAttribute("aria-expanded");
    else node.setAttribute("aria-expanded", !this.shut.has(item.group));
    const same = !row || JSON.stringify(row.hours) === JSON.stringify(this.usual);
    if (!same || pinned) node.style.background = this.picture(row.hours);
    this.drawMeter(node);
    for (const shade of node.shades.splice(0)) shade.remove();
    const bars = (row?.bars || []).filter((b) => b[END] > this.seen.from && b[START] < this.seen.to);
    this.clearBars(node, new Set(bars.map((b) => b[ID])));
    for (const s of row?.shades.values() || []) if (s[2] > this.seen.from && s[1] < this.seen.to) this.drawShade(node, s);
    for (const bar of bars) this.drawBar(node, bar, row);
  }

  clearBars(node, keep) {
    for (const [id, bar] of node.bars) {
      if (keep?.has(id)) continue;
      node.bars.delete(id);
      bar.remove();
      this.spareBars.push(bar);
    }
  }

  drawShade(node, [, start, end, kind, label]) {
    const shade = make(`pb-shade ${kind}`, { "aria-hidden": true });
    shade.textContent = label || "";
    shade.style.cssText = `left:${this.label + this.x(start)}px;width:${this.x(end) - this.x(start)}px`;
    node.shades.push(node.appendChild(shade));
  }

  drawBar(node, bar, row) {
    const id = bar[ID], left = this.x(bar[START]) + 1, width = Math.max(3, this.x(bar[END]) - left - 1);
    const holder = this.feed.holder(id), by = this.glow.get(id) ?? holder?.colour;
    let n = node.bars.get(id);
    if (!n) {
      n = this.spareBars.pop() || make("pb-bar", { role: "gridcell" });
      if (!n.firstChild) n.append(make("", {}, "i"), make("", {}, "span"));
      node.bars.set(id, node.appendChild(n));
      n.id = id;
    }
    const chosen = this.props.selected === id, picked = this.picked.has(id), ring = Boolean(this.ring(bar, row));
    const marks = { sel: chosen, picked, ring, on: this.cursor === id, pending: this.feed.open.has(id), glow: this.glow.has(id) };
    n.className = `pb-bar ${bar[STATUS]} ${named({ ...marks, held: holder })}`;
    n.style.cssText = `transform:translate(${this.label + left}px,${PAD + bar[LANE] * (BAR + GAP)}px);width:${width}px`;
    if (by) n.style.setProperty("--by", `var(--person-${by})`);
    Object.assign(n, { left, width, inset: null });
    n.dataset.holder = holder?.name || "";
    n.firstChild.textContent = this.rank(bar);
    n.lastChild.textContent = bar[LABEL];
    n.setAttribute("aria-label", this.describe(bar, row));
    n.setAttribute("aria-selected", chosen || picked);
  }

  drawHead() {
    const { scale, tick, seen } = this, key = [seen.from, seen.to, this.cell, tick, midnight(this.now || 0)].join();
    if (key === this.headed) return;
    this.headed = key;
    const step = scale.stretch === "day" ? DAY : 32 * DAY, tops = [], ticks = [];
    const first = (min) => (step === DAY ? midnight(min) : minutes(`${day(min).slice(0, 8)}01`));
    const place = (node, from, to) => (node.style.cssText = `left:${this.x(from)}px;width:${this.x(to) - this.x(from)}px`);
    for (let d = first(seen.from), end; d < seen.to; d = end) {
      const node = make("pb-top"), name = node.appendChild(make("", {}, "span"));
      name.textContent = this.text(d, scale.top);
      place(node, d, (end = first(d + step)));
      tops.push(node);
    }
    for (let d = midnight(seen.from) - (tick > DAY ? weekday(seen.from) * DAY : 0); d < seen.to; d += tick) {
      const off = tick === DAY && !this.usual?.[weekday(d)]?.length, now = d <= this.now && this.now < d + tick;
      const full = this.text(d, tick < DAY ? this.words.formats.moment : this.words.formats.full);
      const when = { "data-day": tick < DAY ? iso(d) : day(d), "aria-label": full, role: "columnheader" };
      const node = make(`pb-day ${named({ off, now })}`, when);
      if (scale.small && tick === DAY) node.dataset.name = this.text(d, scale.small);
      node.textContent = this.text(d, scale.bottom);
      place(node, d, d + tick);
      ticks.push(node);
    }
    this.tops.replaceChildren(...tops);
    this.days.replaceChildren(...ticks);
  }

  // --- at rest ------------------------------------------------------------------------------
  /** What may wait until the hand rests: row heights by what is in view now, shares, the address. */
  rest() {
    if (this.rested !== this.el.scrollLeft && !this.hands.held) {
      this.rested = this.el.scrollLeft;
      return this.layout();
    }
    for (const node of this.rows.values()) this.drawMeter(node, true);
    const { rows } = this.feed, people = [...rows.values()].filter((row) => row.id !== ROLES);
    const share = Math.round(this.share(people).expected * 100), { count, booked } = this.words;
    this.corner.textContent = `${fill(count, people.length)} · ${fill(booked, share)}`;
    for (const n of document.querySelectorAll("[data-board-title]")) n.textContent = this.text(this.centre(), this.scale.top);
    for (const n of document.querySelectorAll("[data-board^='zoom:']")) {
      n.setAttribute("aria-pressed", n.dataset.board === `zoom:${this.scale.name}`);
    }
    this.address();
  }

  share(rows) {
    const from = midnight(this.at(this.left + this.cell / 2)), to = from + this.scale.days * DAY, key = `${from} ${to}`;
    const sum = { work: 0, firm: 0, expected: 0, worst: 0 };
    for (const row of rows) {
      if (row.usage?.key !== key) row.usage = { key, ...usage(row, from, to, this.props.levels) };
      for (const name in sum) sum[name] += row.usage[name];
    }
    for (const name of ["firm", "expected", "worst"]) sum[name] = sum.work ? sum[name] / sum.work : 0;
    return sum;
  }

  drawMeter(node, now) {
    const { row, rows } = node.item, [, small, meter] = node.label.children;
    const part = now ? this.share(rows || [row]) : node.item.part;
    if (!part) return;
    node.item.part = part;
    meter.style.setProperty("--share", part.expected);
    meter.classList.toggle("full", part.expected > 0.95);
    const { count, booked } = this.words;
    if (rows) small.textContent = `${fill(count, rows.length)} · ${fill(booked, Math.round(part.expected * 100))}`;
  }

  usageText(item) {
    const part = this.share(item.rows || [item.row]);
    return this.words.usage.replace(/\{(\w+)\}/g, (_, name) => Math.round(part[name] * 100));
  }

  /** The view is in the address, so that it can be sent to a colleague. */
  address() {
    const query = new URLSearchParams(location.search), { filters, selected, at } = this.props;
    const own = { date: day(this.centre()), zoom: this.scale.name, booking: selected, at };
    for (const name of [...new URLSearchParams(this.written || "").keys(), ...Object.keys(own)]) query.delete(name);
    for (const [name, value] of [...new URLSearchParams(filters), ...Object.entries(own)]) if (value) query.set(name, value);
    this.written = filters;
    history.replaceState(history.state, "", `${location.pathname}?${query}`);
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
    setTimeout(() => this.glow.delete(id) && !this.closed && this.layout(), GLOW);
  }
}
