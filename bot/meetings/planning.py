"""A meeting is planned: it is written down first, seen with what is worth a second look, and only then is
everybody invited. A draft can be thrown away."""

from __future__ import annotations

from bot.audit import Action
from bot.auditing import record
from bot.chat import Command, Press, Submission, Text
from bot.errors import Stale
from bot.meetings import finding, forms, hosting, reminding, views
from bot.meetings.changes import published
from bot.meetings.errors import MeetingPast
from bot.meetings.kinds import POLICIES, MeetingKind
from bot.meetings.model import Meeting, State
from bot.members.who import acquainted
from bot.ports import Turn
from bot.replies import Ask, Replace, Reply, Say

# ---- looking


def show(turn: Turn, command: Command) -> Reply:
    """`/host meeting`: those at hand; with a reference, that one."""
    if command.argument.strip():
        return Say(finding.card(turn, finding.by_reference(turn, command.argument)))
    return listed(turn, command)


def listed(turn: Turn, _event: Command | Press) -> Reply:
    return Say(views.listed(finding.at_hand(turn)[: views.SHOWN]))


def run(turn: Turn, press: Press) -> Reply:
    """One of them, with what may be done about it."""
    return Say(finding.card(turn, finding.by_id(turn, press.subject)))


# ---- planning


def open_plan(_turn: Turn, _press: Press) -> Reply:
    return Ask(forms.plan())


def plan(turn: Turn, submission: Submission) -> Reply:
    """A draft, of which nobody has heard; whoever plans is who facilitates."""
    answered = forms.Answered(forms.plan(), submission.values)
    zone = turn.world.network.zone
    wall, link = answered.wall(turn.now, zone), answered.link()
    answered.done()
    kind, theme = MeetingKind(answered.text("kind")), answered.text("theme")
    french = turn.reader.language == "fr"
    draft = Meeting(
        turn.world.entropy.identifier(),
        kind,
        State.DRAFT,
        wall,
        zone,
        POLICIES[kind].minutes,
        turn.now,
        theme_en="" if french else theme,
        theme_fr=theme if french else "",
        link=link,
        facilitators=(acquainted(turn, submission.person).id,),
        languages=(turn.world.network.default_language,),
        zone_data=turn.world.network.zone_data,
    )
    turn.unit.meetings.add(draft)
    return Say(finding.card(turn, draft))


def publish(turn: Turn, press: Press) -> Reply:
    """From now on it is planned; the next beat writes an invitation for everybody."""
    draft = _draft(turn, press)
    if draft.starts <= turn.now:
        raise MeetingPast(card=finding.card(turn, draft))
    me = acquainted(turn, press.person)
    planned = save(turn, published(draft, turn.now))
    reminding.plan(turn, planned)
    hosting.plan(turn, planned)
    record(turn, Action.MEETING_PLANNED, planned.id, actor=me.id)
    return Replace(finding.card(turn, planned, Text("meetings.published")))


def discard(turn: Turn, press: Press) -> Reply:
    draft = _draft(turn, press)
    if not turn.unit.meetings.drop(draft.id):
        raise Stale
    return Replace(views.discarded())


def _draft(turn: Turn, press: Press) -> Meeting:
    """As it was shown, and nobody was invited yet."""
    draft = finding.by_id(turn, press.subject)
    if draft.state is not State.DRAFT or draft.revision != press.revision:
        raise Stale(card=finding.card(turn, draft))
    return draft


def save(turn: Turn, changed: Meeting) -> Meeting:
    """Of two who change it at the same moment, the second sees what the first has done."""
    if not turn.unit.meetings.save(changed):
        raise Stale(card=finding.card(turn, finding.by_id(turn, changed.id)))
    return changed
