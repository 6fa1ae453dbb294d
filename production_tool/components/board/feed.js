// Keeps a range of the board as the server has it: one snapshot, then patches in order; and the
// changes of one's own that it has not answered yet. Knows no page: the wire to the server is given.
import { ARTIST, END, ID, NAMES, ORDER, PLACE, ROOM, START, STATUS, VERSION, day, iso, minutes } from "./row.js";

const SILENCE = 15e3, HERE = 5e3, AGAIN = 1500, RUSH = 1e3, A_WHILE = 30 * 1440;
const there = (one, other) => [ARTIST, START, END].every((part) => one[part] === other?.[part]);

export class Feed {
  constructor(board, wire) {
    Object.assign(this, { board, wire, open: new Map(), refused: new Map(), people: [] });
    this.clear();
  }

  clear() {
    this.bars = new Map();
    this.rows = new Map();
    const { filters, levels } = this.board.props, only = new URLSearchParams(filters).get("status")?.split(",");
    this.wanted = new Set(Object.keys(levels).filter((name) => !only || only.includes(name) || !levels[name].counts.length));
    this.everywhere = new Map(); // what shades every row
    this.seq = this.from = this.to = null;
  }

  get(path, range) {
    const { filters, at } = this.board.props, query = new URLSearchParams(filters);
    for (const [key, value] of Object.entries({ ...range, at })) if (value) query.set(key, value);
    return this.wire.get(path, query);
  }

