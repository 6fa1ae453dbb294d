"""An import from its files to its report: read, judge, and write if all is well."""

from collections.abc import Callable, Sequence

from production_tool.domain.actor import Actor, Permission
from production_tool.domain.imports.report import ImportReport, Understood
from production_tool.services.imports.judging import judge
from production_tool.services.imports.options import ImportOptions
from production_tool.services.imports.plan import Plan, Progress
from production_tool.services.imports.reading import SourceFile
from production_tool.services.imports.refused import refused_events, refused_rows
from production_tool.services.imports.sources import Sources, read_sources
from production_tool.services.imports.writing import write_plan
from production_tool.services.work import reading, working

Show = Callable[[Sequence[Understood]], None]


def _silent(*_: object) -> None:
    """Tell nobody."""


def import_files(
    actor: Actor,
    *,
    files: Sequence[SourceFile],
    options: ImportOptions,
    progress: Progress = _silent,
    show: Show = _silent,
) -> ImportReport:
    """Bring the files in, all in one transaction; say what became of every row.

    Rows are judged before the studio's clock is taken, and again under it only if somebody
    else wrote meanwhile. One refused row stops everything unless ``on_conflict`` is skip.
    ``progress`` hears the phase, how much is done, and of how much; ``show`` how the files were
    understood, before anything is written.
    Raises NotAllowed, UnreadableFile, StudioBusy or Unavailable.
    """
    actor.must(Permission.IMPORT)
    with reading(actor) as work:
        now = work.now
    sources = read_sources(files, options, now=now, progress=progress)
    show(sources.understood)
    with reading(actor) as work:
        plan = judge(work, sources, options, progress=progress)
    if _stops(plan):
        return _report(plan, sources, written=False)
    if not plan.size:
        return _report(plan, sources, written=True)
    with working(actor) as work:
        if work.lock_and_number() != plan.studio.seq + 1:
            plan = judge(work, sources, options, progress=progress)
        if _stops(plan):
            return _report(plan, sources, written=False)
        write_plan(work, plan=plan, progress=progress)
    return _report(plan, sources, written=True)


def _stops(plan: Plan) -> bool:
    return plan.options.dry_run or (plan.refuses and plan.options.on_conflict == "fail")


def _report(plan: Plan, sources: Sources, *, written: bool) -> ImportReport:
    files = [
        refused_rows(sources.sheets[number], rows)
        for number, rows in sorted(plan.refused_rows.items())
    ]
    files += [
        refused_events(diary, plan.refused_events[diary.source])
        for diary in sources.diaries
        if plan.refused_events.get(diary.source)
    ]
    order = {each.source: place for place, each in enumerate(sources.understood)}
    return ImportReport(
        lines=sorted(plan.lines, key=lambda line: (order[line.source], line.number)),
        understood=sources.understood,
        refused_files=files,
        written=written,
        dry_run=plan.options.dry_run,
    )
