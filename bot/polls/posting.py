"""What hangs in the rooms: the card of a poll with its turnout, notices, and what came of it for those who
run it. The card is edited on a fixed grid of time and never because somebody has voted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot import hanging
from bot.chat import Button, Card, Local, Room, Style, Text, Value
from bot.deliveries import Edit, Post
from bot.outbox import Errand, Outcome
from bot.polls import host_views, views, wording
from bot.polls.model import Poll, Stage
from bot.ports import Turn

CARD, NOTICE, OUTCOME = "polls.card", "polls.notice", "polls.outcome"
GRID = timedelta(minutes=10)
AT_ONCE = 50
_ORIGIN = datetime(2000, 1, 1, tzinfo=UTC)


class What(StrEnum):
    """Of what members are told by a new message."""

    MOVED = "moved"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    LOST = "lost"


def on_grid(now: datetime) -> datetime:
    """The latest moment of the grid."""
    return now - (now - _ORIGIN) % GRID


# ---- the duty


def due(turn: Turn) -> Sequence[str]:
    return turn.unit.polls.to_count(on_grid(turn.now), AT_ONCE)


def count(turn: Turn, poll_id: str) -> None:
    """What is shown from now on, until the next moment of the grid."""
    poll, at = turn.unit.polls.get(poll_id), on_grid(turn.now)
    if poll is None or not poll.takes_ballots(turn.now):
        return
    before, turnout = turn.unit.polls.progress(poll.id).turnout, turn.unit.ballots.turnout(poll.id)
    turn.unit.polls.count(poll.id, turnout, at)
    if turnout != before:
        show(turn, poll, f"counted-{at:%Y%m%dT%H%M}")


# ---- written


def show(turn: Turn, poll: Poll, why: str) -> None:
    """In the members' room of each platform, in the order in which it was asked for."""
    for platform in turn.world.network.platforms:
        _write(turn, CARD, poll, platform, f"{CARD}:{poll.id}:{why}:{platform}", f"poll:{poll.id}:{platform}")


def tell(turn: Turn, poll: Poll, what: What) -> None:
    """In the members' rooms."""
    for platform in turn.world.network.platforms:
        _write(turn, NOTICE, poll, platform, _notice_key(poll, what, platform))


def report(turn: Turn, poll: Poll) -> None:
    """To those who run it."""
    for platform in turn.world.network.platforms:
        _write(turn, OUTCOME, poll, platform, f"{OUTCOME}:{poll.id}:{platform}")


def _notice_key(poll: Poll, what: What, platform: str) -> str:
    """Names the revision: of what was changed once more since, the later notice tells."""
    return f"{NOTICE}:{poll.id}:{poll.revision}:{what}:{platform}"


def _write(turn: Turn, kind: str, poll: Poll, platform: str, key: str, order: str = "") -> None:
    errand_id = turn.world.entropy.identifier()
    turn.unit.outbox.add(Errand(errand_id, kind, poll.id, platform, key, order, turn.now, turn.now))


# ---- composed and settled


def card(turn: Turn, errand: Errand) -> Post | Edit | None:
    poll = turn.unit.polls.get(errand.subject)
    if poll is None:
        return None
    reference = turn.unit.postings.reference(poll.id, errand.recipient)
    if reference:
        return Edit(errand.recipient, reference, views.public(turn, poll))
    if poll.stage is Stage.WITHDRAWN:
        return None
    return Post(errand.recipient, Room.MEMBERS, views.public(turn, poll), errand.nonce)


def posted(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """Where it hangs; one that was deleted is put up anew."""
    poll = turn.unit.polls.get(errand.subject)
    if hanging.keep(turn, errand, outcome) and poll:
        key = f"{CARD}:{poll.id}:again-{errand.id}-{errand.attempt}:{errand.recipient}"
        _write(turn, CARD, poll, errand.recipient, key, errand.order)


def notice(turn: Turn, errand: Errand) -> Post | None:
    poll = turn.unit.polls.get(errand.subject)
    keys = {_notice_key(poll, what, errand.recipient): what for what in What} if poll else {}
    what = keys.get(errand.key)
    if poll is None or what is None:
        return None
    said: tuple[Value, ...] = (wording.title(poll), Text(f"polls.notice.{what}.body"))
    if what is What.MOVED:
        said = (*said, Local(poll.closes, turn.world.network.zone))
    return Post(
        errand.recipient,
        Room.MEMBERS,
        Card(Text(f"polls.notice.{what}"), said, (), _way(poll, what)),
        errand.nonce,
    )


def _way(poll: Poll, what: What) -> tuple[Button, ...]:
    """To the ballot, or to what came of it."""
    ways = {What.MOVED: "polls.ballot", What.CLOSED: "polls.results"}
    action = ways.get(what)
    return (Button(action, poll.id, 0, Text(f"button.{action}"), Style.PRIMARY),) if action else ()


def outcome(turn: Turn, errand: Errand) -> Post | None:
    """What came of it, with the way to make it a meeting's theme."""
    poll = turn.unit.polls.get(errand.subject)
    if poll is None:
        return None
    lost = (Text("polls.lost"),) if poll.stage is Stage.WITHDRAWN else ()
    return Post(errand.recipient, Room.FACILITATORS, host_views.card(turn, poll, *lost), errand.nonce)
