"""Who looks at a studio's boards, in Redis; what nobody renews is gone in seconds.

Each process writes down its own people under a key with a time to live, so that nobody has to
tidy up after one that died.
"""

import json
from typing import Any, cast
from uuid import UUID

from redis.exceptions import RedisError

from production_tool.infra import bus

# With a renewal every 5 s two may get lost, and all is forgotten within 20 s of a crash.
LASTS = 12
# Of each user's id: name, and the booking they hold or an empty string.
People = dict[str, tuple[str, str]]


def note(tenant_id: UUID, process: str, people: People) -> bool:
    """Write down whom this process knows on a studio's boards; False while Redis is away."""
    studio, mine = _studio(tenant_id), _process(tenant_id, process)
    client: Any = bus.client()
    line = client.pipeline(transaction=False)
    if people:
        line.set(mine, json.dumps(people), ex=LASTS)
        line.sadd(studio, process)
        line.expire(studio, LASTS)
    else:
        line.delete(mine)
        line.srem(studio, process)
    try:
        line.execute()
    except RedisError:
        return False
    return True


def find(tenant_id: UUID) -> People:
    """Everybody on a studio's boards, whichever process they are with; nobody without Redis."""
    studio = _studio(tenant_id)
    try:
        client: Any = bus.client()
        processes = [each.decode() for each in cast("set[bytes]", client.smembers(studio))]
        if not processes:
            return {}
        kept = client.mget([_process(tenant_id, each) for each in processes])
        dead = [each for each, people in zip(processes, kept, strict=True) if people is None]
        if dead:
            client.srem(studio, *dead)
    except RedisError:
        return {}
    return _merged([json.loads(people) for people in kept if people is not None])


def _merged(parts: list[dict[str, list[str]]]) -> People:
    """One entry a person, however many tabs; what any of them holds is held."""
    found: People = {}
    for part in parts:
        for person, (name, held) in part.items():
            found[person] = (name, held or found.get(person, ("", ""))[1])
    return found


def _studio(tenant_id: UUID) -> str:
    return f"production-tool:people:{tenant_id}"


def _process(tenant_id: UUID, process: str) -> str:
    return f"production-tool:people:{tenant_id}:{process}"
