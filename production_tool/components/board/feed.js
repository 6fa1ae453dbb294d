// Keeps a range of the board as the server has it: one snapshot, then patches in order.
import io from "socket.io-client";
import env from "$/env.json";
import { getBackendURL } from "$/utils/state";

export const DAY = 1440;
// A bar is an array, as it came over the wire; the last place is filled here.
export const [ID, ARTIST, START, END, STATUS, RANK, LABEL, VERSION, EXPIRES, COLOUR, PROJECT, PLACE, LANE] =
  Array(13).keys();
export const midnight = (min) => Math.floor(min / DAY) * DAY;
export const iso = (min) => new Date(min * 6e4).toISOString().slice(0, 16);
export const day = (min) => iso(min).slice(0, 10);
export const minutes = (text) => Date.parse(`${text.slice(0, 10)}T00:00Z`) / 6e4;

let line = null; // one for the page's life: a second one would open a connection of its own
const joined = () => {
  const at = getBackendURL(env.EVENT);
  return io(new URL("/board", at).href, { path: at.pathname, transports: ["websocket"], autoConnect: false });
};

export class Feed {
  constructor(board) {
    this.board = board;
    this.open = new Map(); // own changes that the server has not answered yet
    this.clear();
  }

  clear() {
    this.bars = new Map();
    this.rows = new Map();
    this.seq = this.from = this.to = null;
  }

  async get(path, query, filters = "") {
    const turn = this.turn;
    const all = new URLSearchParams(filters);
    for (const key in query) all.set(key, query[key]);
    const answer = await fetch(`${path}?${all}`, { headers: { Accept: "application/json" } }).catch(() => null);
    const body = await answer?.json().catch(() => null);
    if (turn !== this.turn) return null; // another range or filter was asked for meanwhile
    if (!answer?.ok) throw new Error(body?.error || this.board.props.words.failed);
    return body.data;
  }

  async read(path, query, from, to) {
    const turn = (this.turn = this.opening = {});
    Object.assign(this, { path, query, reading: false });
    try {
      const data = await this.get(path, { from: day(from), to: day(to) }, query);
      if (!data) return;
      this.clear();
      Object.assign(this, { from: minutes(data.from), to: minutes(data.to), seq: data.seq });
      this.board.clock(data.now);
      this.take(data);
    } finally {
      if (this.opening === turn) this.opening = null;
    }
    this.board.reset();
  }

  take({ rows = [], bars = [], shades = [] }) {
    for (const [id, name, title, group, off] of rows) {
      const row = this.rows.get(id) || { id, bars: [], shades: new Map() };
      this.rows.set(id, Object.assign(row, { name, title, group: group || "", off: new Set(off) }));
    }
    for (const bar of bars) this.put(bar);
    for (const s of shades) this.rows.get(s[0])?.shades.set(`${s[1]} ${s[2]} ${s[3]}`, s);
  }

  put(bar) {
    if (this.bars.get(bar[ID])?.[VERSION] > bar[VERSION]) return;
    this.drop(bar[ID]);
    const row = this.rows.get(bar[ARTIST]);
    if (!row || bar[END] <= this.from || bar[START] >= this.to || !this.wanted(bar)) return;
    this.bars.set(bar[ID], bar);
    row.bars.push(bar);
    row.packed = false;
  }

  wanted(bar) {
    const only = new URLSearchParams(this.query).get("status");
    return !only || only.split(",").includes(bar[STATUS]);
  }

  drop(id) {
    const bar = this.bars.get(id);
    if (!bar) return;
    const row = this.rows.get(bar[ARTIST]);
    this.bars.delete(id);
    row.bars.splice(row.bars.indexOf(bar), 1);
    row.packed = false;
  }

  apply(patch) {
    if (this.seq === null || patch.seq < this.seq) return;
    if (patch.reset) return void this.board.load();
    if (patch.prev > this.seq) return void this.catchUp(); // one was missed: read from there
    if (patch.rows?.length) return void this.board.load(); // people came, went or changed places
    const { selected, onSelect } = this.board.props;
    this.seq = patch.seq;
    for (const id of patch.gone || []) {
      this.drop(id);
      this.settled(id, null);
    }
    for (const bar of patch.bars || []) if (this.settled(bar[ID], bar)) this.put(bar);
    this.board.layout();
    const touched = [...(patch.gone || []), ...(patch.bars || []).map((bar) => bar[ID])];
    if (touched.includes(selected)) onSelect?.(selected); // its panel is out of date
  }

