"""One piece of work: who does it, when, in which transaction. The only place that commits."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from production_tool.domain.actor import Actor
from production_tool.domain.events import Event
from production_tool.domain.refusals import NotSignedIn
from production_tool.infra import bus, db
from production_tool.services.trouble import answering

# The trigger stamps number, instant, actor and request; nobody can claim others.
_FACT = """
INSERT INTO app.{0}_event
  (tenant_id, seq, at, actor, request_id, name, {0}_id, before, after)
VALUES (%s, 0, now(), '', '', %s, %s, %s, %s)
"""
EXCLUSION_VIOLATION = "23P01"


class Work:
    """The transaction of one person doing one thing.

    ``now`` is a UTC instant: when the work began, and from ``lock()`` on the instant the
    studio's clock was taken, so that all writes of a studio happen one after the other.
    """

    def __init__(
        self, transaction: db.Transaction, actor: Actor | None, tenant_id: UUID | None = None
    ) -> None:
        self._began = datetime.now(UTC)
        self._transaction = transaction
        self._session: Session | None = None
        self._actor, self._tenant_id = actor, tenant_id
        self._facts: list[Event] = []
        self._notices: list[bus.Notice] = []
        self._kept = False
        self._explain: Callable[[], Exception] | None = None

    @property
    def connection(self) -> Connection:
        """Where statements run, inside the transaction."""
        return self._transaction.connection

    @property
    def session(self) -> Session:
        """The same, for table objects."""
        if self._session is None:
            self._session = Session(bind=self.connection, autoflush=False, expire_on_commit=False)
        return self._session

    @property
    def actor(self) -> Actor:
        """Who does it. Raises NotSignedIn for work that nobody signed in for."""
        if self._actor is None:
            raise NotSignedIn("Sign in first.")
        return self._actor

    @property
    def tenant_id(self) -> UUID:
        """The studio it is done in, whoever does it. Raises NotSignedIn outside one."""
        return self.actor.tenant_id if self._tenant_id is None else self._tenant_id

    @property
    def now(self) -> datetime:
        """When the work began; once it has the clock, the instant it was taken."""
        clock = self._transaction.clock()
        return self._began if clock is None else clock.at

    @property
    def begun(self) -> datetime:
        """The instant that the database stamps a changed row with; takes the clock if need be."""
        self.lock()
        clock = self._transaction.clock()
        return self._began if clock is None else clock.begun

    @property
    def seq(self) -> int | None:
        """The number of this write; None for work that did not take the clock."""
        clock = self._transaction.clock()
        return None if clock is None else clock.seq

    def lock(self) -> None:
        """Take the studio's clock: other writes of the studio wait until this one is done.

        Overdue holds are stamped expired in the same breath, so a status read afterwards is
        the effective one. It is taken before whatever is asked or written next.
        """
        self._transaction.take_clock()

    def lock_and_number(self) -> int:
        """The same at once; the number of this write."""
        self.lock()
        return self.seq or 0

    def lock_if_idle(self) -> bool:
        """Take the clock unless another write has it; whether it was taken."""
        return self._transaction.take_clock_if_idle() is not None

    def record(self, *facts: Event) -> None:
        """Write what happened into history, with the change itself; and keep the change."""
        self._facts.extend(facts)
        self._kept = True

    def keep(self) -> None:
        """Keep what was written; work that neither records nor keeps is rolled back."""
        self._kept = True

    def tell_that_rights_changed(self, user_id: UUID) -> None:
        """Once it is kept, open screens of this person look again what they may show."""
        self._notices.append(bus.RightsChanged(user_id))

    @contextmanager
    def attempt(self) -> Generator[None]:
        """A part that may fail alone: an exception takes back just what it wrote."""
        with self.connection.begin_nested() as savepoint:
            known, clock = len(self._facts), self._transaction.clock()
            try:
                yield
                self._transaction.settle()  # what the part sent belongs to it
            except BaseException:
                del self._facts[known:]
                self._transaction.forget(clock)
                savepoint.rollback()
                raise

    def ask(
        self, statement: str, values: Mapping[str, Any], *, plan_once: bool = False
    ) -> list[Any]:
        """A hot read in the driver's own words (``%(name)s``): the rows as named tuples.

        ``plan_once`` suits a long statement of a reading that finds little whatever its values.
        """
        return self._transaction.ask(statement, values, plan_once=plan_once)

    def send(self, statement: str, values: Sequence[Any]) -> None:
        """Write something whose answer nobody needs, in the driver's own words (``%s``).

        It travels with the next statement or with the commit, so it costs no journey of its own;
        what the database says against it is heard then.
        """
        self._transaction.send(statement, values)

    def explain_refusal_by(self, explain: Callable[[], Exception]) -> None:
        """How to put it, should the database itself refuse as a double booking what was sent.

        ``explain`` is called when the transaction is over, and returns what to raise.
        """
        self._explain = explain

    def explained(self, refusal: Exception, said: BaseException | None) -> Exception:
        """What a refusal by the database means for who does the work."""
        if self._explain is None or getattr(said, "sqlstate", None) != EXCLUSION_VIOLATION:
            return refusal
        self._transaction.close()
        return self._explain()

    def _write_facts(self) -> None:
        for fact in self._facts:
            before = None if fact.before is None else Jsonb(fact.before)
            told = (self.tenant_id, fact.name, fact.about, before, Jsonb(fact.after))
            self.send(_FACT.format(fact.kind), told)
        self._facts.clear()

    def finish(self) -> None:
        """Commit if something is to be kept, then tell the other processes."""
        if self._session is not None:
            self._session.flush()
        self._write_facts()
        if not self._kept:
            return
        self._transaction.commit()
        if self._tenant_id is not None and self.seq is not None:
            self._notices.append(bus.Moved(self._tenant_id, self.seq))
        for notice in self._notices:
            bus.publish(notice)


@contextmanager
def working(actor: Actor) -> Generator[Work]:
    """Work that may write in the actor's studio; commits at the end, if anything is kept.

    Raises StudioBusy or Unavailable, both worth trying again, when the database cannot.
    """
    with answering(), _opened(actor) as work:
        try:
            yield work
            work.finish()
        except IntegrityError as refusal:
            raise work.explained(refusal, refusal.orig) from refusal
        except psycopg.IntegrityError as refusal:
            raise work.explained(refusal, refusal) from refusal


@contextmanager
def reading(actor: Actor) -> Generator[Work]:
    """Work that only reads the actor's studio."""
    with answering(), _opened(actor, reads=True) as work:
        yield work


