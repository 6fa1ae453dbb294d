// Our widget, with a wire of the bench's: the snapshot and patches come when they are told to.
import { Board } from "../../production_tool/components/board/draw.js";

let give, heard, head;
const first = new Promise((resolve) => (give = resolve));

// The first answer is the whole year. There is nothing beyond it, and nothing happened since.
const get = async (path, query) => {
  if (path.endsWith("/changes")) return { seq: head.seq, prev: head.seq, bars: [], gone: [] };
  if (head) return { ...head, from: query.get("from"), to: query.get("to"), bars: [], shades: [] };
  const given = await first, { bars, shades, ...rest } = given;
  head = rest;
  return given;
};
const join = (ears) => {
  heard = ears;
  queueMicrotask(() => heard.live(true));
  return { say() {}, close() {} };
};

window.contestant = {
  ...OURS,
  mount(host, { shown, props }) {
    host.className = "pb-host";
    new Board(host, { ...props, date: shown }, { get, join });
  },
  hand(all) { give(all); },
  change(bar, seq) { heard.patch({ seq, prev: seq - 1, bars: [bar], gone: [] }); },
};
