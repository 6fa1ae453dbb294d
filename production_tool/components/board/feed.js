// Keeps a range of the board as the server has it: one snapshot, then patches in order; and the
// changes of one's own that it has not answered yet. Knows no page: the wire to the server is given.
import { ARTIST, END, ID, LABEL, LANE, START, STATUS, VERSION, day, minutes, wish } from "./row.js";

const HERE = 4e3, SILENCE = 11e3, AGAIN = 1500, RUSH = 500;
const there = (one, other) => [ARTIST, START, END].every((part) => one[part] === other?.[part]);

export class Feed {
  constructor(board, wire) {
    Object.assign(this, { board, wire, open: new Map(), people: [], offered: [] });
    this.clear();
  }

  clear() {
    const nothing = { bars: new Map(), rows: new Map(), closed: [], holidays: [] }; // closed: what shades every row
    Object.assign(this, { ...nothing, seq: null, from: null, to: null });
  }

  async read(from, to) {
    const turn = (this.reading = {}), { seq } = this, { src, filters, at } = this.board.props;
    const asked = Object.entries({ ...filters, at, from: day(from), to: day(to) }).filter(([, value]) => value);
    try {
      const data = await this.wire.get(src, new URLSearchParams(asked));
      if (turn !== this.reading) return; // another range or filter was asked for meanwhile
      this.clear();
      Object.assign(this, { from: minutes(data.from), to: minutes(data.to), seq: data.seq });
      this.board.clock(data.at ?? data.now, Boolean(data.at));
      this.take(data);
      for (const [id, { was, now }] of this.open) { // what is asked for stays in sight until it is answered
        const bar = this.bars.get(id);
        if (bar?.[VERSION] > was[VERSION]) this.settled(id, bar);
        else this.put(now);
      }
      for (const { now } of this.open.values()) this.fit(now);
      this.board.reset();
      if (data.seq < seq) this.catchUp(); // it was on its way when a patch overtook it
      if (seq && data.seq > seq) this.wonder();
    } catch (error) {
      this.failed = true;
      if (turn === this.reading) throw error;
    } finally {
      if (turn === this.reading) this.reading = null;
    }
  }

  /** Read on before the edge comes into view. */
  ahead(from, to) {
    const lacks = this.seq === null ? this.failed : from < this.from || to > this.to;
    if (lacks && !this.reading) this.board.load();
  }

  take({ rows, bars, shades, holidays, exceptions }) {
    for (const [id, name, title, group, , hours] of rows) {
      const week = JSON.stringify(hours), own = exceptions[id] || exceptions[""];
      this.rows.set(id, { id, name, title, group, hours, week, exceptions: own, bars: [], shades: [] });
    }
    for (const bar of bars) this.put(bar);
    for (const shade of shades) (shade[0] ? this.rows.get(shade[0]).shades : this.closed).push(shade);
    this.holidays = holidays;
    this.offer();
  }

  /** A label that was cut comes in whole once somebody is at its bar; says whether it did. */
  spellOut(bar) {
    if (!bar[LABEL].endsWith("…")) return false;
    const ask = () => this.wire.get(`${this.board.props.src}/labels/${bar[ID]}`, "");
    return (bar.whole ||= ask().then(({ label }) => {
      bar[LABEL] = label;
      this.board.touch(bar[ID]);
      return true;
    }).catch(() => false));
  }

  put(bar) {
    if (this.bars.get(bar[ID])?.[VERSION] > bar[VERSION]) return;
    this.drop(bar[ID]);
    const row = this.rows.get(bar[ARTIST]), { filters, levels } = this.board.props;
    if (!row || bar[END] <= this.from || bar[START] >= this.to) return;
    if (filters.status && levels[bar[STATUS]].booked && !filters.status.includes(bar[STATUS])) return; // patches know no filters
    this.bars.set(bar[ID], bar);
    row.bars.push(bar);
    Object.assign(row, { usage: null, touched: true });
  }

  drop(id) {
    const bar = this.bars.get(id);
    if (!bar) return;
    const row = this.rows.get(bar[ARTIST]);
    this.bars.delete(id);
    row.bars.splice(row.bars.indexOf(bar), 1);
    Object.assign(row, { usage: null, touched: true });
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
    for (const id of this.offered) this.drop(id);
    this.offered = (free?.rows || []).map((id) => {
      this.put(this.fit([`free:${id}`, id, minutes(free.start), minutes(free.end), "free", 0, words.free, 0, null, null, null, 0]));
      return `free:${id}`;
    });
  }

