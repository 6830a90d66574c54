"""The rules of zones have changed, and clocks now show another time for what is ahead: those whose clocks do
are written one notice, when an operator asks for it (`peerbot tz diff --tell`)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Text
from bot.deliveries import Letter
from bot.meetings import finding, wording
from bot.outbox import Errand
from bot.ports import Turn

KIND = "meetings.clock_letter"
AT_ONCE = 250  # members, in one transaction


def clocks(turn: Turn, after: str) -> Sequence[tuple[str, str]]:
    """Whose clock is in which zone: ids behind that one, in their order."""
    return [(profile.id, profile.reader.zone) for profile in turn.unit.profiles.inside(after, AT_ONCE)]


def tell(turn: Turn, members: Sequence[str]) -> None:
    """Once for each of them and version of the rules, however often it is asked for."""
    rules = turn.world.network.zone_data
    for member in members:
        errand_id, key = turn.world.entropy.identifier(), f"{KIND}:{member}:{rules}"
        turn.unit.outbox.add(Errand(errand_id, KIND, member, member, key, "", turn.now, turn.now))


def letter(turn: Turn, errand: Errand) -> Letter | None:
    """What is ahead at the moment when it is written, in the reader's own time; None when nothing is."""
    member, ahead = turn.unit.profiles.get(errand.recipient), finding.ahead(turn)
    if member is None or not member.is_member or not member.address or not ahead:
        return None
    said = Text("meetings.clock.body", {"network": turn.world.network.name})
    lines = tuple(wording.when(meeting) for meeting in ahead)
    body = (said, *lines, Text("meetings.clock.calendar"))
    return Letter(
        errand.key, member.address, member.name, member.reader, Text("meetings.clock.subject"), body
    )
