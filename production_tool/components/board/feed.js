// Keeps a range of the board as the server has it: one snapshot, then patches in order; and the
// changes of one's own that it has not answered yet. Knows no page: the wire to the server is given.
import { ARTIST, END, ID, LABEL, LANE, START, STATUS, VERSION, day, minutes, wish } from "./row.js";

const HERE = 4e3, SILENCE = 11e3, AGAIN = 1500, RUSH = 500;
const there = (one, other) => [ARTIST, START, END].every((part) => one[part] === other[part]);
const long = (bar) => bar[END] - bar[START];

const nothing = () => ({ bars: new Map(), rows: new Map(), closed: [], seq: null, from: Infinity, to: -Infinity });

export class Feed {
  open = new Map(); // wishes not answered yet: what was, what is shown, what to ask for next
  people = [];
  offered = [];
  reading = {}; // the first reading is asked for by the board

  constructor(board, wire) { Object.assign(this, { board, wire, ...nothing() }); }

  async read(from, to) {
    const turn = (this.reading = {}), { src, filters, at } = this.board.props;
    const asked = Object.entries({ ...filters, at, from: day(from), to: day(to) }).filter(([, value]) => value);
    try {
      const data = await this.wire.get(src, new URLSearchParams(asked));
      if (turn === this.reading) this.take(data); // or another range or filter was asked for meanwhile
    } catch (error) {
      if (turn === this.reading) this.board.failed(error);
    }
    if (turn === this.reading) this.reading = null;
  }

  /** Read on before the edge comes into view. */
  ahead(from, to) {
    if (!this.reading && (from < this.from || to > this.to)) this.board.load();
  }

  take({ seq, from, to, rows, bars, shades, holidays, exceptions, at, now }) {
    const before = this.seq;
    Object.assign(this, { ...nothing(), seq, holidays, from: minutes(from), to: minutes(to) });
    for (const [id, name, title, group, , hours] of rows) {
      const week = JSON.stringify(hours), own = exceptions[id] || exceptions[""];
      this.rows.set(id, { id, name, title, group, hours, week, exceptions: own, bars: [], shades: [] });
    }
    for (const bar of bars) this.put(bar);
    for (const shade of shades) (shade[0] ? this.rows.get(shade[0]).shades : this.closed).push(shade);
    for (const [id, { was, next, granted }] of this.open) {
      if (granted) this.answer(id, this.bars.get(id), next);
      else this.settled(id, this.bars.get(id) || was); // stays in sight until it is answered
    }
    this.offer();
    this.board.clock(at ?? now, Boolean(at));
    this.board.reset();
    if (seq < before) this.catchUp(); // it was on its way when a patch overtook it
    if (before && seq > before) this.wonder();
  }

  /** A label that was cut comes in whole once somebody is at its bar. */
  async spellOut(bar) {
    const ask = () => this.wire.get(`${this.board.props.src}/labels/${bar[ID]}`, "").then(({ label }) => {
      bar[LABEL] = label;
      this.board.layout();
    });
    if (bar[LABEL].endsWith("…")) await (bar.whole ||= ask().catch(() => null));
  }

  put(bar) {
    if (this.bars.get(bar[ID])?.[VERSION] > bar[VERSION]) return;
    this.drop(bar[ID]);
    const row = this.rows.get(bar[ARTIST]), { filters, levels } = this.board.props;
    const other = filters.status && levels[bar[STATUS]].booked && !filters.status.includes(bar[STATUS]);
    if (!row || other || bar[END] <= this.from || bar[START] >= this.to) return; // patches know no filters
    this.bars.set(bar[ID], bar);
    row.bars.push(bar);
    row.usage = null;
  }

  drop(id) {
    const bar = this.bars.get(id), row = this.rows.get(bar?.[ARTIST]);
    if (!bar) return;
    this.bars.delete(id);
    row.bars.splice(row.bars.indexOf(bar), 1);
    row.usage = null;
  }

  /** What the server has not placed yet lies in the first lane with room. */
  fit(bar) {
    const meets = (one) => one[ID] !== bar[ID] && one[START] < bar[END] && one[END] > bar[START];
    const taken = new Set(this.rows.get(bar[ARTIST])?.bars.filter(meets).map((one) => one[LANE]));
    for (bar[LANE] = 0; taken.has(bar[LANE]); ) bar[LANE]++;
    return bar;
  }

  /** Who is free shows the gap as a bar that can be booked. */
  offer() {
    const { free, words } = this.board.props;
    for (const bar of this.offered) this.drop(bar[ID]);
    this.offered = (free?.rows || []).map((id) =>
      this.fit([`free:${id}`, id, minutes(free.start), minutes(free.end), "free", 0, words.free, 0]));
    for (const bar of this.offered) this.put(bar);
  }

