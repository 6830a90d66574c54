"""What a letter about a meeting says, and what stands in the calendar, as message ids with values."""

from __future__ import annotations

from bot.chat import Link, Local, Text, Value
from bot.meetings import breaks, views
from bot.meetings.kinds import POLICIES
from bot.meetings.model import Meeting
from bot.ports import Turn

ENDED = ("off", "parted", "former")


def subject(meeting: Meeting, told_as: str) -> Text:
    return Text(f"meetings.{told_as}.subject", {"when": Local(meeting.starts, meeting.zone)})


def body(turn: Turn, meeting: Meeting, told_as: str, mine: Link | None = None) -> tuple[Value, ...]:
    """With the moment in the reader's own time beside the organiser's; an answer is given in a chat, or where
    their pages are."""
    said = Text(f"meetings.{told_as}.body", {"network": turn.world.network.name})
    if told_as in ENDED:
        return (said, when(meeting))
    return (
        said,
        when(meeting),
        *about(turn, meeting),
        *noted(meeting),
        *manners(turn, meeting),
        Text("meetings.letter.answer_page", {"mine": mine}) if mine else Text("meetings.letter.answer"),
    )


def when(meeting: Meeting) -> Text:
    return Text(
        "meetings.letter.when", {"mine": meeting.starts, "theirs": Local(meeting.starts, meeting.zone)}
    )


def title(turn: Turn, meeting: Meeting) -> Text:
    """As it stands in a calendar."""
    what: Value = meeting.theme or Text(f"meetings.kind.{meeting.kind}")
    return Text("meetings.event.title", {"network": turn.world.network.name, "what": what})


def description(turn: Turn, meeting: Meeting) -> tuple[Value, ...]:
    """In the calendar; where members come in is its place, and said once more for those that hide that."""
    return (*about(turn, meeting), *noted(meeting), *manners(turn, meeting))


def link_of(turn: Turn, meeting: Meeting) -> str:
    return meeting.link_at(turn.now, turn.world.network.link_before)


def about(turn: Turn, meeting: Meeting) -> tuple[Value, ...]:
    link = link_of(turn, meeting)
    said = Text("meetings.letter.link", {"link": Link(link)}) if link else Text("meetings.letter.no_link")
    return (outline(meeting), said, *_workshop(meeting))


def outline(meeting: Meeting) -> Text:
    """All that a calendar is told once it is off there: where members come in is for members."""
    kind = Text(f"meetings.kind.{meeting.kind}")
    about: dict[str, Value] = {"kind": kind, "theme": views.theme(meeting), "n": meeting.minutes}
    return Text("meetings.letter.about", about)


def noted(meeting: Meeting) -> tuple[Value, ...]:
    """What members read before it; not everybody sees the room where it is posted."""
    return (Text("meetings.note.before"), meeting.note) if meeting.note else ()


def _workshop(meeting: Meeting) -> tuple[Value, ...]:
    """That places are limited is said before anybody asks for one; how many there are can change."""
    pauses = breaks.lines(meeting.breaks)
    return (
        *((Text("meetings.letter.breaks"), pauses) if pauses else ()),
        *((Text("meetings.letter.places"),) if meeting.capacity else ()),
    )


def manners(turn: Turn, meeting: Meeting) -> tuple[Value, ...]:
    """What everybody can rely on: that nothing is recorded, how people treat each other, on whose land."""
    network = turn.world.network
    recorded = () if POLICIES[meeting.kind].recordable else (Text("meetings.letter.not_recorded"),)
    return (*recorded, *filter(None, (network.conduct, network.acknowledgement)))
