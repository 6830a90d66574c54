"""The card with which newcomers find the way in: it hangs in the room where they arrive, one on each platform
that has such a room. Its buttons mean the same for as long as it hangs."""

from __future__ import annotations

from bot import hanging
from bot.chat import Card, Command, Room, Text
from bot.deliveries import Edit, Post
from bot.members import views
from bot.outbox import Errand, Outcome
from bot.ports import Turn
from bot.replies import Reply, Say

KIND = "members.entrance"


def put_up(turn: Turn) -> None:
    """At every start; what hangs already is left alone."""
    for platform, room in turn.world.network.welcomes.items():
        if not turn.unit.postings.reference(_subject(room), platform):
            _write(turn, _subject(room), platform, f"{KIND}:{room}:{platform}")


def again(turn: Turn, _command: Command) -> Reply:
    """Somebody may have deleted it; where it hangs it is shown anew."""
    welcomes = turn.world.network.welcomes
    if not welcomes:
        return Say(Card(Text("entrance.title"), (Text("entrance.no_room"),)))
    for platform, room in welcomes.items():
        _write(turn, _subject(room), platform, f"{KIND}:{room}:{platform}:{turn.world.entropy.identifier()}")
    where = tuple(Text(f"platform.{platform}") for platform in welcomes)
    return Say(Card(Text("entrance.title"), (Text("entrance.under_way"), where)))


def compose(turn: Turn, errand: Errand) -> Post | Edit | None:
    """Nothing for a room that is not the welcome room any more."""
    room = turn.world.network.welcomes.get(errand.recipient)
    if room is None or errand.subject != _subject(room):
        return None
    reference = turn.unit.postings.reference(errand.subject, errand.recipient)
    if reference:
        return Edit(errand.recipient, reference, views.entrance(turn))
    return Post(errand.recipient, Room.WELCOME, views.entrance(turn), errand.nonce)


def posted(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """Where it hangs; one that was deleted is put up anew."""
    if hanging.keep(turn, errand, outcome):
        key = f"{KIND}:again:{errand.id}-{errand.attempt}"
        _write(turn, errand.subject, errand.recipient, key)


def _subject(room: str) -> str:
    return f"entrance-{room}"


def _write(turn: Turn, subject: str, platform: str, key: str) -> None:
    """In the order in which it was asked for, so that no two put one up."""
    errand_id, order = turn.world.entropy.identifier(), f"{subject}:{platform}"
    turn.unit.outbox.add(Errand(errand_id, KIND, subject, platform, key, order, turn.now, turn.now))
