// The floor: the same rows and bars that ours has in view, written down and done with.
const STYLE = `<style>
  .floor { position: absolute; inset: 0; overflow: auto; contain: strict; font: 13px system-ui }
  .floor div { position: absolute; overflow: hidden; white-space: nowrap; box-sizing: border-box }
  .floor .row { left: 0; right: 0; border-bottom: 1px solid #ddd }
  .floor .bar { height: 26px; padding: 4px 8px; border-radius: 5px }
</style>`;
let places, pane, kept, cell;

window.contestant = {
  bars: ".bar",
  rows: ".row",
  pane: () => pane,
  mount(host, given) {
    ({ places, cell } = given);
    host.innerHTML = `${STYLE}<div class="floor"></div>`;
    pane = host.lastElementChild;
  },
  hand(all) {
    kept = all; // whoever shows data also has it
    const seen = new Map(places.bars.map((place) => [place.id, place]));
    let html = "";
    for (const { y, h, text } of places.rows) html += `<div class="row" style="top:${y}px;height:${h}px">${text}</div>`;
    for (const [id, , , , status, , label] of kept.bars) {
      const { x, y, w } = seen.get(id) || {};
      if (w) html += `<div class="bar" id="${id}" style="left:${x}px;top:${y}px;width:${w}px;background:${FILLS[status]}">${label}</div>`;
    }
    pane.innerHTML = html;
  },
  change([id], seq) { document.getElementById(id).style.transform = `translateX(${(seq % 2) * cell}px)`; },
};
