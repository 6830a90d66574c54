"""A poll closes by itself, at its moment by the one clock.

Two steps, each a transaction. First no ballot is taken any more. Then the ballots are taken out and counted,
and with the totals all is cleared away that could tell who voted, or how. Whatever happens between two of
them, the next beat goes on from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.audit import CLOCK, Action
from bot.auditing import record
from bot.polls import posting, published, reminding
from bot.polls.model import Poll, Stage
from bot.polls.ports import BoxClosed
from bot.polls.posting import What
from bot.polls.tally import count
from bot.ports import Turn

AT_ONCE = 20
STEPS = 2
PARTED = 100


def due(turn: Turn) -> Sequence[str]:
    """Each for every step; what is too often does nothing."""
    return tuple(turn.unit.polls.to_close(turn.now, AT_ONCE)) * STEPS


def next_moment(turn: Turn) -> datetime | None:
    return turn.unit.polls.next_closing()


def close_next(turn: Turn, poll_id: str) -> None:
    poll = turn.unit.polls.get(poll_id)
    if poll is None or poll.closes > turn.now:
        return
    if poll.stage is Stage.OPEN and not _is_awaited(turn, poll):
        if _moved(turn, poll, Stage.CLOSING):
            turn.unit.ballots.close(poll.id)
    elif poll.stage is Stage.CLOSING:
        _count(turn, poll)


def _is_awaited(turn: Turn, poll: Poll) -> bool:
    """Somebody has parted a moment ago, and what they have in the box is not looked after yet."""
    return any(gone.poll == poll.id for gone in turn.unit.rolls.parted(PARTED))


def _count(turn: Turn, poll: Poll) -> None:
    """The totals are stored once: of two processes at the same moment one has the poll, before it looks into
    the box, and the other waits and then finds nothing to do."""
    closed = _moved(turn, poll, Stage.CLOSED)
    if closed is None:
        return
    try:
        ballots = turn.unit.ballots.take_out(poll.id)
    except BoxClosed:
        _give_up(turn, closed)
        return
    turn.unit.polls.publish(poll.id, published.written(closed, count(closed, ballots)))
    _end(turn, closed, "closed", What.CLOSED, Action.POLL_CLOSED)


def _give_up(turn: Turn, poll: Poll) -> None:
    """The box is gone: no backup holds the key of an open poll. That is said, and nothing is made up."""
    lost = _moved(turn, poll, Stage.WITHDRAWN)
    if lost:
        _end(turn, lost, "withdrawn", What.LOST, Action.POLL_WITHDRAWN)


def _end(turn: Turn, poll: Poll, why: str, what: What, action: Action) -> None:
    clear_away(turn, poll)
    posting.show(turn, poll, why)
    posting.tell(turn, poll, what)
    posting.report(turn, poll)
    record(turn, action, poll.id, actor=CLOCK)


def _moved(turn: Turn, poll: Poll, stage: Stage) -> Poll | None:
    """None when another process was faster."""
    moved = replace(poll, stage=stage, revision=poll.revision + 1)
    return moved if turn.unit.polls.save(moved) else None


def clear_away(turn: Turn, poll: Poll) -> None:
    """Ballots, key, roll, reminders."""
    reminding.forget(turn, poll.id)
    turn.unit.polls.remind(poll.id, None, reminding.DONE)
    turn.unit.rolls.clear(poll.id)
    turn.unit.ballots.destroy(poll.id)
