// The yardstick: the fastest free library, set up as its makers advise for speed.
const iso = (min) => new Date(min * 6e4).toISOString().slice(0, 19);
const event = ([id, resource, start, end, status, , text]) => {
  return { id, resource, start: iso(start), end: iso(end), text, backColor: FILLS[status] };
};
let planner;

window.contestant = {
  bars: ".scheduler_default_event",
  rows: ".scheduler_default_rowheader",
  pane: () => planner.nav.scroll,
  mount(host, { first, days, month, cell }) {
    planner = new DayPilot.Scheduler(host, {
      startDate: first, days, scale: "Day", cellWidth: cell, rowHeaderWidth: 210, eventHeight: 26,
      timeHeaders: [{ groupBy: "Month" }, { groupBy: "Day", format: "d" }],
      heightSpec: "Fixed", height: innerHeight - 60, durationBarVisible: false, scrollDelayEvents: 0,
    });
    planner.init();
    planner.scrollTo(month);
  },
  // Its own form, made beforehand: that ours differs is not its fault.
  prepare: ({ rows, bars }) => {
    return { resources: rows.map(([id, name]) => ({ id, name })), events: bars.map(event) };
  },
  hand(all) { planner.update(all); },
  change(bar) {
    const one = planner.events.find(bar[0]);
    Object.assign(one.data, event(bar));
    planner.events.update(one);
  },
};
