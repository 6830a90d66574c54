"""Whoever asks for a link by an address is answered in the mailbox alone.

Whether it is known does not show: not in what is said, and not in how long that takes, as each time an
errand is written that is about nobody.
"""

from __future__ import annotations

from bot.chat import Text
from bot.deliveries import Letter
from bot.members.mailboxes import of_address
from bot.members.model import Profile
from bot.outbox import Errand, Outcome
from bot.ports import Turn
from bot.visits import links

KIND = "visits.letter"
HOURS = links.ASKED.seconds // 3600


def ask(turn: Turn, address: str) -> None:
    """One letter an hour to each mailbox, however often anybody asks."""
    nobody = turn.world.entropy.identifier()
    _write(turn, nobody, f"{KIND}:{nobody}")
    member = of_address(turn, address)
    if member:
        answer(turn, member)


def answer(turn: Turn, member: Profile) -> bool:
    """False when they have no pages: whoever only asks to join has one of their own, and finds it again."""
    if not _may(turn, member):
        return False
    _write(turn, member.id, f"{KIND}:{member.id}:{turn.now:%Y%m%dT%H}")
    return True


def _write(turn: Turn, recipient: str, key: str) -> None:
    errand_id = turn.world.entropy.identifier()
    turn.unit.outbox.add(Errand(errand_id, KIND, recipient, recipient, key, "", turn.now, turn.now))


def letter(turn: Turn, errand: Errand) -> Letter | None:
    """The link is drawn here, so that no queue holds it."""
    member = _wanting(turn, errand)
    if member is None:
        return None
    body = (
        Text("visits.letter.asked", {"network": turn.world.network.name}),
        links.link(turn, member.id, links.ASKED),
        Text("visits.letter.once", {"n": HOURS}),
        Text("visits.letter.yours"),
        Text("visits.letter.not_you"),
    )
    return Letter(errand.key, member.address, member.name, member.reader, Text("visits.letter.title"), body)


def settled(turn: Turn, errand: Errand, _outcome: Outcome) -> None:
    """Of what was asked about nobody nothing stays: strangers fill no table."""
    if turn.unit.profiles.get(errand.recipient) is None:
        turn.unit.outbox.forget([errand.key])


def wanted(turn: Turn, errand: Errand) -> bool:
    return _wanting(turn, errand) is not None


def _wanting(turn: Turn, errand: Errand) -> Profile | None:
    profile = turn.unit.profiles.get(errand.recipient)
    return profile if profile and _may(turn, profile) else None


def _may(turn: Turn, profile: Profile) -> bool:
    return bool(turn.world.network.address and profile.address) and profile.is_member
