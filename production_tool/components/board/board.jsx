// The board's adapter: it only draws what it is told and says what a hand or a key asked for.
// Every time is whole minutes of the studio's wall time since 1970, so a day always has 1440.
import { createElement, useEffect, useRef } from "react";
import {
  DAY, END, Feed, ID, LABEL, LANE, RANK, START, STATUS, day, midnight, minutes,
} from "./feed.js";
import { Hands } from "./hands.js";
import { booked, pack, share, tile, weekday } from "./row.js";

const BAR = 26, GAP = 4, PAD = 9, HEAD = 28, REACH = 3650;
const SPAN = { week: 7, fortnight: 14, month: 31, quarter: 92 };
const named = (marks) => Object.keys(marks).filter((name) => marks[name]).join(" ");
const make = (cls, attrs = {}, tag = "div") => {
  const node = document.createElement(tag);
  node.className = cls;
  for (const key in attrs) node.setAttribute(key, attrs[key]);
  return node;
};

class Board {
  constructor(host, props) {
    Object.assign(this, { props, words: props.words, zoom: SPAN[props.zoom] ? props.zoom : "month" });
    Object.assign(this, { items: [], rows: new Map(), spareRows: [], spareBars: [], shut: new Set() });
    Object.assign(this, { glow: new Map(), heard: new Set(), formats: {} });
    this.build(host);
    this.feed = new Feed(this);
    this.hands = new Hands(this);
    this.el.addEventListener("scroll", () => this.draw(), { passive: true });
    this.sizes = new ResizeObserver(() => this.measure());
    this.sizes.observe(this.el);
    this.theme = new MutationObserver(() => this.repaint());
    this.theme.observe(document.documentElement, { attributes: true });
    matchMedia("(prefers-color-scheme: dark)").onchange = () => this.closed || this.repaint();
    this.ticking = setInterval(() => this.clock(), 30e3);
    this.origin = minutes(props.date) - REACH * DAY;
    this.measure(minutes(props.date) + DAY / 2);
    this.load().then(() => this.closed || this.feed.listen());
  }

  build(host) {
    const w = this.words;
    this.el = make("pb", { role: "treegrid", tabindex: 0, "aria-label": w.board, "aria-busy": true });
    this.head = make("pb-head", { role: "row", "aria-rowindex": 1 });
    this.corner = make("pb-corner", { role: "columnheader" });
    this.days = make("pb-days", { role: "presentation" });
    this.body = make("pb-body", { role: "presentation" });
    this.today = make("pb-today", { "aria-hidden": true });
    this.note = make("pb-note", { role: "status" });
    this.paused = make("pb-paused", { role: "status" });
    this.body.append(this.today);
    this.head.append(this.corner, this.days);
    this.el.append(this.head, this.body);
    host.append(this.el, this.note, this.paused);
    this.paused.textContent = w.paused;
  }

  close() {
    this.closed = true;
    this.feed.close();
    this.hands.close();
    this.sizes.disconnect();
    this.theme.disconnect();
    clearInterval(this.ticking);
    clearTimeout(this.later);
  }

  x(min) { return ((min - this.origin) / DAY) * this.cell; }
  at(x) { return this.origin + (x / this.cell) * DAY; }
  centre() { return this.at(this.el.scrollLeft + this.wide / 2); }
  text(min, options) { // making a formatter takes longer than drawing a row, so each is kept
    const key = JSON.stringify(options);
    this.formats[key] ||= new Intl.DateTimeFormat(this.props.locale, { ...options, timeZone: "UTC" });
    return this.formats[key].format(min * 6e4);
  }
  dates(start, end) {
    const one = (min) => this.text(min, { weekday: "short", day: "numeric", month: "short" });
    return end - start <= DAY ? one(start) : `${one(start)} – ${one(end - 1)}`;
  }

