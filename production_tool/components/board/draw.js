// Draws the board: only what is in view, in nodes that are used again. Decides nothing.
//
// Alone in a page, for measuring: give a sized element the class "pb-host" and the sheets of
// assets/styles/board*.css, then new Board(element, props, wire). The props are those of board.py
// (rules.py has the fixed ones) with events as functions onChange, onCreate, ...; the wire is
//   { get: async (path, query) => snapshot or patch, join: (heard) => ({ say() {}, close() {} }) }
// where heard.patch(patch), heard.people(people), heard.live(true) and heard.beat({ seq, live }) come in.
import { Feed } from "./feed.js";
import { watchHands } from "./hands.js";
import { drawHead, orderTicks } from "./head.js";
import { watchKeys } from "./keys.js";
import { DAY, day, midnight, minutes } from "./row.js";
import { drawRows, drawShares, picture, shareOf } from "./rows.js";
import { ROLES, SHEET, View } from "./view.js";
import { both, fill, people, text } from "./words.js";

const GLOW = 1600, REST = 150, NOBODY = { hours: [], week: "[]" };
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

export class Board extends View {
  constructor(host, props, wire) {
    super();
    Object.assign(this, { props, origin: 0, items: [], groups: new Map(), usual: NOBODY, turned: 0 });
    Object.assign(this, { shut: new Set(), picked: new Set(), glow: new Map(), heard: new Set() });
    host.innerHTML = FRAME;
    this.el = host.firstElementChild;
    for (const node of host.querySelectorAll("[class^='pb-']")) this[node.className.slice(3)] = node; // tip...
    this.el.setAttribute("aria-label", props.words.board);
    this.scale = props.zooms.find((zoom) => zoom.name === props.zoom) || props.zooms[0];
    this.life = new AbortController();
    this.feed = new Feed(this, wire);
    watchKeys(this);
    watchHands(this);
    this.watch();
    this.measure(minutes(props.date) + DAY / 2);
    this.load(1).then(() => this.closed || this.feed.listen());
  }

  watch() {
    this.on(this.el, "scroll", () => this.draw(), { passive: true });
    for (const look of ["(prefers-color-scheme: dark)", "print"]) {
      this.on(matchMedia(look), "change", () => this.repaint());
    }
    this.on(window, "beforeprint", () => this.number());
    this.sizes = new ResizeObserver(() => this.measure());
    this.sizes.observe(this.el);
    this.theme = new MutationObserver(() => this.repaint());
    this.theme.observe(document.documentElement, { attributes: true });
  }

  get closed() { return this.life.signal.aborted; }
  get may() { return this.props.editable && !this.props.at; }
  on(target, kind, handler, more) { target.addEventListener(kind, handler, { signal: this.life.signal, ...more }); }

  close() {
    this.life.abort();
    this.feed.close();
    this.sizes.disconnect();
    this.theme.disconnect();
    clearTimeout(this.later);
  }

  update(props) {
    const was = this.props, is = JSON.stringify;
    const differ = (...names) => names.some((name) => is(props[name]) !== is(was[name]));
    this.props = props;
    if (differ("date", "zoom")) this.setZoom(props.zoom, minutes(props.date) + DAY / 2);
    if (differ("filters", "at")) this.load();
    if (differ("free")) this.feed.offer();
    if (differ("free", "selected", "refused")) this.layout();
    for (const verdict of props.verdicts || []) {
      if (!this.heard.has(verdict.nonce)) this.heard.add(verdict.nonce) && this.feed.verdict(verdict);
    }
  }

  clock(now, still) {
    if (now) Object.assign(this, { still, now, off: now - Date.now() / 6e4 });
    if (!this.still && this.off) this.now = this.off + Date.now() / 6e4;
    this.today.style.transform = `translateX(${this.x(this.now || 0)}px)`;
  }

  /** Read what is in view and as many spans around it. */
  async load(spans = 2.5) {
    const reach = Math.max(10, this.scale.days * spans) * DAY, centre = this.centre();
    await this.feed.read(midnight(centre - reach), midnight(centre + reach));
    this.el.setAttribute("aria-busy", false);
  }

  failed({ message }) { // while updates are paused the banner says enough
    if (this.el.dataset.live !== "paused") this.say(message || this.props.words.failed, "error");
  }

  // --- rows -----------------------------------------------------------------------------------
  /** Groups and the commonest week, from all rows anew. */
  reset() {
    const rows = [...this.feed.rows.values()].filter((row) => row.id !== ROLES);
    const [usual] = [...Map.groupBy(rows, (row) => row.week).values()].sort((a, b) => b.length - a.length);
    this.groups = Map.groupBy(rows, (row) => row.group);
    this.usual = usual?.[0] || NOBODY;
    this.say(rows.length ? "" : this.props.words.empty, "empty");
    this.fresh = true; // what is in view comes first, what is beside it at rest
    this.flatten();
  }