  async read(from, to) {
    const turn = (this.reading = {}), seq = this.seq;
    try {
      const data = await this.get(this.board.props.src, { from: day(from), to: day(to) });
      if (turn !== this.reading) return; // another range or filter was asked for meanwhile
      this.clear();
      Object.assign(this, { from: minutes(data.from), to: minutes(data.to), seq: data.seq });
      this.board.clock(data.at ?? data.now, Boolean(data.at));
      this.take(data);
      for (const [id, { was, now }] of this.open) { // what is asked for stays in sight until it is answered
        const bar = this.bars.get(id);
        if (!(bar?.[VERSION] > was[VERSION])) this.put(now);
        else if (this.settled(id, bar)) this.put(bar);
      }
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

  whole(bar) { return this.wire.get(`${this.board.props.src}/labels/${bar[ID]}`, "").catch(() => null); }

  /** Read on before the edge comes into view. */
  ahead(from, to) {
    const lacks = this.seq === null ? this.failed : from < this.from || to > this.to;
    if (lacks && !this.reading) this.board.load();
  }

  take({ rows = [], bars = [], shades = [] }) {
    for (const [id, name, title, group, off, hours] of rows) {
      const row = this.rows.get(id) || { id, bars: [], shades: new Map() };
      const pattern = hours || [...Array(7).keys()].map((d) => (off.includes(d) ? [] : [[540, 1080]]));
      this.rows.set(id, Object.assign(row, { name, title, group: group || "", hours: pattern, week: JSON.stringify(pattern) }));
    }
    for (const bar of bars) this.put(bar);
    for (const s of shades) {
      const rows = s[0] ? [this.rows.get(s[0])] : [{ shades: this.everywhere }, ...this.rows.values()];
      for (const row of rows) row?.shades.set(s.slice(0, 4).join(), s);
    }
    let first, end;
    for (const s of [...this.everywhere.values()].sort((a, b) => a[1] - b[1])) { // side by side they are named together
      if (s[1] === end) [first[NAMES], s[NAMES]] = [`${first[NAMES]} · ${s[4]}`, ""];
      else {
        if (first) first[ROOM] = s[1] - first[1];
        first = Object.assign(s, { [NAMES]: s[4], [ROOM]: A_WHILE });
      }
      end = s[2];
    }
    this.offer();
  }

  put(bar) {
    if (this.bars.get(bar[ID])?.[VERSION] > bar[VERSION]) return;
    this.drop(bar[ID]);
    const row = this.rows.get(bar[ARTIST]);
    if (!row || bar[END] <= this.from || bar[START] >= this.to || !this.wanted.has(bar[STATUS])) return;
    bar[ORDER] = this.board.props.levels[bar[STATUS]].order * 1e14 + (bar[PLACE] || 0);
    this.bars.set(bar[ID], bar);
    row.bars.push(bar);
    row.sorted = row.usage = null;
    row.touched = true;
  }

  drop(id) {
    const bar = this.bars.get(id);
    if (!bar) return;
    const row = this.rows.get(bar[ARTIST]);
    this.bars.delete(id);
    row.bars.splice(row.bars.indexOf(bar), 1);
    row.sorted = row.usage = null;
    row.touched = true;
  }

  /** Who is free shows the gap as a bar that can be booked. */
  offer() {
    const { free, words } = this.board.props;
    for (const id of this.offered || []) this.drop(id);
    this.offered = (free?.rows || []).map((id) => {
      this.put([`free:${id}`, id, minutes(free.start), minutes(free.end), "free", 0, words.free, 0]);
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
    for (const id of gone) {
      this.drop(id);
      this.settled(id, null);
    }
    for (const bar of bars) if (this.settled(bar[ID], bar, patch.by)) this.put(bar);
    if (bars.length || gone.length) this.board.touch();
    if ([...gone, ...bars.map((bar) => bar[ID])].includes(selected)) onSelect?.(selected); // its panel is out of date
  }

  /** Somebody who was free may be so no longer: ask again, in a rush once a second. */
  wonder() {
    if (!this.board.props.free?.rows || this.wonders) return;
    this.wonders = setTimeout(() => {
      Object.assign(this, { wonders: null, wondered: Date.now() });
      const { free, onCommand } = this.board.props;
      if (free?.rows) onCommand?.({ action: "again", bookingId: "", version: 0 });
    }, Math.max(0, (this.wondered || 0) + RUSH - Date.now()));
  }

  async catchUp() {
    if (this.behind || this.seq === null || this.board.props.at) return;
    this.behind = true;
    try {
      const asked = new URLSearchParams({ from: day(this.from), to: day(this.to), since: this.seq });
      const patch = await this.wire.get(`${this.board.props.src}/changes`, asked); // it knows no filters
      this.apply({ ...patch, prev: this.seq });
    } catch {
      this.board.load();
    } finally {
      this.behind = false;
    }
  }

  /** Show changes at once and ask for them; a second one of a bar waits for the first's answer. */
  change(wanted) {
    const asked = [];
    for (const next of wanted) {
      const id = next[ID], was = this.bars.get(id), waiting = this.open.get(id);
      if (!waiting && there(next, was)) continue;
      this.refused.delete(id);
      if (waiting) waiting.now = waiting.next = next;
      else asked.push([next, was]) && this.open.set(id, { was, now: next });
      this.put(next);
    }
    if (asked.length) this.ask(asked); // before the drawing, so that the server works meanwhile
    this.board.touch();
  }

  ask(changes) {
    const { onMove, onResize, onMoveMany } = this.board.props;
    const items = changes.map(([bar, was]) => ({ ...wish(bar), version: was[VERSION] }));
    const long = (bar) => bar[END] - bar[START];
    if (items.length > 1) onMoveMany?.({ items });
    else (long(changes[0][0]) === long(changes[0][1]) ? onMove : onResize)?.(items[0]);
  }

  /** The server's row arrived. Says whether to show it: not while an own newer wish is open. */
  settled(id, bar, by) {
    const open = this.open.get(id);
    if (bar?.[VERSION] !== this.bars.get(id)?.[VERSION]) this.refused.delete(id);
    if (!open) {
      if (bar && bar[VERSION] !== this.bars.get(id)?.[VERSION]) this.board.lightUp(id, by?.colour);
      return true;
    }
    if (bar && bar[VERSION] <= open.was[VERSION]) {
      open.was = bar;
      return false;
    }
    this.open.delete(id);
    if (!bar || !open.next || there(open.next, bar)) return true;
    const next = Object.assign([...open.next], { [VERSION]: bar[VERSION] });
    this.open.set(id, { was: bar, now: next });
    this.drop(id);
    this.put(next);
    this.ask([[next, bar]]);
    return false;
  }

  verdict({ id, ok, stale, back, reason }) {
    const open = this.open.get(id), { words } = this.board.props;
    this.board.slot.hidden = true;
    if (open && ok) setTimeout(() => this.open.get(id) === open && this.lookAgain(id, open), AGAIN);
    if (ok) return;
    if (this.bars.has(id) && !back) this.refused.set(id, reason || (stale ? words.stale : words.refused));
    this.open.delete(id);
    this.board.slide(id, () => {
      if (!open) return;
      this.drop(id);
      this.put(open.was);
    });
    this.catchUp(); // it may be refused because somebody changed it meanwhile
  }

  /** It was granted and no patch tells of it: one was lost, or there was nothing to change. */
  async lookAgain(id, open) {
    await this.catchUp();
    if (this.behind) return void setTimeout(() => this.lookAgain(id, open), AGAIN);
    if (this.open.get(id) !== open) return;
    this.open.delete(id);
    this.drop(id);
    this.put(open.was);
    this.change(open.next ? [Object.assign([...open.next], { [VERSION]: open.was[VERSION] })] : []);
  }

  listen() {
    this.line = this.wire.join({
      live: (on) => {
        this.hear(on);
        if (on && this.seq === null) this.board.load();
        else if (on) this.catchUp();
        if (on) this.tell();
      },
      patch: (patch) => this.apply(patch),
      beat: ({ seq, live = true }) => {
        this.hear(live);
        if (seq > this.seq) this.catchUp();
      },
      people: (people) => {
        this.people = people;
        this.board.meet();
      },
    });
    this.pulse = setInterval(() => {
      if (Date.now() - this.heard > SILENCE) this.hear(false), this.catchUp();
      if (Date.now() - this.told > HERE) this.tell();
    }, 2e3);
  }

  hear(live) {
    this.heard = Date.now();
    this.board.live(live);
  }

  /** Say that one is here, and which bar one holds. */
  tell(held = this.held || "") {
    Object.assign(this, { held, told: Date.now() });
    this.line?.say("here", { held });
  }

  holder(id) { return this.people.find((one) => !one.you && one.held === id); }

  close() {
    clearInterval(this.pulse);
    clearTimeout(this.wonders);
    this.turn = null;
    this.line?.close();
  }
}

export const wish = (bar) => ({
  bookingId: bar[ID], artistId: bar[ARTIST], start: iso(bar[START]), end: iso(bar[END]), version: bar[VERSION],
});
