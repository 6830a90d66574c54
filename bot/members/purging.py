"""Forgetting what is older than its rule allows, a little with each beat."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.audit import Action
from bot.auditing import record
from bot.joining.errands import show_card
from bot.members import parting
from bot.members.aging import What, before
from bot.ports import Turn
from bot.webinars import expiring

AT_ONCE = 200  # rows in one transaction; some milliseconds
PEOPLE_AT_ONCE = 4  # each of whom has much: whoever waits behind them waits some ten milliseconds
STEPS = 10  # with one beat


def due(turn: Turn) -> Sequence[str]:
    """Each for every step; what is too often does nothing."""
    aged, kept = turn.unit.aged, turn.world.network.retention
    return tuple(what for what in What if aged.ids(what, before(what, kept, turn.now), 1)) * STEPS


def forget(turn: Turn, what: str) -> None:
    some(turn, What(what))


def some(turn: Turn, what: What) -> int:
    """How many were forgotten; none when there are no more."""
    one_by_one = ONE_BY_ONE.get(what)
    if one_by_one is None:
        return _rows(turn, what)
    found = turn.unit.aged.ids(what, before(what, turn.world.network.retention, turn.now), PEOPLE_AT_ONCE)
    return sum(one_by_one(turn, each) for each in found)


def counts(turn: Turn) -> Mapping[What, int]:
    """What would go at this moment."""
    aged, kept = turn.unit.aged, turn.world.network.retention
    return {what: aged.count(what, before(what, kept, turn.now)) for what in What}


def _rows(turn: Turn, what: What) -> int:
    limit = before(what, turn.world.network.retention, turn.now)
    if what is What.AUDIT and turn.unit.aged.ids(what, limit, 1):
        record(turn, Action.IDS_FORGOTTEN, "")  # the database lets ids go of lines that are old beside it
    return turn.unit.aged.forget(what, limit, AT_ONCE)


def _request(turn: Turn, request_id: str) -> int:
    """And the coordinators' cards that show it are emptied too."""
    turn.unit.aged.empty_request(request_id)
    request = turn.unit.requests.get(request_id)
    platforms = turn.world.network.platforms
    if request and any(turn.unit.postings.reference(request_id, platform) for platform in platforms):
        show_card(turn, request, why=f"forgotten-{turn.world.entropy.identifier()}")
    return 1


def _person(turn: Turn, profile_id: str) -> int:
    parting.forget(turn, profile_id)
    return 1


def _seats(turn: Turn, meeting_id: str) -> int:
    return turn.unit.aged.empty_seats(meeting_id, AT_ONCE)


def _topic(turn: Turn, topic_id: str) -> int:
    return int(turn.unit.topics.drop(topic_id))


def _guest(turn: Turn, guest_id: str) -> int:
    return int(expiring.expire(turn, guest_id))


ONE_BY_ONE: Mapping[What, Callable[[Turn, str], int]] = {
    What.REQUESTS: _request,
    What.STRANGERS: _person,
    What.REMOVED: _person,
    What.PARTING: _person,
    What.SEATS: _seats,
    What.TOPICS: _topic,
    What.GUESTS: _guest,
}
