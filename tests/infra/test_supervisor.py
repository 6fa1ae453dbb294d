"""One command starts everything, mends what dies, and leaves nothing behind."""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from production_tool.infra import frontend
from tests.program import Program, eventually, running


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A running installation, shared by the stories that leave it running."""
    frontend.build()
    with running(tmp_path_factory.mktemp("program")) as started:
        yield started


@pytest.mark.xdist_group("program")
class TestServing:
    def test_everything_answers_on_one_port(self, program: Program) -> None:
        listening = {
            each.laddr.port
            for process in program.family()
            for each in process.net_connections("inet")
            if each.status == psutil.CONN_LISTEN
        }
        assert listening == {program.port}

    def test_pages_are_asked_for_again_and_their_parts_kept(self, program: Program) -> None:
        page = httpx.get(program.url)
        part = httpx.get(program.url + page.text.split('href="', 2)[2].split('"')[0])
        assert page.headers["cache-control"] == "no-cache"
        assert part.headers["cache-control"] == "public, max-age=31536000, immutable"

    def test_the_build_speaks_to_whoever_serves_it(self, program: Program) -> None:
        chunk = next((frontend.BUILT / "assets").glob("reflex-env-*.js"))
        assert "localhost" not in httpx.get(f"{program.url}/assets/{chunk.name}").text

    def test_a_command_works_beside_it(self, program: Program) -> None:
        done = program.run("doctor")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "ok   database: PostgreSQL" in done.stdout

    def test_a_second_one_on_the_same_data_is_refused(self, program: Program) -> None:
        done = program.run("serve", "--port", "1024")
        assert done.returncode != 0
        assert f"Another server already runs on {program.data}" in done.stderr

    def test_postgresql_and_valkey_come_back_when_they_are_killed(self, program: Program) -> None:
        for name in ("postgres", "valkey-server"):
            before = program.child(name)
            before.kill()
            eventually(lambda gone=before: not gone.is_running(), f"{name} is gone")
            eventually(lambda name=name, pid=before.pid: _is_back(program, name, pid), name)
        eventually(program.is_ready, "the program is ready again")
        eventually(lambda: program.said.count("is back") >= 2, "both were told to be back")

    def test_the_web_server_comes_back_when_it_is_killed(self, program: Program) -> None:
        web = [each for each in program.family() if "granian" in each.cmdline()]
        for process in web:
            process.kill()
        eventually(lambda: not any(each.is_running() for each in web), "the web server is gone")
        eventually(program.is_ready, "the web server is back")


def _is_back(program: Program, name: str, before: int) -> bool:
    try:
        return program.child(name).pid != before
    except (StopIteration, psutil.NoSuchProcess):
        return False


@pytest.mark.xdist_group("program")
class TestStopping:
    def test_ctrl_c_leaves_no_process(self, tmp_path: Path) -> None:
        with running(tmp_path) as program:
            family = program.family()
            program.send(signal.SIGINT)
            assert program.process is not None
            assert program.process.returncode == 0
            assert not [each for each in family if each.is_running()]

    def test_a_killed_one_leaves_nothing_that_hinders_the_next_start(self, tmp_path: Path) -> None:
        with running(tmp_path) as program:
            family = program.family()
            program.send(signal.SIGKILL)
            eventually(lambda: not any(each.is_running() for each in family), "all are gone", 15)
            program.start()
            assert program.is_ready()

    def test_a_taken_port_is_named(self, tmp_path: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            done = Program(tmp_path).run("serve", "--port", str(port))
        assert done.returncode != 0
        assert f"Port {port} on 127.0.0.1 cannot be used" in done.stderr
