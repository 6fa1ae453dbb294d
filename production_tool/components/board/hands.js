// What mouse, pen and finger do on the board becomes wishes; nothing is decided here.
import { ask, book, chosen, count, leave, level, moved, open, pick, placed, point, repeat, zoom } from "./keys.js";
import { END, ID, START, STATUS } from "./row.js";
import { shareOf } from "./rows.js";
import { BAR, ROLES } from "./view.js";
import { both, dates, describe, effort } from "./words.js";

const EDGE = 8, LIFT = 4, LONG_PRESS = 350, ZONE = 44, HEAD = 46, TURN = 250;

export function watchHands(b) {
  const on = (kind, handler, more) => b.on(b.el, kind, (e) => handler(b, e), more);
  on("pointerdown", down);
  on("pointermove", move);
  on("pointerup", up);
  on("pointercancel", () => drop(b));
  on("pointerover", hover);
  on("pointerleave", () => calm(b) || (b.over = null));
  on("blur", calm); // a menu or a window is open
  on("focus", () => b.held || (b.slot.hidden = true)); // back from the form: booked or not
  // touch-action is fixed when the finger lands, so the pan is stopped here once a bar is lifted
  on("touchmove", (_, e) => b.held?.lifted && e.preventDefault(), { passive: false });
  on("contextmenu", context);
  on("wheel", wheel, { passive: false });
}

function place(b, e) {
  const box = b.body.getBoundingClientRect(), y = e.clientY - box.top;
  const pinned = b.pinned && y - b.el.scrollTop < b.pinned.h;
  return { x: e.clientX - box.left - b.label, y, item: pinned ? b.pinned : b.items[b.find(y)] };
}

const under = (b, e) => b.feed.bars.get(e.target.closest(".pb-bar")?.id);

function down(b, e) {
  const bar = under(b, e), from = place(b, e), { item } = from, touch = e.pointerType === "touch";
  if (e.button || e.ctrlKey || b.held || !item || e.target.closest(".pb-head")) return;
  b.held = { bar, from, item, touch, first: e, last: e, mode: bar ? part(e) : "new" };
  if (e.target.closest(".pb-label") || item.rows || (bar && !level(b, bar).moves)) b.held.mode = "still";
  else if (e.shiftKey) b.held.mode = "band";
  if (touch) b.held.timer = setTimeout(() => lift(b), LONG_PRESS);
}

/** Where a bar is taken: at an edge, or in whole. */
function part(e) {
  const box = e.target.closest(".pb-bar").getBoundingClientRect(), edge = Math.min(EDGE, box.width / 4);
  return e.clientX - box.left < edge ? "start" : box.right - e.clientX < edge ? "end" : "move";
}

function move(b, e) {
  const { held } = b;
  b.over = e;
  if (!held || e.pointerId !== held.first.pointerId) return;
  const far = Math.hypot(e.clientX - held.first.clientX, e.clientY - held.first.clientY) > LIFT * (held.touch ? 2 : 1);
  if (!held.lifted && (!far || held.touch)) return far && drop(b); // not yet, or a finger that pans
  Object.assign(held, { last: e, far: held.far || far });
  if (held.lifted) follow(b);
  else lift(b);
}

function lift(b) {
  const { held } = b, { bar, mode } = held;
  if (mode === "still" || !(b.may || mode === "band")) return;
  const others = mode === "move" && b.picked.has(bar[ID]) ? chosen(b).filter((other) => other !== bar) : [];
  Object.assign(held, { lifted: true, bars: bar && mode !== "band" ? [bar, ...others] : [] });
  b.near = null;
  b.el.setPointerCapture(held.first.pointerId);
  b.el.classList.add("dragging");
  b.slot.classList.toggle("band", mode === "band");
  if (held.touch) navigator.vibrate?.(10);
  for (const one of held.bars) document.getElementById(one[ID])?.classList.add("lifted");
  if (held.bars.length) {
    b.ghost.innerHTML = document.getElementById(bar[ID])?.innerHTML || "";
    b.ghost.className = `pb-ghost pb-bar ${bar[STATUS]}`;
    b.feed.tell();
  }
  follow(b);
  roll(b, held);
}

/** Where the bars would be if they were let go now; the one in the hand comes first. */
function wished(b, { bar, bars, mode, item, from, to }) {
  const { snap } = b.scale, by = Math.round((b.at(to.x) - b.at(from.x)) / snap) * snap;
  if (mode === "move") return moved(b, bars, by, item.key, to.item?.row ? to.item.key : item.key);
  if (mode === "start") return [placed(bar, item.key, Math.min(bar[START] + by, bar[END] - snap), bar[END])];
  if (mode === "end") return [placed(bar, item.key, bar[START], Math.max(bar[END] + by, bar[START] + snap))];
  const ends = [from.x, to.x].map((x) => b.snap(b.at(x)));
  return [placed([], item.key, Math.min(...ends), Math.max(...ends) + snap)];
}