  flatten() {
    const roles = this.feed.rows.get(ROLES), items = roles ? [{ key: ROLES, row: roles }] : [];
    for (const [group, rows] of this.groups) {
      items.push({ key: `g:${group}`, group, rows });
      if (!this.shut.has(group)) items.push(...rows.map((row) => ({ key: row.id, row })));
    }
    const shares = new Map(this.items.map(({ key, share }) => [key, share])); // until they are counted anew
    items.forEach((item, index) => Object.assign(item, { index, share: shares.get(item.key) }));
    this.items = items;
    this.places = items.filter((item) => item.row).map((item) => item.key); // where bars can lie
    this.el.setAttribute("aria-rowcount", items.length + 1);
    this.repaint();
  }

  // --- drawing --------------------------------------------------------------------------------
  repaint() {
    this.pictures = {};
    this.body.style.background = picture(this, this.usual);
    this.layout();
  }

  /** Everything in view anew; what looks as before is left alone. */
  layout() {
    this.seen = null;
    this.draw();
  }

  draw() {
    const left = (this.left = this.el.scrollLeft), from = this.at(left), span = (this.wide / this.cell) * DAY;
    let y = this.el.scrollTop; // read before anything is written, or the page is laid out twice
    if (left < this.wide || left > 2 * SHEET - 3 * this.wide) return this.go(from + span / 2);
    const near = span / 8, beside = this.fresh ? near : span / 2;
    if (!this.seen || Math.abs(from - this.seen.left) > near) {
      this.seen = { left: from, from: from - beside, to: from + span + beside };
      y = this.stack(from - near, from + span + near, y);
      drawHead(this);
      this.feed.ahead(this.seen.from, this.seen.to);
    }
    drawRows(this, y);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.rest(), REST);
  }

  /** What may wait until the hand rests: row heights by what is in view now, shares, the address. */
  rest() {
    if ((this.fresh || this.rested !== this.el.scrollLeft) && !this.held) {
      Object.assign(this, { fresh: false, rested: this.el.scrollLeft });
      return this.layout();
    }
    const rows = [...this.groups.values()].flat(), title = text(this, this.centre(), this.scale.top);
    const pressed = `zoom:${this.scale.name}`, { from, to } = this.seen, more = (to - from) / 4;
    drawShares(this);
    orderTicks(this);
    this.corner.textContent = both(people(this, rows), shareOf(this, { rows }).said);
    for (const n of document.querySelectorAll("[data-board-title]")) n.textContent = title;
    for (const n of document.querySelectorAll("[data-board^='zoom:']")) n.ariaPressed = n.dataset.board === pressed;
    this.point();
    this.address();
    this.feed.ahead(from - more, to + more);
  }

  // --- around the board -----------------------------------------------------------------------
  /** Who listens is told where the keys are; a bar's whole name too. */
  point() {
    const bar = this.feed.bars.get(this.cursor), spot = bar ? this.cursor : `pb-${this.cursor}`;
    if (document.getElementById(spot)) this.el.setAttribute("aria-activedescendant", spot);
    else this.el.removeAttribute("aria-activedescendant");
    if (bar) this.feed.spellOut(bar);
  }

  /** The view is in the address, so that it can be sent to a colleague. */
  address() {
    const { filters, selected, at } = this.props, url = new URL(location), { searchParams: query } = url;
    const view = { ...filters, booking: selected, at, date: day(this.centre()), zoom: this.scale.name };
    for (const name in view) query.delete(name);
    for (const name in view) if (view[name]) query.append(name, view[name]);
    if (url.search !== location.search) history.replaceState(history.state, "", url);
  }

  /** The page's own print has the rows in view: it is said which ones, and where all are. */
  number() {
    const top = this.el.scrollTop, end = top + this.tall - this.head.offsetHeight;
    const all = this.items.filter(({ key, row }) => row && key !== ROLES);
    const seen = all.filter(({ y, h }) => y + h > top && y < end);
    const first = all.indexOf(seen[0]) + 1, rows = fill(this.props.words.rows, `${first}–${first + seen.length - 1}`);
    const told = seen.length < all.length ? fill(rows, all.length) : "";
    for (const n of document.querySelectorAll("[data-board-rows]")) n.textContent = told;
  }

  say(text, tone) {
    this.note.textContent = text;
    this.note.dataset.tone = tone;
  }
  tell(text) { this.spoken.textContent = text; }

  live(on, why = "") {
    const text = on || this.props.at ? "" : this.props.words.paused;
    this.el.dataset.live = on ? "on" : "paused";
    if (this.banner.textContent !== text) this.banner.textContent = text;
    if ((this.why || "") !== why) this.say((this.why = why), "error");
  }

  /** Who is here, where the page has room for it, and whose hand is on which bar. */
  meet(people) {
    const face = ({ name, initials, colour }) => Object.assign(document.createElement("span"), {
      className: `avatar person-${colour}`, title: name, role: "img", ariaLabel: name, textContent: initials,
    });
    for (const place of document.querySelectorAll("[data-board-people]")) place.replaceChildren(...people.map(face));
    this.layout();
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
