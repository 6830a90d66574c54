"""Finding polls, and whether they are as they were shown."""

from __future__ import annotations

from bot.chat import Press, Submission
from bot.errors import Stale
from bot.polls import host_views
from bot.polls.errors import NoSuchPoll, PollNotOpen
from bot.polls.model import Poll, Stage
from bot.ports import Turn


def by_id(turn: Turn, poll_id: str) -> Poll:
    """The one of a button or form; raises `NoSuchPoll`."""
    poll = turn.unit.polls.get(poll_id)
    if poll is None:
        raise NoSuchPoll
    return poll


def draft(turn: Turn, event: Press | Submission) -> Poll:
    """As it was shown, and nobody has heard of it yet."""
    poll = _as_shown(turn, event)
    if poll.stage is not Stage.DRAFT:
        raise Stale(card=host_views.card(turn, poll))
    return poll


def running(turn: Turn, event: Press | Submission) -> Poll:
    """As it was shown, and ballots are still taken."""
    poll = _as_shown(turn, event)
    if not poll.takes_ballots(turn.now):
        raise PollNotOpen(card=host_views.card(turn, poll))
    return poll


def _as_shown(turn: Turn, event: Press | Submission) -> Poll:
    poll = by_id(turn, event.subject)
    if poll.revision != event.revision:
        raise Stale(card=host_views.card(turn, poll))
    return poll


def save(turn: Turn, changed: Poll) -> Poll:
    """Of two who change it at the same moment, the second sees what the first has done."""
    if not turn.unit.polls.save(changed):
        raise Stale(card=host_views.card(turn, by_id(turn, changed.id)))
    return changed
