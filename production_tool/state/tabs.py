"""What each open tab shows: in the memory of its process, and handed over when it reconnects.

A socket stays with one process, so its events need nobody else. What they left is put in the
store a moment later; a tab that comes to another process, since the line broke or its own
process died, goes on with that. Without Redis it begins afresh from its address.
"""

import asyncio
import pickle
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

import reflex as rx
from anyio import to_thread
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import StateToken
from reflex.state import BaseState, State
from reflex_base.constants import CompileVars
from reflex_base.utils.exceptions import StateSchemaMismatchError

from production_tool.infra.tab_store import TabStore
from production_tool.state.live import keep_running

# Events that come in a row are put away together.
PAUSE = 0.05
_CONNECTED = f".{CompileVars.HYDRATE_AND_LOAD}"


class Tabs(StateManagerMemory):
    """Reflex's own keeper of states in memory, with a store behind it."""

    def __init__(self, store: TabStore) -> None:
        super().__init__()
        self._store = store
        self._changed: set[str] = set()
        self._woken = asyncio.Event()

    def modify_state(self, token: Any, **context: Any) -> AbstractAsyncContextManager[Any]:
        """The tab's state, for one event alone."""
        return self._modified(self._coerce_token(token), context.get("event"))

    @asynccontextmanager
    async def _modified(self, token: StateToken[Any], event: Any) -> AsyncIterator[Any]:
        comes = token.cache_key not in self.states or (event and event.name.endswith(_CONNECTED))
        async with super().modify_state(token) as state:
            if comes and type(state) is State:
                await self._take_over(token.cache_key, state)
            yield state
        self._changed.add(token.cache_key)
        self._woken.set()

    async def _take_over(self, name: str, root: BaseState) -> None:
        """Go on with what another process left."""
        found = await to_thread.run_sync(self._store.find, name)
        if found is not None:
            with suppress(StateSchemaMismatchError):  # another version's: begin afresh
                _unpack(found, root)

    async def keep_up(self) -> None:
        """Put away what events have changed, for as long as the process lives."""
        while True:
            await self._woken.wait()
            await asyncio.sleep(PAUSE)
            self._woken.clear()
            await self.put_away()

    async def put_away(self) -> None:
        """Put away what events have changed since the last time."""
        changed, self._changed = self._changed, set()
        packed = {name: _pack(self.states[name]) for name in changed if self._is_at_rest(name)}
        if packed:
            await to_thread.run_sync(self._store.put, packed)

    def _is_at_rest(self, name: str) -> bool:
        """Whether no event is under way; one that is will say so again when it ends."""
        lock = self._states_locks.get(name)
        return name in self.states and not (lock and lock.locked())


def _pack(root: BaseState) -> bytes:
    """All but the root: that holds the connection, which every event brings anew."""
    return pickle.dumps({each.get_full_name(): each._serialize() for each in _below(root)})


def _unpack(packed: bytes, root: BaseState) -> None:
    kept = {name: BaseState._deserialize(data) for name, data in pickle.loads(packed).items()}  # noqa: S301 - signed
    _graft(root, type(root)(_reflex_internal_init=True), kept)


def _below(state: BaseState) -> Iterator[BaseState]:
    for each in state.substates.values():
        yield each
        yield from _below(each)


def _graft(parent: BaseState, fresh: BaseState, kept: dict[str, BaseState]) -> None:
    """Put what was kept below the parent, and what is fresh where nothing was."""
    for name, empty in fresh.substates.items():
        state = kept.get(empty.get_full_name(), empty)
        parent.substates[name], state.parent_state = state, parent
        _graft(state, empty, kept)


def hand_over(app: rx.App, store: TabStore) -> None:
    """Let any process go on with a tab of this one."""
    tabs = Tabs(store)
    app._state_manager = tabs
    keep_running(app, tabs.keep_up, at_last=tabs.put_away)
