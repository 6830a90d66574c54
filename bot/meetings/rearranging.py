"""What is changed of a meeting: its moment, its theme, its link, who facilitates, whether it takes place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.audit import Action
from bot.auditing import record
from bot.chat import CHOICES_LIMIT, Person, Press, Submission, Text
from bot.meetings import finding, forms, hosting, places, reminding, views
from bot.meetings.changes import RULES, changed, revised
from bot.meetings.model import Meeting, State
from bot.meetings.planning import save
from bot.members.model import Profile
from bot.members.who import acquainted
from bot.ports import Turn
from bot.questions import scrubbing
from bot.replies import Ask, Replace, Reply, Say

LATELY = timedelta(days=90)  # who has acted as a coordinator since then can be handed a meeting

# ---- its moment, its theme, its link


def open_move(turn: Turn, press: Press) -> Reply:
    return Ask(forms.move(finding.changeable(turn, press)))


def move(turn: Turn, submission: Submission) -> Reply:
    """Those who have answered are asked again."""
    meeting = finding.changeable(turn, submission)
    answered = forms.Answered(forms.move(meeting), submission.values)
    wall, minutes = answered.wall(turn.now, meeting.zone), answered.minutes(meeting)
    answered.done()
    moved = replace(meeting, wall=wall, minutes=minutes, zone_data=turn.world.network.zone_data)
    return rearranged(turn, submission.person, meeting, moved)


def open_theme(turn: Turn, press: Press) -> Reply:
    return Ask(forms.theme(finding.changeable(turn, press)))


def set_theme(turn: Turn, submission: Submission) -> Reply:
    """Everybody's calendar says it; nobody is asked again."""
    meeting = finding.changeable(turn, submission)
    answered = forms.Answered(forms.theme(meeting), submission.values)
    answered.done()
    themed = replace(meeting, theme_en=answered.text("theme_en"), theme_fr=answered.text("theme_fr"))
    return rearranged(turn, submission.person, meeting, themed)


def give_theme(turn: Turn, person: Person, meeting: Meeting, english: str, french: str) -> Reply:
    """What was decided elsewhere, likewise."""
    return rearranged(turn, person, meeting, replace(meeting, theme_en=english, theme_fr=french))


def open_link(turn: Turn, press: Press) -> Reply:
    return Ask(forms.link(finding.changeable(turn, press)))


def set_link(turn: Turn, submission: Submission) -> Reply:
    meeting = finding.changeable(turn, submission)
    answered = forms.Answered(forms.link(meeting), submission.values)
    link = answered.link()
    answered.done()
    return rearranged(turn, submission.person, meeting, replace(meeting, link=link))


# ---- who facilitates


def open_hand_over(turn: Turn, press: Press) -> Reply:
    meeting, me = finding.changeable(turn, press), acquainted(turn, press.person)
    return Ask(forms.hand_over(meeting, _colleagues(turn, meeting, me)))


def hand_over(turn: Turn, submission: Submission) -> Reply:
    """To a colleague or to oneself."""
    meeting, me = finding.changeable(turn, submission), acquainted(turn, submission.person)
    answered = forms.Answered(forms.hand_over(meeting, _colleagues(turn, meeting, me)), submission.values)
    answered.done()
    handed = replace(meeting, facilitators=(answered.text("facilitator"),))
    return rearranged(turn, submission.person, meeting, handed)


def _colleagues(turn: Turn, meeting: Meeting, me: Profile) -> Sequence[Profile]:
    """Whoever acts, whoever facilitates this or another meeting, and who has coordinated lately."""
    ids = [me.id, *meeting.facilitators]
    ids += [each for other in finding.at_hand(turn) for each in other.facilitators]
    found = [turn.unit.profiles.get(each) for each in dict.fromkeys(ids)]
    found += turn.unit.profiles.coordinators(turn.now - LATELY, CHOICES_LIMIT)
    known = {each.id: each for each in found if each and each.name}
    return list(known.values())[:CHOICES_LIMIT]


# ---- whether it takes place


def confirm_cancel(turn: Turn, press: Press) -> Reply:
    meeting = finding.changeable(turn, press)
    return Say(views.confirm_cancel(meeting, turn.unit.seats.counts(meeting)))


def cancel(turn: Turn, press: Press) -> Reply:
    """It goes from everybody's calendar."""
    meeting, me = finding.changeable(turn, press), acquainted(turn, press.person)
    cancelled = save(turn, revised(meeting, replace(meeting, state=State.CANCELLED), turn.now))
    reminding.plan(turn, cancelled)
    hosting.plan(turn, cancelled)
    scrubbing.scrub(turn, cancelled)
    record(turn, Action.MEETING_CANCELLED, meeting.id, actor=me.id)
    return Replace(finding.card(turn, cancelled, Text("meetings.cancel.done")))


# ---- small parts


def rearranged(turn: Turn, person: Person, before: Meeting, after: Meeting) -> Reply:
    """Stored with what follows from it by the rules; what is as it was changes nothing."""
    names = changed(before, after)
    if not names:
        return Say(finding.card(turn, before, Text("meetings.unchanged")))
    me = acquainted(turn, person)
    saved = save(turn, revised(before, after, turn.now))
    if before.state is State.DRAFT:
        return Say(finding.card(turn, saved))
    if names & {"wall", "minutes"}:
        reminding.plan(turn, saved)
        hosting.plan(turn, saved)
    moved_up = places.move_up(turn, saved) if "capacity" in names else 0
    record(turn, Action.MEETING_CHANGED, saved.id, actor=me.id, detail=" ".join(sorted(names)))
    return Say(finding.card(turn, saved, _follows(names, moved_up)))


def _follows(names: frozenset[str], moved_up: int) -> Text:
    """What members notice of it."""
    if any(RULES[name].asks_again for name in names):
        return Text("meetings.follows.asked")
    told = any(RULES[name].tells for name in names)
    if moved_up and not told:
        return Text("meetings.follows.places", {"n": moved_up})
    return Text("meetings.follows.told") if told else Text("meetings.follows.silent")