  apply({ seq, prev, reset, rows = [], bars = [], gone = [], by }) {
    const { at, selected, onSelect } = this.board.props;
    if (at || this.seq === null || seq < this.seq) return;
    if (reset || rows.length) return void this.board.load(); // people came, went or changed places
    if (prev > this.seq) return void this.catchUp(); // one was missed: read from there
    if (seq > this.seq) this.wonder();
    this.seq = seq;
    for (const id of gone) this.settled(id);
    for (const bar of bars) {
      const own = this.open.has(bar[ID]), news = bar[VERSION] !== this.bars.get(bar[ID])?.[VERSION];
      if (news && !own) this.board.lightUp(bar[ID], by?.colour);
      this.settled(bar[ID], bar);
    }
    this.board.layout();
    if ([...gone, ...bars.map((bar) => bar[ID])].includes(selected)) onSelect?.(selected); // its panel is out of date
  }

  /** Somebody who was free may be so no longer: ask again, once for all of a rush. */
  wonder() {
    if (!this.board.props.free?.rows) return;
    this.wonders ||= setTimeout(() => {
      this.wonders = null;
      this.board.props.onCommand?.({ action: "again", bookingId: "", items: [] });
    }, RUSH);
  }

  /** Read what was missed; whoever asks meanwhile waits for the same. */
  catchUp() {
    const { src, at } = this.board.props;
    if (at) return;
    if (this.seq === null) return void this.board.load();
    const asked = new URLSearchParams({ from: day(this.from), to: day(this.to), since: this.seq });
    this.behind ||= this.wire.get(`${src}/changes`, asked).then((patch) => this.apply({ ...patch, prev: this.seq }))
      .catch(() => this.board.load())
      .finally(() => (this.behind = null));
  }

  // --- one's own changes ------------------------------------------------------------------------
  /** Show changes at once and ask for them; a second one of a bar waits for the first's answer. */
  change(wanted) {
    const items = [];
    let kind = "move";
    for (const next of wanted) {
      const id = next[ID], was = this.bars.get(id), open = this.open.get(id);
      if (!was || (!open && there(next, was))) continue;
      next[VERSION] = was[VERSION];
      if (open) open.now = open.next = next;
      else {
        this.open.set(id, { was, now: next });
        items.push(wish(next));
        if (long(next) !== long(was)) kind = "resize";
      }
      this.put(this.fit(next));
    }
    if (items.length) this.board.props.onChange?.({ kind, items }); // before the drawing: the server works meanwhile
    this.board.layout();
  }

  /** What the server has, a bar or none: shown, unless a wish for it is still open. */
  settled(id, bar) {
    const open = this.open.get(id);
    if (!open || !(bar?.[VERSION] <= open.was[VERSION])) return this.answer(id, bar, open?.next);
    open.was = bar;
    this.put(this.fit(open.now));
  }

  /** A wish is answered; what was wanted since is asked for on top of the answer. */
  answer(id, bar, next) {
    this.open.delete(id);
    if (bar) this.put(bar);
    else this.drop(id);
    if (bar && next) this.change([next]);
  }

  verdict({ id, ok }) {
    const open = this.open.get(id);
    this.board.slot.hidden = true;
    if (!ok) {
      this.board.slide(id, () => open && this.answer(id, open.was));
      this.catchUp(); // it may be refused because somebody changed it meanwhile
      return;
    }
    setTimeout(() => { // a patch told of it; if none did, what is read now says how it stands
      if (!open || this.open.get(id) !== open) return;
      open.granted = true;
      this.board.load();
    }, AGAIN);
  }

  // --- the line ---------------------------------------------------------------------------------
  listen() {
    this.line = this.wire.join({
      live: (on, why) => this.hear(on, on ? Infinity : 0, why),
      beat: ({ live, seq }) => this.hear(live, seq),
      patch: (patch) => this.apply(patch),
      people: (people) => this.board.meet((this.people = people)),
    });
    this.pulse = setInterval(() => {
      this.tell();
      this.board.clock();
      if (Date.now() - this.heard > SILENCE) this.hear(false, Infinity);
    }, HERE);
  }

  hear(on, seq, why) {
    this.heard = Date.now();
    this.board.live(on, why);
    if (seq > this.seq) this.catchUp();
  }

  /** Say that one is here, and which bar one holds. */
  tell() { this.line?.say("here", { held: this.board.held?.bars?.[0]?.[ID] || "" }); }

  holder(id) { return this.people.find((one) => !one.you && one.held === id); }

  close() {
    clearInterval(this.pulse);
    clearTimeout(this.wonders);
    this.reading = null;
    this.line?.close();
  }
}
