// What is measured of every contestant alike: first sight of its bars, one change, scrolling.
const OURS = { bars: ".pb-row .pb-bar", rows: ".pb-row", pane: () => document.querySelector(".pb") };
const FILLS = { hold: "#f5b84a", pencil: "#a8c4f7", confirmed: "#3a9d6e" };
const frame = () => new Promise(requestAnimationFrame);
const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const after = (look) => new Promise((resolve) => { // the end of the next frame's painting
  requestAnimationFrame(() => {
    look?.(); // at what this frame is going to show
    const line = new MessageChannel();
    line.port1.onmessage = () => resolve(performance.now());
    line.port2.postMessage(0);
  });
});
const calm = async () => { // a page that moves gets its frames by the clock, one at rest at once
  while (document.getAnimations().some((one) => one.playState === "running")) await rest(50);
  await rest(250 + Math.random() * 17);
};
const between = async (goesOn, found = []) => { // the time from frame to frame, while it goes on
  for (let last, now; goesOn((now = await frame())); last = now) if (last) found.push(now - last);
  return found;
};
const box = (node) => node.getBoundingClientRect();
const inView = (node) => {
  const { width, top, bottom, left, right } = box(node);
  return width && bottom > 60 && top < innerHeight && right > 210 && left < innerWidth;
};
const shown = (selector) => [...document.querySelectorAll(selector)].filter(inView);
const QUIET = 300, DAY = 1440;

window.watch = {
  async load(path, bar) {
    const data = await (await fetch(path)).json();
    this.bar = data.bars.find(([id]) => id === bar);
    this.given = window.contestant.prepare?.(data) || data;
  },

  /** From the data handed over to the end of the frame that shows the last bar in view. */
  async paint() {
    const seen = [], frames = [], given = this.given;
    let latest = Infinity;
    const eyes = new MutationObserver((all) => seen.push([(latest = performance.now()), all])); // looked through later: that takes time
    eyes.observe(document.body, { subtree: true, childList: true });
    await after();
    await rest(Math.random() * 17); // at no fixed place between two frames
    this.given = null;
    const begun = performance.now();
    window.contestant.hand(given);
    while (!frames.length || !shown(window.contestant.bars).length || performance.now() < latest + QUIET) {
      frames.push(await after());
    }
    eyes.disconnect();
    const born = new Map(), since = (node) => born.get(node) ?? since(node.parentNode); // in what it came with, or by itself
    for (const [at, all] of seen) for (const { addedNodes } of all) for (const node of addedNodes) born.has(node) || born.set(node, at);
    const last = Math.max(...shown(window.contestant.bars).map(since));
    return frames.find((end) => end > last) - begun;
  },

  /** One bar a day later and back again, each time on a page at rest until its frame is painted. */
  async updates(times) {
    const found = [];
    for (let n = 1; n <= times; n++) {
      const bar = [...this.bar], shift = (n % 2) * DAY;
      bar[2] += shift;
      bar[3] += shift;
      bar[7] += n;
      await calm();
      const begun = performance.now();
      window.contestant.change(bar, 1 + n);
      found.push((await after()) - begun);
    }
    return found;
  },

  /** The time between frames while everything passes by. */
  async scroll(axis, seconds, way) {
    const pane = window.contestant.pane(), down = axis === "y";
    const from = down ? 0 : pane.scrollLeft - way / 2, most = down ? pane.scrollHeight - pane.clientHeight : way;
    let begun;
    return between((now) => {
      const part = Math.min(1, (now - (begun ??= now)) / (seconds * 1000));
      pane[down ? "scrollTop" : "scrollLeft"] = from + most * part;
      return part < 1;
    });
  },

  /** Where rows and bars stand, so that the floor writes the same. */
  places() {
    const { bars, rows } = window.contestant;
    return {
      bars: shown(bars).map((node) => ({ id: node.id, x: box(node).x, y: box(node).y, w: box(node).width })),
      rows: shown(rows).map((node) => ({ y: box(node).y, h: box(node).height, text: node.querySelector("b").textContent })),
    };
  },

  nodes: () => document.getElementById("host").querySelectorAll("*").length,
};