function follow(b) {
  const { held } = b, { bar, mode, item, from } = held, to = (held.to = place(b, held.last));
  if (mode === "band") {
    const [x, y] = ["x", "y"].map((side) => [from[side], to[side]].sort((p, q) => p - q));
    held.band = { x, y };
    return box(b, b.slot, x[0], x[1], y[0], y[1] - y[0]);
  }
  const [[, artist, start, end], ...others] = (held.wishes = wished(b, held));
  const at = b.itemOf(artist) || item, { row } = at;
  box(b, b.slot, b.x(start) + 1, b.x(end) - 1, b.top(at) + b.lane(at === item && bar ? bar : []));
  if (mode === "move") { // the bar itself follows the hand; the slot shows the time it takes
    const dx = to.x - from.x;
    box(b, b.ghost, b.x(bar[START]) + dx + 1, b.x(bar[END]) + dx - 1, b.top(item) + b.lane(bar) + to.y - from.y);
  }
  const many = others.length && `× ${others.length + 1}`, who = at !== item && row.name;
  hint(b, [copies(held) && "+", who, dates(b, start, end), effort(b, row, start, end), many], b.x(start), at);
}

const copies = ({ mode, last }) => mode === "move" && last.altKey;

function box(b, node, left, right, y, height = BAR) {
  node.hidden = false;
  node.style.cssText = `transform:translate(${b.label + left}px,${y}px);width:${right - left}px;height:${height}px`;
}

function hint(b, parts, x, item) {
  const { tip, el: { scrollLeft, scrollTop } } = b, y = b.top(item);
  tip.hidden = false;
  tip.textContent = both(...parts);
  tip.classList.toggle("calm", !b.held);
  const left = b.label + Math.min(Math.max(x, scrollLeft + 4), scrollLeft + b.wide - tip.offsetWidth - 4);
  tip.style.transform = `translate(${left}px,${y + (y - scrollTop > 40 ? -tip.offsetHeight - 4 : item.h + 4)}px)`;
}

/** What is under the pointer is told, and once more when it is known in whole. */
async function hover(b, e) {
  const node = e.target.closest(".pb-bar,.pb-label"), item = node?.parentNode.item, bar = under(b, e);
  if (b.held || e.pointerType === "touch") return;
  calm(b);
  if (!item || document.querySelector("[role=menu]")) return; // nothing is explained under it
  if (!bar && item.key !== ROLES) hint(b, [item.row?.name || item.group, shareOf(b, item).tip], 0, item);
  if (!bar) return;
  const tell = () => hint(b, [describe(b, bar, item.row)], b.x(bar[START]), item);
  b.near = bar;
  tell();
  await b.feed.spellOut(bar);
  if (b.near === bar) tell();
}

function calm(b) {
  b.near = null;
  b.tip.hidden = true;
}

/** Near an edge the board scrolls on by itself. */
function roll(b, held) {
  if (b.held !== held || b.closed) return;
  const box = b.el.getBoundingClientRect(), { clientX: x, clientY: y } = held.last;
  const push = (near) => Math.max(0, Math.min(1, (ZONE - near) / ZONE)) * 14;
  const dx = push(box.right - x) - push(x - box.left - b.label), dy = push(box.bottom - y) - push(y - box.top - HEAD);
  if (held.far && (dx || dy)) {
    b.el.scrollBy(dx, ["move", "band"].includes(held.mode) ? dy : 0);
    follow(b);
  }
  requestAnimationFrame(() => roll(b, held));
}

function up(b) {
  const { held } = b;
  if (!held) return;
  const { bar, item, from, first, touch, mode, lifted, far, band, wishes } = held, draft = lifted && mode === "new";
  drop(b, far && (draft || copies(held)));
  if (!lifted) click(b, held);
  else if (touch && !far) ask(b, bar, item, b.at(from.x), first);
  else if (band) catchAll(b, band);
  else if (draft) book(b, wishes[0]);
  else if (copies(held)) repeat(b, wishes);
  else b.feed.change(wishes);
}

function click(b, { bar, item, mode, from, first }) {
  b.spot = bar || mode === "still" ? null : b.snap(b.at(from.x));
  point(b, bar ? bar[ID] : item.key);
  if (first.shiftKey && bar) pick(b);
  else if (b.picked.size) leave(b);
  else open(b);
}

/** Select what the rubber band touches. */
function catchAll(b, { x, y }) {
  const [from, to] = x.map((side) => b.at(side));
  for (const item of b.items.slice(b.find(y[0]), b.find(y[1]) + 1)) {
    for (const bar of item.row?.bars || []) {
      const top = item.y + b.lane(bar);
      if (bar[START] < to && bar[END] > from && top < y[1] && top + BAR > y[0]) b.picked.add(bar[ID]);
    }
  }
  count(b);
}

export function drop(b, keepSlot = false) {
  const { held } = b;
  clearTimeout(held?.timer);
  b.held = null;
  if (held?.lifted) queueMicrotask(() => b.feed.tell()); // what was wished for goes first
  for (const node of b.el.querySelectorAll(".lifted")) node.classList.remove("lifted");
  b.ghost.hidden = b.tip.hidden = true;
  if (!keepSlot) b.slot.hidden = true;
  b.el.classList.remove("dragging");
  if (held?.lifted) b.layout(); // rows may grow again
}

function context(b, e) {
  const { item, x } = place(b, e);
  e.preventDefault();
  calm(b);
  if (!b.held && e.button === 2 && item?.row) ask(b, under(b, e), item, b.at(x), e); // else not a mouse
}

function wheel(b, e) {
  if (!e.ctrlKey) return;
  e.preventDefault();
  if (e.timeStamp - b.turned < TURN) return;
  Object.assign(b, { turned: e.timeStamp, over: e });
  zoom(b, e.deltaY > 0 ? "out" : "in");
}
