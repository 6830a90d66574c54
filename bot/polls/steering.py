"""What those who run it may do with an open poll: another closing moment, with notice, or withdraw it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.audit import Action
from bot.auditing import record
from bot.chat import Press, Submission, Text
from bot.errors import Invalid
from bot.meetings.forms import Answered
from bot.meetings.walltime import instant
from bot.members.who import acquainted
from bot.polls import closing, finding, forms, host_views, posting, reminding
from bot.polls.model import Stage
from bot.polls.posting import What
from bot.ports import Turn
from bot.replies import Ask, Replace, Reply, Say

NOTICE = timedelta(hours=1)  # so long before an earlier closing, members have read of it


def open_move(turn: Turn, press: Press) -> Reply:
    return Ask(forms.closing(finding.running(turn, press), "polls.move", turn.world.network.zone))


def move(turn: Turn, submission: Submission) -> Reply:
    """Later, or earlier with an hour's notice: members are told either way."""
    poll, zone = finding.running(turn, submission), turn.world.network.zone
    answered = Answered(forms.closing(poll, "polls.move", zone), submission.values)
    wall = answered.wall(turn.now, zone)
    answered.done()
    closes = instant(wall, zone)
    if closes < min(poll.closes, turn.now + NOTICE):
        raise Invalid({"time": Text("polls.move.notice")})
    if closes == poll.closes:
        return Say(host_views.card(turn, poll, Text("polls.unchanged")))
    me = acquainted(turn, submission.person)
    moved = finding.save(turn, replace(poll, closes=closes, revision=poll.revision + 1))
    reminding.plan(turn, moved)
    posting.show(turn, moved, f"moved-{moved.revision}")
    posting.tell(turn, moved, What.MOVED)
    record(turn, Action.POLL_MOVED, moved.id, actor=me.id)
    return Say(host_views.card(turn, moved, Text("polls.moved")))


def confirm_withdraw(turn: Turn, press: Press) -> Reply:
    return Say(host_views.confirm_withdraw(finding.running(turn, press)))


def withdraw(turn: Turn, press: Press) -> Reply:
    """No ballot of it is ever counted, and none is kept."""
    poll = finding.running(turn, press)
    me = acquainted(turn, press.person)
    withdrawn = finding.save(turn, replace(poll, stage=Stage.WITHDRAWN, revision=poll.revision + 1))
    closing.clear_away(turn, withdrawn)
    posting.show(turn, withdrawn, "withdrawn")
    posting.tell(turn, withdrawn, What.WITHDRAWN)
    record(turn, Action.POLL_WITHDRAWN, withdrawn.id, actor=me.id)
    return Replace(host_views.card(turn, withdrawn, Text("polls.withdrawn.done")))
