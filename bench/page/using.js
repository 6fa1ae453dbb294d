// What is measured in the program's own page; watch.js comes before it.
window.contestant = { ...OURS, bars: `${OURS.bars}, .bare` };

const settled = () => {
  const board = document.querySelector(".pb");
  return (!board || board.getAttribute("aria-busy") === "false") && shown(window.contestant.bars).length;
};

window.using = {
  usable: 0,
  frames: [],
  dropped: 0,
  confirmed: 0,

  /** How long after a moment the board stands there, at the end of its frame. */
  async expect(since) {
    this.usable = 0;
    while (!document.body || !settled()) await frame();
    this.usable = (await after()) - since;
  },

  usableAfterClick() {
    this.usable = 0;
    addEventListener("click", () => this.expect(performance.now()), { capture: true, once: true });
  },

  /** Frames while something is dragged, and when the program has confirmed what was dropped. */
  begin() {
    addEventListener("pointerdown", () => this.follow(), true);
    addEventListener("pointerup", () => this.settle(), true);
  },

  follow() {
    this.held = true;
    between(() => this.held, this.frames);
  },

  async settle() {
    this.held = false;
    const dropped = performance.now();
    let shown = false, ended;
    await null; // the widget has its turn first
    while (!shown) ended = await after(() => (shown = !document.querySelector(".pb-bar.pending")));
    this.confirmed = ended;
    this.dropped = dropped;
  },

  /** The floor of a confirmed drop: there and back, and a frame. */
  async empty(times) {
    const found = [];
    for (let n = 0; n < times; n++) {
      const begun = performance.now();
      await fetch("/api/v1/health/live");
      found.push((await after()) - begun);
    }
    return found;
  },
};

window.using.expect(0);