  clock(now) {
    if (now) this.ahead = now - Date.now() / 6e4;
    if (this.ahead === undefined) return;
    this.now = this.ahead + Date.now() / 6e4;
    this.today.style.transform = `translateX(${this.x(this.now)}px)`;
  }

  say(text, tone = "error") {
    this.note.textContent = text;
    this.note.dataset.tone = text ? tone : "";
    if (tone === "quiet") setTimeout(() => this.note.textContent === text && this.say(""), 2500);
  }

  load() {
    const reach = Math.max(31, SPAN[this.zoom] * 1.5) * DAY, centre = this.centre();
    return this.feed
      .read(this.props.src, this.props.filters, midnight(centre - reach), midnight(centre + reach))
      .catch((error) => this.say(error.message))
      .finally(() => this.el.setAttribute("aria-busy", false));
  }

  measure(centre = this.centre()) {
    this.label = parseFloat(getComputedStyle(this.el).getPropertyValue("--pb-label")) || 210;
    this.wide = Math.max(60, this.el.clientWidth - this.label);
    this.tall = this.el.clientHeight;
    this.cell = Math.max(3, Math.floor(this.wide / SPAN[this.zoom]));
    this.head.style.width = this.body.style.width = `${this.label + 2 * REACH * this.cell}px`;
    this.el.dataset.far = this.cell < 18;
    this.go(centre);
  }

  go(centre) {
    if (Math.abs(centre - this.origin - REACH * DAY) > (REACH - 400) * DAY) {
      this.origin = midnight(centre) - REACH * DAY; // far away: lay the sheet anew around it
    }
    this.el.scrollLeft = Math.round(this.x(centre) - this.wide / 2);
    this.clock();
    this.repaint();
  }

  setZoom(zoom, centre) {
    if (!SPAN[zoom] || zoom === this.zoom) return;
    this.zoom = zoom;
    this.measure(centre);
  }
  step(by) { this.setZoom(Object.keys(SPAN)[Object.keys(SPAN).indexOf(this.zoom) + by]); }

  picture(off) {
    return `${tile(this.cell, off, getComputedStyle(this.el))} ${this.label - weekday(this.origin) * this.cell}px 0`;
  }

  repaint() {
    this.pictures = {};
    this.body.style.background = `${this.picture([5, 6])} var(--surface)`;
    this.layout();
  }

  reset() {
    this.groups = new Map();
    for (const row of this.feed.rows.values()) {
      if (!this.groups.has(row.group)) this.groups.set(row.group, []);
      this.groups.get(row.group).push(row);
    }
    this.say(this.feed.rows.size ? "" : this.words.empty, "empty");
    this.flatten();
  }

