"""Whether an open board shows what a fresh one would."""

from typing import Any

from playwright.sync_api import Page

from production_tool.domain.actor import Actor
from production_tool.services.queries.board import board_seq
from production_tool.services.work import reading

# What the widget itself keeps, found where React keeps it: nothing is put there for tests.
WIDGET = """() => {
  const host = document.querySelector(".pb-host");
  const fiber = host[Object.keys(host).find((name) => name.startsWith("__reactFiber"))];
  for (let hook = fiber.return.memoizedState; hook; hook = hook.next) {
    if (hook.memoizedState?.current?.feed) return hook.memoizedState.current.feed;
  }
}"""
ARRIVED = f"""(seq) => {{
  const feed = ({WIDGET})();
  return feed.seq === seq && !feed.behind && !feed.reading && !feed.open.size;
}}"""
HELD = f"""() => {{
  const {{ seq, from, to, rows, bars, closed, holidays }} = ({WIDGET})();
  const day = (minutes) => new Date(minutes * 6e4).toISOString().slice(0, 10);
  const people = [...rows.values()].map((r) => [
    r.id, r.name, r.title, r.group, r.hours, r.exceptions,
  ]);
  return {{
    seq, from: day(from), to: day(to), rows: people,
    bars: [...bars.values()],
    shades: [...closed, ...[...rows.values()].flatMap((r) => r.shades)], holidays,
  }};
}}"""
FRESH = """async ({ from, to }) => {
  const answer = await fetch(`/api/v1/board?from=${from}&to=${to}`);
  const { seq, rows, bars, shades, holidays, exceptions } = (await answer.json()).data;
  return {
    seq, from, to, bars, shades, holidays,
    rows: rows.map(([id, name, title, group, , hours]) => [
      id, name, title, group, hours, exceptions[id] || exceptions[""],
    ]),
  };
}"""


def is_as_a_fresh_one(page: Page, actor: Actor) -> None:
    """Wait until the board has heard of the latest write; then all that it holds is so."""
    with reading(actor) as work:
        seq = board_seq(work)
    page.wait_for_function(ARRIVED, arg=seq)
    held = page.evaluate(HELD)
    fresh = page.evaluate(FRESH, {"from": held["from"], "to": held["to"]})
    for part in held:
        assert _sorted(held[part]) == _sorted(fresh[part]), part


def _sorted(part: Any) -> Any:
    return sorted(part, key=str) if isinstance(part, list) else part
