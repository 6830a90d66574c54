"""Somebody is told how it stands with their place: that there is one for them now, or, where their calendar
cannot say so, that they wait for one."""

from __future__ import annotations

from bot.chat import Card, Fact, Local, Text, Value
from bot.deliveries import Direct, Letter
from bot.meetings import member_views, places, wording
from bot.meetings.model import Coming, Meeting, Seat
from bot.meetings.views import theme
from bot.members import reverifying
from bot.members.model import Profile
from bot.outbox import Errand, Outcome
from bot.ports import Turn
from bot.visits import by_letter

# ---- composed


def direct(turn: Turn, errand: Errand) -> Direct | None:
    """Where they were linked last; nothing for whoever has no account any more."""
    found, accounts = _found(turn, errand), turn.unit.profiles.accounts(errand.recipient)
    if found is None or not accounts:
        return None
    meeting, seat, member, what = found
    answers = tuple(member_views.button(f"meetings.{coming}", meeting) for coming in Coming)
    card = Card(_title(meeting, what), (_said(turn, meeting, seat, what),), _facts(meeting), answers)
    return Direct(accounts[-1].identity, card, member.reader, errand.nonce)


def letter(turn: Turn, errand: Errand) -> Letter | None:
    found = _found(turn, errand)
    if found is None or not found[2].address:
        return None
    meeting, seat, member, what = found
    on_page = by_letter.pages(turn, member, Text("meetings.place.how_page"), f"meetings.look:{meeting.id}:0")
    body: tuple[Value, ...] = (_said(turn, meeting, seat, what), wording.when(meeting))
    body += (*wording.about(turn, meeting), *wording.manners(turn, meeting))
    body += on_page or (Text("meetings.place.how"),)
    return Letter(errand.key, member.address, member.name, member.reader, _title(meeting, what), body)


# ---- settled


def mailed(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    profile = turn.unit.profiles.get(errand.recipient)
    if profile:
        reverifying.refused_by(turn, profile, outcome)


# ---- whether, and what


def _found(turn: Turn, errand: Errand) -> tuple[Meeting, Seat, Profile, str] | None:
    """While it is so, and there is still time to come."""
    meeting, member = turn.unit.meetings.get(errand.subject), turn.unit.profiles.get(errand.recipient)
    if meeting is None or member is None or not member.is_member or not meeting.is_planned:
        return None
    seat = turn.unit.seats.get(meeting.id, member.id)
    what = places.WAITING if seat.is_waiting(meeting) else places.PLACED
    same = errand.key == places.key_of(errand.kind, meeting, seat, what)
    going = seat.answer_to(meeting) == Coming.GOING
    return (meeting, seat, member, what) if same and going and turn.now < meeting.starts else None


def _title(meeting: Meeting, what: str) -> Text:
    return Text(f"meetings.place.{what}.title", {"when": Local(meeting.starts, meeting.zone)})


def _said(turn: Turn, meeting: Meeting, seat: Seat, what: str) -> Text:
    values: dict[str, Value] = {"network": turn.world.network.name}
    if what == places.WAITING:
        return Text("meetings.place.waiting.body", values | {"n": places.rank_of(turn, meeting, seat)})
    return Text("meetings.place.placed.body", values)


def _facts(meeting: Meeting) -> tuple[Fact, ...]:
    return (
        Fact(Text("meetings.fact.yours"), meeting.starts),
        Fact(Text("meetings.fact.theirs"), Local(meeting.starts, meeting.zone)),
        Fact(Text("meetings.fact.theme"), theme(meeting)),
    )