  flatten() {
    this.items = [];
    for (const [name, rows] of this.groups || []) {
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
      if (item.row && !item.row.packed) pack(item.row);
      for (const b of item.row?.bars || []) if (b[END] > from && b[START] < to) lanes = Math.max(lanes, b[LANE] + 1);
      item.y = y;
      item.h = item.row ? 2 * PAD + lanes * (BAR + GAP) - GAP : HEAD;
      y += item.h;
    }
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

  layout() {
    this.seen = null;
    this.draw();
  }

  draw() {
    if (!this.cell || this.drawing) return;
    this.drawing = true;
    const left = (this.left = this.el.scrollLeft), from = this.at(left), span = (this.wide / this.cell) * DAY;
    const to = from + span;
    if (!this.seen || from < this.seen.from + span / 8 || to > this.seen.to - span / 8) {
      this.seen = { from: from - span / 2, to: to + span / 2 };
      this.stack(from, to);
      this.drawHead();
      for (const node of this.rows.values()) node.stale = true;
      this.feed?.ahead(from - span, to + span);
    }
    const first = this.find(this.el.scrollTop - 60), last = this.find(this.el.scrollTop + this.tall + 60);
    const shown = this.items.slice(first, last + 1), keys = new Set(shown.map((item) => item.key));
    for (const [key, node] of this.rows) {
      if (keys.has(key)) continue;
      this.rows.delete(key);
      this.spareRows.push(node);
      this.clearBars(node);
      node.remove();
    }
    shown.forEach((item, i) => this.drawItem(item, first + i, left));
    this.drawing = false;
    this.report();
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
    node.bars = new Map();
    node.label = node.appendChild(make("pb-label", { role: "rowheader" }));
    node.label.append(make("", {}, "b"), make("", {}, "small"), make("pb-meter", { "aria-hidden": true }, "i"));
    node.shades = [];
    return node;
  }

  fillRow(node, item, index) {
    const { row } = item, [name, small, meter] = node.label.children;
    Object.assign(node, { stale: false, item, className: row ? "pb-row" : "pb-row pb-group" });
    node.setAttribute("aria-rowindex", index + 2);
    node.setAttribute("aria-level", row ? 2 : 1);
    node.style.transform = `translateY(${item.y}px)`;
    node.style.height = `${item.h}px`;
    node.label.id = `pb-${item.key}`;
    node.label.classList.toggle("on", this.cursor === item.key);
    name.textContent = row ? row.name : item.group || this.words.nogroup;
    small.textContent = row ? row.title || "" : this.summary(item.rows);
    if (row) node.removeAttribute("aria-expanded");
    else node.setAttribute("aria-expanded", !this.shut.has(item.group));
    const off = row ? [...row.off].sort().join() : "5,6";
    node.style.background = off === "5,6" ? "" : (this.pictures[off] ||= `${this.picture(row.off)} var(--surface)`);
    for (const shade of node.shades.splice(0)) shade.remove();
    const bars = (row?.bars || []).filter((b) => b[END] > this.seen.from && b[START] < this.seen.to);
    const keep = new Set(bars.map((b) => b[ID]));
    this.clearBars(node, keep);
    if (!row) return;
    this.drawMeter(row, meter);
    for (const s of row.shades.values()) if (s[2] > this.seen.from && s[1] < this.seen.to) this.drawShade(node, s);
    for (const bar of bars) this.drawBar(node, bar);
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

  first() { return midnight(this.at(this.left + this.cell / 2)); } // no reading of the page while drawing
  summary(rows) {
    const part = booked(rows, this.first(), SPAN[this.zoom]), { count, booked: full } = this.words;
    return `${count.replace("{}", rows.length)} · ${full.replace("{}", Math.round(part * 100))}`;
  }

  drawMeter(row, meter) {
    const part = share(row, this.first(), SPAN[this.zoom]);
    meter.style.setProperty("--share", part);
    meter.classList.toggle("full", part > 0.95);
  }

  drawBar(node, bar) {
    const id = bar[ID], left = this.x(bar[START]) + 1, width = Math.max(3, this.x(bar[END]) - left - 1);
    let n = node.bars.get(id);
    if (!n) {
      n = this.spareBars.pop() || make("pb-bar", { role: "gridcell" });
      if (!n.firstChild) n.append(make("", {}, "i"), make("", {}, "span"));
      node.bars.set(id, node.appendChild(n));
      n.id = id;
    }
    const marks = { sel: this.props.selected === id, on: this.cursor === id, pending: this.feed.open.has(id) };
    marks.glow = this.glow.has(id);
    n.className = `pb-bar ${bar[STATUS]} ${named(marks)}`;
    n.style.transform = `translate(${this.label + left}px,${PAD + bar[LANE] * (BAR + GAP)}px)`;
    n.style.width = `${width}px`;
    Object.assign(n, { left, width, inset: null });
    n.firstChild.textContent = bar[STATUS] === "hold" ? this.rank(bar) : "";
    n.lastChild.textContent = bar[LABEL];
    n.setAttribute("aria-label", this.describe(bar));
    n.setAttribute("aria-selected", marks.sel);
  }

  rank(bar) { return this.words.ranks[bar[RANK]] || (bar[RANK] ? `${bar[RANK]}.` : ""); }
  describe(bar) {
    const name = bar[STATUS] === "hold" ? `${this.rank(bar)} ${bar[LABEL]}` : bar[LABEL];
    return `${name}, ${this.words[bar[STATUS]]}, ${this.dates(bar[START], bar[END])}`;
  }

  drawHead() {
    const far = this.cell < 18, nodes = [], key = `${this.seen.from} ${this.seen.to} ${this.cell} ${this.now > 0}`;
    if (key === this.headed) return;
    this.headed = key;
    for (let d = midnight(this.seen.from); d < this.seen.to; d += DAY) {
      const first = day(d).endsWith("-01");
      if (far && weekday(d) && !first) continue;
      const month = this.text(d, { month: "short" });
      const top = first ? month : this.text(d, { weekday: this.cell > 60 ? "short" : "narrow" });
      const marks = { off: weekday(d) > 4, now: d === midnight(this.now || 0), first };
      const said = { role: "columnheader", "data-day": day(d), "aria-label": this.text(d, { dateStyle: "full" }) };
      const node = make(`pb-day ${named(marks)}`, said);
      node.textContent = far ? (first ? month : `\u00a0\n${+day(d).slice(8)}`) : `${top}\n${+day(d).slice(8)}`;
      node.style.cssText = `left:${this.x(d)}px;width:${far && first ? "auto" : `${this.cell}px`}`;
      nodes.push(node);
    }
    this.days.replaceChildren(...nodes);
  }

  /** The view is in the address, so that it can be sent to a colleague. */
  report() {
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      if (this.rested !== this.el.scrollLeft && !this.hands.held) { // at rest: heights by what is in view now
        this.rested = this.el.scrollLeft;
        return this.layout();
      }
      const title = this.text(this.centre(), { month: "long", year: "numeric" });
      this.corner.textContent = this.summary([...this.feed.rows.values()]);
      for (const n of document.querySelectorAll("[data-board-title]")) n.textContent = title;
      for (const n of document.querySelectorAll("[data-board^='zoom:']")) {
        n.setAttribute("aria-pressed", n.dataset.board === `zoom:${this.zoom}`);
      }
      const query = new URLSearchParams(this.props.filters);
      query.set("date", day(this.centre()));
      query.set("zoom", this.zoom);
      if (this.props.selected) query.set("booking", this.props.selected);
      history.replaceState(history.state, "", `${location.pathname}?${query}`);
    }, 80);
  }

