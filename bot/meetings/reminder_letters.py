"""What a reminder turns into, from the state of the moment: nothing for whoever cannot come, once the meeting
was moved or cancelled, or when it is too late to be of use."""

from __future__ import annotations

from bot.chat import Button, Card, Fact, Local, Room, Style, Text, Value
from bot.deliveries import Direct, Letter, Post
from bot.meetings import member_views, places, reminders, reminding, wording
from bot.meetings.choices import Way
from bot.meetings.model import Coming, Meeting
from bot.meetings.reminders import Step
from bot.meetings.views import ALL, leading_to, theme
from bot.members import reverifying
from bot.members.model import Profile
from bot.outbox import Errand, Outcome, Result
from bot.ports import Turn
from bot.questions import by_mail
from bot.visits import by_letter

# ---- composed


def post(turn: Turn, errand: Errand) -> Post | None:
    """In the members' room, with a button that shows each who presses it their own."""
    found = _still(turn, errand)
    if found is None:
        return None
    meeting, step = found
    mine = Button("meetings.mine", ALL, 0, Text("button.meetings.mine"), Style.PRIMARY)
    return Post(errand.recipient, Room.MEMBERS, _card(turn, meeting, step, (mine,)), errand.nonce)


def direct(turn: Turn, errand: Errand) -> Direct | Letter | None:
    """Where they were linked last; by mail to whoever has no account any more."""
    found, accounts = _for(turn, errand), turn.unit.profiles.accounts(errand.recipient)
    if found is None or not accounts:
        return letter(turn, errand)
    meeting, step, member = found
    answers = tuple(member_views.button(f"meetings.{coming}", meeting) for coming in Coming)
    card = _card(turn, meeting, step, answers, *_waits(turn, meeting, member))
    return Direct(accounts[-1].identity, card, member.reader, errand.nonce)


def letter(turn: Turn, errand: Errand) -> Letter | None:
    found = _for(turn, errand)
    if found is None or not found[2].address:
        return None
    meeting, step, member = found
    mine = by_letter.mine(turn, member)
    how = Text("meetings.remind.how_page", {"mine": mine}) if mine else Text("meetings.remind.how")
    body = (*_waits(turn, meeting, member), *_body(turn, meeting), how)
    seat = turn.unit.seats.get(meeting.id, member.id)
    asked = by_mail.way(turn, meeting, member, seat)
    title = _title(meeting, step)
    return Letter(errand.key, member.address, member.name, member.reader, title, body, asked=asked)


# ---- settled


def told_directly(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """Whoever takes no direct messages gets a mail, while that is of use."""
    meeting = turn.unit.meetings.get(errand.subject)
    step = reminding.step_of(meeting, errand) if meeting else None
    if outcome.result in (Result.NEVER, Result.ELSEWHERE) and meeting and step:
        reminding.instead(turn, meeting, step, errand.recipient)


def mailed(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    profile = turn.unit.profiles.get(errand.recipient)
    if profile:
        reverifying.refused_by(turn, profile, outcome)


# ---- whether, and what


def _still(turn: Turn, errand: Errand) -> tuple[Meeting, Step] | None:
    meeting = turn.unit.meetings.get(errand.subject)
    step = reminding.step_of(meeting, errand) if meeting and meeting.is_planned else None
    if meeting is None or step is None:
        return None
    late = turn.now >= reminders.useful_until(meeting, step, turn.world.network.reminders)
    return None if late else (meeting, step)


def _for(turn: Turn, errand: Errand) -> tuple[Meeting, Step, Profile] | None:
    """Not for whoever has said that they cannot come, or does not want it any more."""
    found, member = _still(turn, errand), turn.unit.profiles.get(errand.recipient)
    if found is None or member is None or not member.is_member:
        return None
    meeting, step = found
    choice = turn.unit.reminder_choices.get(member.id)
    unwanted = choice is not None and (choice.way is Way.NONE or step not in choice.steps)
    cannot = turn.unit.seats.get(meeting.id, member.id).answer_to(meeting) == Coming.NO
    return None if unwanted or cannot else (meeting, step, member)


def _title(meeting: Meeting, step: Step) -> Text:
    return Text(f"meetings.remind.{step}", {"when": Local(meeting.starts, meeting.zone)})


def _waits(turn: Turn, meeting: Meeting, member: Profile) -> tuple[Text, ...]:
    """Nobody takes a reminder for a place."""
    seat = turn.unit.seats.get(meeting.id, member.id)
    rank = places.rank_of(turn, meeting, seat) if seat.is_waiting(meeting) else 0
    return (Text("meetings.answer.waiting", {"n": rank}),) if rank else ()


def _card(turn: Turn, meeting: Meeting, step: Step, buttons: tuple[Button, ...], *first: Value) -> Card:
    facts = (
        Fact(Text("meetings.fact.yours"), meeting.starts),
        Fact(Text("meetings.fact.theirs"), Local(meeting.starts, meeting.zone)),
        Fact(Text("meetings.fact.theme"), theme(meeting)),
        leading_to(wording.link_of(turn, meeting)),
    )
    said = (*first, *wording.about(turn, meeting)[:1], *wording.manners(turn, meeting))
    return Card(_title(meeting, step), said, facts, buttons)


def _body(turn: Turn, meeting: Meeting) -> tuple[Value, ...]:
    return (wording.when(meeting), *wording.description(turn, meeting))
