"""What the calendar of a member is told, from the state of the moment: an invitation, a change of it, or that
it is off. What another errand has told already is not told again."""

from __future__ import annotations

from dataclasses import replace

from bot.deliveries import Invitation, Letter
from bot.meetings import wording
from bot.meetings.model import Coming, Meeting, Seat
from bot.members import parting, reverifying
from bot.members.model import Profile
from bot.outbox import Errand, Outcome
from bot.ports import Turn
from bot.questions import by_mail
from bot.visits import by_letter


def letter(turn: Turn, errand: Errand) -> Letter | None:
    """What is told is noted with it, so that only the same errand tells it again."""
    found = _found(turn, errand)
    if found is None:
        return None
    meeting, profile, seat = found
    turn.unit.seats.tell(seat)
    return Letter(
        errand.key,
        profile.address,
        profile.name,
        profile.reader,
        wording.subject(meeting, seat.told_as),
        wording.body(turn, meeting, seat.told_as, by_letter.mine(turn, profile)),
        invitation=_invitation(turn, errand, meeting, seat),
        asked=() if seat.called_off else by_mail.way(turn, meeting, profile, seat),
    )


def wanted(turn: Turn, errand: Errand) -> bool:
    """Whether there would be something to tell, without noting it."""
    return _found(turn, errand) is not None


def settled(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """Whose mailbox is gone is asked about it; whoever has left is forgotten once they were called off."""
    turn.unit.seats.settled(errand.subject, errand.recipient, errand.id)
    profile = turn.unit.profiles.get(errand.recipient)
    if profile:
        reverifying.refused_by(turn, profile, outcome)
        parting.forget_if_gone(turn, profile.id)


# ---- what there is to tell


def _found(turn: Turn, errand: Errand) -> tuple[Meeting, Profile, Seat] | None:
    """Whom of what, and their seat once that is told; None when there is nothing to tell (any more)."""
    meeting, profile = turn.unit.meetings.get(errand.subject), turn.unit.profiles.get(errand.recipient)
    if meeting is None or profile is None or not profile.address or meeting.ends <= turn.now:
        return None
    if profile.is_member and profile.mail_off and not turn.unit.profiles.accounts(profile.id):
        return None  # should they want mail again, they are invited as if it were for the first time
    seat = turn.unit.seats.get(meeting.id, profile.id)
    invites = meeting.is_planned and profile.is_member
    told = _invited(meeting, seat, errand) if invites else _called_off(meeting, seat, errand)
    return (meeting, profile, _named(turn, seat, told)) if told else None


def _named(turn: Turn, seat: Seat, told: Seat) -> Seat:
    """Whoever is invited gets a name for it that nobody else knows: no fellow member can answer for them.
    What stands in their calendar already keeps the name by which it is known there."""
    if told.uid or seat.is_invited or told.told_as != "invited":
        return told
    return replace(told, uid=turn.world.entropy.identifier())


def _invited(meeting: Meeting, seat: Seat, errand: Errand) -> Seat | None:
    """Whoever was called off is invited anew, with a higher sequence than they were called off with."""
    mine = seat.told_by == errand.id
    if seat.is_invited and seat.news == meeting.news:
        return replace(seat, under_way=True) if mine else None
    noted = _noted(meeting, seat, errand, "changed" if seat.sequence == meeting.sequence else "moved")
    if seat.is_invited and not (mine and seat.told_as == "invited"):
        return noted
    return replace(noted, told_as="invited", shift=seat.shift + seat.called_off)


def _called_off(meeting: Meeting, seat: Seat, errand: Errand) -> Seat | None:
    """With the last sequence and one more: for everybody the meeting's has risen, for one alone theirs."""
    if seat.called_off and seat.told_by == errand.id:
        return replace(seat, under_way=True)
    if not seat.is_invited:
        return None
    noted = replace(_noted(meeting, seat, errand, "off"), called_off=True)
    return replace(noted, told_as="parted", shift=seat.shift + 1) if meeting.is_planned else noted


def _noted(meeting: Meeting, seat: Seat, errand: Errand, told_as: str) -> Seat:
    told = {"news": meeting.news, "sequence": meeting.sequence, "told_by": errand.id, "told_as": told_as}
    return replace(seat, **told, called_off=False, under_way=True)  # type: ignore[arg-type] # by name


def _invitation(turn: Turn, errand: Errand, meeting: Meeting, seat: Seat) -> Invitation:
    return Invitation(
        "CANCEL" if seat.called_off else "REQUEST",
        seat.known_as,
        seat.sequence + seat.shift,
        max(meeting.stamp, errand.written),
        meeting.wall,
        meeting.zone,
        meeting.minutes,
        wording.title(turn, meeting),
        (wording.outline(meeting),) if seat.called_off else wording.description(turn, meeting),
        "" if seat.called_off else wording.link_of(turn, meeting),
        _answer(meeting, seat),
    )


def _answer(meeting: Meeting, seat: Seat) -> str:
    """What their calendar is to show as theirs; whoever waits for a place may come."""
    if seat.called_off:
        return ""
    return Coming.MAYBE.value if seat.is_waiting(meeting) else seat.answer_to(meeting)