  /** A refused bar slides back from where it was let go. */
  slide(id, redo) {
    const before = document.getElementById(id)?.getBoundingClientRect();
    redo();
    this.layout();
    const node = document.getElementById(id), after = node?.getBoundingClientRect();
    if (!before || !after) return;
    const from = { transform: `translate(${before.x - after.x}px,${before.y - after.y}px)` };
    node.animate([from, { transform: "none" }], { duration: 240, easing: "ease-out", composite: "add" });
  }

  lightUp(id) {
    this.glow.set(id, Date.now() + 1600);
    setTimeout(() => this.glow.delete(id) && !this.closed && this.layout(), 1650);
  }

  update(props) {
    const { filters, src, selected } = this.props;
    this.props = props;
    if (props.filters !== filters || props.src !== src) this.load();
    if (props.selected !== selected) this.layout();
    for (const verdict of props.verdicts || []) {
      if (!this.heard.has(verdict.nonce)) this.heard.add(verdict.nonce) && this.feed.verdict(verdict);
    }
  }
}

export function BookingBoard(props) {
  const host = useRef(null), board = useRef(null);
  useEffect(() => {
    board.current = new Board(host.current, props);
    return () => board.current.close();
  }, []);
  useEffect(() => board.current.update(props));
  return createElement("div", { ref: host, className: "pb-host" });
}
