"""Whom no platform reaches is told by mail that a poll is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.chat import Local, Text, Value
from bot.deliveries import Letter
from bot.members import reverifying
from bot.members.model import Profile
from bot.outbox import Errand, Outcome
from bot.polls import wording
from bot.polls.model import Poll
from bot.ports import Turn
from bot.visits import by_letter

KIND = "polls.open_letter"
AT_ONCE = 250  # members, in one transaction
PAGES = 40  # of so many, with one beat
SEVERAL = 20


def due(turn: Turn) -> Sequence[str]:
    """Each as often as there may be pages; what is too often does nothing."""
    return tuple(turn.unit.polls.to_tell(SEVERAL)) * PAGES


def next_moment(turn: Turn) -> datetime | None:
    return turn.now if turn.unit.polls.to_tell(1) else None


def tell_next(turn: Turn, poll_id: str) -> None:
    """The next page. One that is written twice is written once."""
    if poll_id not in turn.unit.polls.to_tell(SEVERAL):
        return
    after = turn.unit.polls.progress(poll_id).telling
    members = turn.unit.rolls.without_account(poll_id, after, AT_ONCE)
    for member in members:
        errand_id, key = turn.world.entropy.identifier(), f"{KIND}:{poll_id}:{member}"
        turn.unit.outbox.add(Errand(errand_id, KIND, poll_id, member, key, "", turn.now, turn.now))
    turn.unit.polls.telling(poll_id, members[-1] if len(members) == AT_ONCE else None)


def letter(turn: Turn, errand: Errand) -> Letter | None:
    poll, member = turn.unit.polls.get(errand.subject), turn.unit.profiles.get(errand.recipient)
    if poll is None or member is None or not can_be_told(turn, poll, member):
        return None
    return written(
        turn, errand, poll, member, Text("polls.letter.open", {"network": turn.world.network.name})
    )


def settled(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """Whose mailbox is gone is asked about it."""
    profile = turn.unit.profiles.get(errand.recipient)
    if profile:
        reverifying.refused_by(turn, profile, outcome)


def can_be_told(turn: Turn, poll: Poll, member: Profile) -> bool:
    on_roll = turn.unit.rolls.community(poll.id, member.id) is not None
    return poll.takes_ballots(turn.now) and on_roll and member.is_member and bool(member.address)


def written(turn: Turn, errand: Errand, poll: Poll, member: Profile, said: Value) -> Letter:
    """What is asked, until when, and where one votes."""
    on_page = by_letter.pages(turn, member, Text("polls.letter.how_page"), f"polls.ballot:{poll.id}:0")
    closes = Local(poll.closes, turn.world.network.zone)
    body = (
        said,
        wording.title(poll),
        wording.lines(poll.options),
        Text("polls.letter.closes", {"mine": poll.closes, "theirs": closes}),
        *(on_page or (Text("polls.letter.how"),)),
        Text("polls.ballot.secret"),
    )
    subject = Text("polls.letter.subject", {"title": poll.title})
    return Letter(errand.key, member.address, member.name, member.reader, subject, body)
