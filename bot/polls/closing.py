"""A poll closes by itself, at its moment by the one clock.

Step by step. First no ballot is taken any more. Then the ballots are taken out in pieces and counted beside
everything else. With the totals all is cleared away, in one transaction, that could tell who voted, or how.
Whatever happens between two of them, the next beat goes on from there.
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
from bot.polls.taking_out import take_out
from bot.polls.tally import count_heaps
from bot.polls.totals import Totals
from bot.ports import Operate, Turn

AT_ONCE = 20


def due(turn: Turn) -> Sequence[str]:
    """In whichever step they are."""
    return turn.unit.polls.to_close(turn.now, AT_ONCE)


def next_moment(turn: Turn) -> datetime | None:
    return turn.unit.polls.next_closing()


def close_next(turn: Turn, poll_id: str) -> None:
    """The first step: its moment has come."""
    poll = turn.unit.polls.get(poll_id)
    if poll is None or poll.closes > turn.now or poll.stage is not Stage.OPEN:
        return
    if turn.unit.rolls.awaits(poll.id):  # what they have in the box is not looked after yet
        return
    if _moved(turn, poll, Stage.CLOSING):
        turn.unit.ballots.close(poll.id)


def count_next(operate: Operate, poll_id: str) -> None:
    """The others. The totals are stored once: of two processes at the same moment, one saves."""
    poll = operate(lambda turn: turn.unit.polls.get(poll_id))
    if poll is None or poll.stage is not Stage.CLOSING:
        return
    try:
        taken = take_out(operate, poll.id)
    except BoxClosed:
        operate(lambda turn: _give_up(turn, poll_id))
        return
    totals = count_heaps(poll, taken.heaps, taken.unreadable)
    operate(lambda turn: _publish(turn, poll, totals))


def _publish(turn: Turn, poll: Poll, totals: Totals) -> None:
    closed = _moved(turn, poll, Stage.CLOSED)
    if closed is None:
        return
    turn.unit.polls.publish(poll.id, published.written(closed, totals))
    _end(turn, closed, What.CLOSED, Action.POLL_CLOSED)


def _give_up(turn: Turn, poll_id: str) -> None:
    """The box is gone: no backup holds the key of an open poll. That is said, and nothing is made up. Whoever
    has counted meanwhile has destroyed it too."""
    poll = turn.unit.polls.get(poll_id)
    if poll is None or poll.stage is not Stage.CLOSING:
        return
    lost = _moved(turn, poll, Stage.WITHDRAWN)
    if lost:
        _end(turn, lost, What.LOST, Action.POLL_WITHDRAWN)


def _end(turn: Turn, poll: Poll, what: What, action: Action) -> None:
    clear_away(turn, poll)
    posting.show(turn, poll, poll.stage)
    posting.tell(turn, poll, what)
    posting.report(turn, poll)
    record(turn, action, poll.id, actor=CLOCK)


def _moved(turn: Turn, poll: Poll, stage: Stage) -> Poll | None:
    """None when another process was faster."""
    moved = replace(poll, stage=stage, revision=poll.revision + 1)
    return moved if turn.unit.polls.save(moved) else None


def clear_away(turn: Turn, poll: Poll) -> None:
    """Ballots, key, roll, reminders, whose suggestions there were."""
    reminding.forget(turn, poll.id)
    turn.unit.polls.disown(poll.id)
    turn.unit.polls.remind(poll.id, None, reminding.DONE)
    turn.unit.rolls.clear(poll.id)
    turn.unit.ballots.destroy(poll.id)