  async catchUp() {
    if (this.behind || this.seq === null) return;
    this.behind = true;
    try {
      const range = { from: day(this.from), to: day(this.to) };
      const patch = await this.get(`${this.path}/changes`, { since: this.seq, ...range });
      if (patch) this.apply({ ...patch, prev: this.seq });
    } catch {
      this.board.load();
    } finally {
      this.behind = false;
    }
  }

  /** Read the neighbouring range before its edge comes into view. */
  async ahead(from, to) {
    if (this.seq === null || this.opening || this.reading) return;
    if (from >= this.from && to <= this.to) return;
    if (from > this.to || to < this.from) return void this.board.load();
    const earlier = from < this.from;
    const span = Math.max(to - from, 62 * DAY);
    const range = earlier
      ? [midnight(Math.min(from, this.from - span)), this.from]
      : [this.to, midnight(Math.max(to, this.to + span))];
    this.reading = true;
    try {
      const data = await this.get(this.path, { from: day(range[0]), to: day(range[1]) }, this.query);
      if (!data) return;
      [this.from, this.to] = earlier ? [range[0], this.to] : [this.from, range[1]];
      this.take(data);
      this.reading = false;
      if (this.rows.size) this.board.say("");
      this.board.layout();
    } catch (error) {
      this.board.say(error.message);
    } finally {
      this.reading = false;
    }
  }

  /** Show a change at once and ask for it; a second one of the same bar waits for the first. */
  change(bar, artist, start, end) {
    const id = bar[ID];
    const waiting = this.open.get(id);
    const next = Object.assign([...bar], { [ARTIST]: artist, [START]: start, [END]: end });
    if (waiting) waiting.next = next;
    else this.open.set(id, { was: bar });
    this.put(next);
    this.board.layout();
    if (!waiting) this.ask(next, bar);
  }

  ask(bar, was) {
    const { onMove, onResize } = this.board.props;
    const same = bar[END] - bar[START] === was[END] - was[START];
    const days = { start: iso(bar[START]), end: iso(bar[END]) };
    (same ? onMove : onResize)?.({ bookingId: bar[ID], artistId: bar[ARTIST], ...days, version: was[VERSION] });
  }

  /** The server's row arrived. Says whether to show it: not while an own newer wish is open. */
  settled(id, bar) {
    const open = this.open.get(id);
    if (!open) {
      if (bar && bar[VERSION] !== this.bars.get(id)?.[VERSION]) this.board.lightUp(id);
      return true;
    }
    if (bar && bar[VERSION] <= open.was[VERSION]) {
      open.was = bar;
      return false;
    }
    this.open.delete(id);
    if (!bar || !open.next) return true;
    const next = Object.assign([...open.next], { [VERSION]: bar[VERSION] });
    this.open.set(id, { was: bar });
    this.drop(id);
    this.put(next);
    this.ask(next, bar);
    return false;
  }

  verdict({ id, ok }) {
    if (id === "draft") return this.board.hands.clearDraft();
    const open = this.open.get(id);
    if (open && ok) setTimeout(() => this.open.get(id) === open && this.catchUp(), 1500);
    if (!open || ok) return;
    this.open.delete(id);
    this.board.slide(id, () => {
      this.drop(id);
      this.put(open.was);
    });
    this.catchUp(); // it may be refused because somebody changed it meanwhile
  }

  /** Join the board's namespace on the connection that Reflex keeps open. */
  listen() {
    this.socket = line ??= joined();
    const live = (on) => () => {
      this.heard = Date.now();
      this.board.el.dataset.live = on ? "on" : "paused";
      if (on && this.seq === null) this.board.load();
      else if (on) this.catchUp();
    };
    this.socket
      .on("connect", live(true))
      .on("disconnect", live(false))
      .on("connect_error", live(false))
      .on("patch", (patch) => this.apply(patch))
      .on("beat", ({ seq, live: bus = true }) => {
        this.heard = Date.now();
        this.board.el.dataset.live = bus ? "on" : "paused";
        if (seq > this.seq) this.catchUp();
      });
    this.watch = setInterval(() => {
      if (Date.now() - this.heard > 25e3) this.board.el.dataset.live = "paused";
      const open = this.socket.io.engine?.readyState === "open"; // Reflex mends the line itself
      if (open && !this.socket.active) this.socket.connect(); // turned away: ask again
    }, 4e3);
    if (this.socket.connected) live(true)();
    else if (!this.socket.active) this.socket.connect();
  }

  close() {
    clearInterval(this.watch);
    this.turn = null;
    this.socket?.off();
    // While the server has not answered yet it cannot be told; whoever comes back is in already.
    if (this.socket?.connected) this.socket.disconnect();
  }
}
