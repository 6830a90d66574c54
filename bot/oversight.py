"""How much one coordinator may decide in an hour, and that the others hear of it when it is that much.

An account that somebody has stolen can do what its owner may do. It cannot do it to everybody before somebody
looks: what reveals addresses, lets people in or takes membership away is counted by the audit, and ends for
the hour at a number that a day at the desk does not reach. It counts in all processes, and after a restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.audit import Action
from bot.chat import Card, Room, Text
from bot.deliveries import Post
from bot.errors import Refusal
from bot.outbox import Errand
from bot.ports import Turn

KIND = "desk.oversight"
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Watched:
    """These actions together, so often in an hour."""

    actions: tuple[Action, ...]
    most: int


WATCHED: Mapping[str, Watched] = {
    "revealed": Watched((Action.REVEALED,), 30),
    "approved": Watched((Action.APPROVED, Action.FIRST_APPROVED), 120),
    "declined": Watched((Action.DECLINED,), 60),
    "ended": Watched((Action.SUSPENDED, Action.REMOVED, Action.MERGED), 20),
}
_NAMES = {action: name for name, watched in WATCHED.items() for action in watched.actions}


class EnoughDecided(Refusal):
    """That was {n} of its kind in an hour; another coordinator can go on."""

    personal = True


def watch(turn: Turn, action: Action, actor: str) -> None:
    """Before it is written down; raises `EnoughDecided`. With the last that may be the others are told."""
    name = _NAMES.get(action)
    if name is None:
        return
    watched = WATCHED[name]
    done = turn.unit.audit.count(actor, watched.actions, turn.now - HOUR)
    if done >= watched.most:
        raise EnoughDecided(n=watched.most)
    if done == watched.most - 1:
        _tell(turn, name, actor)


def _tell(turn: Turn, name: str, actor: str) -> None:
    for platform in turn.world.network.platforms:
        key = f"{KIND}:{name}:{actor}:{turn.now:%Y%m%dT%H%M}:{platform}"
        errand_id = turn.world.entropy.identifier()
        turn.unit.outbox.add(Errand(errand_id, KIND, actor, platform, key, "", turn.now, turn.now))


def compose(turn: Turn, errand: Errand) -> Post | None:
    """In the coordinators' room of each platform, also when whoever did it has left since."""
    name = errand.key.split(":")[1]
    profile = turn.unit.profiles.get(errand.subject)
    who = (profile.name if profile else "") or Text("joining.forgotten")
    body = (
        Text(f"oversight.{name}", {"who": who, "n": WATCHED[name].most}),
        Text("oversight.usual"),
        Text("oversight.stolen"),
    )
    return Post(errand.recipient, Room.COORDINATORS, Card(Text("oversight.title"), body), errand.nonce)
