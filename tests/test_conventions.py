"""House rules that imports cannot show, read from the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "production_tool"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 50
# Who signs in has no role yet, and what one does with the own account needs none. The console
# makes studios and the sweep works for all of them, each with a role of the database of its own.
WITHOUT_A_PERMISSION = {"identity", "tokens", "throttle", "work", "expiry", "demo", "signing"}
WITHOUT_A_PERMISSION |= {"idempotency"}  # keeps the answer of a service that asked
WITHOUT_A_PERMISSION |= {"settling"}  # what follows from a change that somebody was allowed

# A token's time is judged before there is a transaction that could tell the time, and so is
# how long somebody who tried too often has to wait.
READS_THE_CLOCK = {"services/work.py", "services/tokens.py", "services/throttle.py"}
# Carries whatever was raised in a thread to whoever awaits it; nothing is swallowed there.
CARRIES_ERRORS = {"api/threads.py"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (each for each in ast.walk(node) if isinstance(each, ast.Call))


def called(call: ast.Call) -> str:
    return ast.unparse(call.func)


def public_functions(path: Path) -> list[Function]:
    found = [each for each in tree(path).body if isinstance(each, Function)]
    return [each for each in found if not each.name.startswith("_")]


def rooms(*names: str) -> list[Path]:
    return [path for path in MODULES if name_of(path).split("/")[0] in names]


@pytest.mark.parametrize("path", rooms("services", "state", "api", "scheduler"), ids=name_of)
def test_only_work_commits(path: Path):
    if name_of(path) == "services/work.py":
        return
    assert [ast.unparse(c) for c in calls(tree(path)) if called(c).endswith(".commit")] == []


@pytest.mark.parametrize("path", rooms("services", "domain"), ids=name_of)
def test_time_is_passed_in(path: Path):
    if name_of(path) in READS_THE_CLOCK:
        return
    clocks = ("datetime.now", "datetime.utcnow", "date.today", "time.time", "datetime.today")
    assert [ast.unparse(c) for c in calls(tree(path)) if called(c).endswith(clocks)] == []


@pytest.mark.parametrize("path", rooms("state", "pages", "components", "api"), ids=name_of)
def test_no_screen_and_no_route_swallows_what_it_does_not_know(path: Path):
    if name_of(path) in CARRIES_ERRORS:
        return
    caught = [each.type for each in ast.walk(tree(path)) if isinstance(each, ast.ExceptHandler)]
    names = {ast.unparse(each) if each else "everything" for each in caught}
    assert not names & {"everything", "Exception", "BaseException"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_are_small_and_say_what_they_are_for(path: Path):
    source = path.read_text("utf-8")
    assert source.count("\n") <= LONGEST_FILE
    assert ast.get_docstring(tree(path)), "the module says nothing of itself"
    for each in ast.walk(tree(path)):
        if isinstance(each, Function):
            assert (each.end_lineno or 0) - each.lineno < LONGEST_FUNCTION, each.name


@pytest.mark.parametrize("path", rooms("domain", "services", "models", "infra"), ids=name_of)
def test_public_functions_say_what_they_do(path: Path):
    silent = [each.name for each in public_functions(path) if not ast.get_docstring(each)]
    assert silent == []


def writing_services() -> list[tuple[Path, Function]]:
    found: list[tuple[Path, Function]] = []
    for path in rooms("services"):
        inside = name_of(path).removeprefix("services/").removesuffix(".py").split("/")
        if inside[0] == "queries" or set(inside) & WITHOUT_A_PERMISSION:
            continue
        for each in public_functions(path):
            first = each.args.args[0].arg if each.args.args else ""
            writes = any(called(c) in {"work.record", "work.keep"} for c in calls(each))
            if first == "work" and writes:
                found.append((path, each))
    return found


def asks(path: Path, function: Function) -> bool:
    """Whether it, or a function of its own module that it calls, asks for a permission."""
    here = {each.name: each for each in ast.walk(tree(path)) if isinstance(each, Function)}
    seen: set[str] = set()
    waiting = [function]
    while waiting:
        for call in calls(waiting.pop()):
            name = called(call)
            if name.endswith(".must"):
                return True
            if name in here and name not in seen:
                seen.add(name)
                waiting.append(here[name])
    return False


@pytest.mark.parametrize(
    ("path", "function"),
    writing_services(),
    ids=lambda each: each.name if isinstance(each, Function) else name_of(each),
)
def test_every_writing_service_asks_for_a_permission(path: Path, function: Function):
    assert asks(path, function)


def test_services_take_their_arguments_by_keyword():
    for path, function in writing_services():
        assert len(function.args.args) == 1, f"{name_of(path)}: {function.name}"


def test_nothing_is_left_for_later():
    words = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")
    for path in [*MODULES, *ROOT.glob("tests/**/*.py")]:
        source = path.read_text("utf-8")
        assert not [word for word in words if word in source], path.name


def test_locks_name_no_index():
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text("utf-8"), lock.name
    packages = (ROOT / "reflex.lock" / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in packages