  apply(patch) {
    const { at, selected, onSelect } = this.board.props;
    if (at || this.seq === null || patch.seq < this.seq) return;
    if (patch.reset || patch.rows?.length) return void this.board.load(); // people came, went or changed places
    if (patch.prev > this.seq) return void this.catchUp(); // one was missed: read from there
    if (patch.seq > this.seq) this.wonder();
    this.seq = patch.seq;
    const { bars = [], gone = [] } = patch;
    for (const id of gone) this.settled(id, null);
    for (const bar of bars) this.settled(bar[ID], bar, patch.by);
    if (bars.length || gone.length) this.board.touch();
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
  catchUp() { return (this.behind ||= this.readOn().finally(() => (this.behind = null))); }

  async readOn() {
    if (this.board.props.at) return;
    if (this.seq === null) return this.board.load();
    try {
      const asked = new URLSearchParams({ from: day(this.from), to: day(this.to), since: this.seq });
      const patch = await this.wire.get(`${this.board.props.src}/changes`, asked); // it knows no filters
      this.apply({ ...patch, prev: this.seq });
    } catch {
      this.board.load();
    }
  }

  /** Show changes at once and ask for them; a second one of a bar waits for the first's answer. */
  change(wanted) {
    const items = [];
    let kind = "move";
    for (const next of wanted) {
      const id = next[ID], was = this.bars.get(id), waiting = this.open.get(id);
      if (!waiting && there(next, was)) continue;
      if (waiting) waiting.now = waiting.next = next;
      else {
        this.open.set(id, { was, now: next });
        items.push({ ...wish(next), version: was[VERSION] });
        if (next[END] - next[START] !== was[END] - was[START]) kind = "resize";
      }
      this.put(next);
    }
    for (const next of wanted) this.fit(next);
    if (items.length) this.board.props.onChange?.({ kind, items }); // before the drawing: the server works meanwhile
    this.board.touch();
  }

  /** The server's row, or that it is gone: shown, unless a wish for the bar is still open. */
  settled(id, bar, by) {
    const open = this.open.get(id), news = bar?.[VERSION] !== this.bars.get(id)?.[VERSION];
    if (open && bar?.[VERSION] <= open.was[VERSION]) open.was = bar;
    else if (open) this.answer(id, bar, open.next);
    else if (!bar) this.drop(id);
    else {
      if (news) this.board.lightUp(id, by?.colour);
      this.put(bar);
    }
  }

  /** A wish is answered; what was wanted since is asked for on top of the answer. */
  answer(id, bar, next) {
    this.open.delete(id);
    this.drop(id);
    if (bar) this.put(bar);
    if (bar && next) this.change([Object.assign([...next], { [VERSION]: bar[VERSION] })]);
  }

  verdict({ id, ok }) {
    const open = this.open.get(id);
    this.board.slot.hidden = true;
    if (ok) return void setTimeout(() => this.lookAgain(id, open), AGAIN);
    this.board.slide(id, () => open && this.answer(id, open.was));
    this.catchUp(); // it may be refused because somebody changed it meanwhile
  }

  /** It was granted and no patch tells of it: one was lost, or there was nothing to change. */
  async lookAgain(id, open) {
    const waits = () => open && this.open.get(id) === open;
    if (waits()) await this.catchUp();
    if (!waits()) return;
    this.answer(id, open.was, open.next);
    this.board.touch();
  }

  listen() {
    const live = (on, why) => {
      this.heard = Date.now();
      this.board.live(on, why);
    };
    this.line = this.wire.join({
      live: (on, why) => {
        live(on, why);
        if (on) this.catchUp();
      },
      patch: (patch) => this.apply(patch),
      beat: ({ seq, live: on = true }) => {
        live(on);
        if (seq > this.seq) this.catchUp();
      },
      people: (people) => {
        this.people = people;
        this.board.meet();
      },
    });
    this.pulse = setInterval(() => {
      this.tell();
      if (Date.now() - this.heard > SILENCE) live(false), this.catchUp();
    }, HERE);
  }

  /** Say that one is here, and which bar one holds. */
  tell(held = this.held || "") {
    this.held = held;
    this.line?.say("here", { held });
  }

  holder(id) { return this.people.find((one) => !one.you && one.held === id); }

  close() {
    clearInterval(this.pulse);
    clearTimeout(this.wonders);
    this.reading = null;
    this.line?.close();
  }
}