@contextmanager
def at_the_door(*, user_id: UUID | None = None, request_id: str = "") -> Generator[Work]:
    """Work of somebody who is in no studio yet: signing in, choosing a studio, an account."""
    with (
        answering(),
        db.transaction(tenant_id=None, user_id=user_id, request_id=request_id) as transaction,
    ):
        work = Work(transaction, None)
        yield work
        work.finish()


def ask_the_door(question: str, **values: Any) -> Any | None:
    """What one of the doors through row security says, without a transaction: one row, or None.

    Raises Unavailable.
    """
    with answering():
        rows = db.ask(question, values)
    return rows[0] if rows else None


@contextmanager
def tending(tenant_id: UUID) -> Generator[Work]:
    """Work on a studio that no person does, such as stamping its lapsed holds."""
    with answering(), db.transaction(tenant_id=tenant_id, user_id=None) as transaction:
        work = Work(transaction, None, tenant_id)
        yield work
        work.finish()


@contextmanager
def across_studios() -> Generator[Connection]:
    """A committed transaction that may call the jobs' functions and read no row.

    Raises Unavailable.
    """
    with answering(), db.worker_transaction() as connection:
        yield connection


@contextmanager
def _opened(actor: Actor, *, reads: bool = False) -> Generator[Work]:
    with db.transaction(
        tenant_id=actor.tenant_id, user_id=actor.user_id, request_id=actor.request_id, reads=reads
    ) as transaction:
        yield Work(transaction, actor, actor.tenant_id)
