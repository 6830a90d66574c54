"""A line for each thing that is held about somebody, as far as a line says something to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from bot.audit import Action
from bot.chat import Text, Value
from bot.members.inventory import of_column
from bot.members.model import Profile
from bot.ports import Turn
from bot.rights.ports import Record

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def _of(records: Sequence[Record], where: str) -> Iterator[Record]:
    return (record for record in records if record.where == where)


def _when(record: Record, name: str) -> datetime:
    moment = record.values.get(name)
    return moment if isinstance(moment, datetime) else LONG_AGO


def _word(record: Record, name: str) -> str:
    return str(record.values.get(name, ""))


def consents(turn: Turn, me: Profile) -> Sequence[Text]:
    """What they said about mail, the newest first."""
    return [
        Text("rights.line.agreed", {"when": each.at, "version": each.version})
        if each.agreed
        else Text("rights.line.stopped", {"when": each.at})
        for each in reversed(turn.unit.consents.of(me.id))
    ]


def reminders(turn: Turn, me: Profile) -> Value:
    chosen = turn.unit.reminder_choices.get(me.id)
    return Text(f"meetings.remind.way.{chosen.way}") if chosen else ""


def requests(records: Sequence[Record]) -> Sequence[Text]:
    return [
        Text(
            "rights.line.request",
            {
                "when": _when(record, "asked_at"),
                "reference": _word(record, "id")[:6].upper(),
                "state": Text(f"joining.state.{record.values['state']}"),
            },
        )
        for record in reversed(list(_of(records, "requests")))
    ]


def answers(turn: Turn, records: Sequence[Record]) -> Sequence[Text]:
    """To which meeting; the latest first."""
    found = []
    for record in _of(records, "seats"):
        meeting = turn.unit.meetings.get(_word(record, "meeting_id"))
        if meeting:
            said = Text(f"meetings.answer.{record.values.get('answer') or 'none'}")
            found.append((meeting.starts, Text("rights.line.answer", {"when": meeting.starts, "said": said})))
    return [line for _, line in sorted(found, key=lambda each: each[0], reverse=True)]


def registered(turn: Turn, records: Sequence[Record]) -> Sequence[Text]:
    """For which public webinar, or that somebody asked whether they would be."""
    found = []
    for record in _of(records, "webinar_guests"):
        webinar = turn.unit.meetings.get(_word(record, "webinar_id"))
        if webinar:
            when = {"when": webinar.starts}
            confirmed = "confirmed_at" in record.values
            found.append(
                Text("rights.line.guest", when) if confirmed else Text("rights.line.guest_asked", when)
            )
    return found


def brought(records: Sequence[Record]) -> Sequence[str]:
    return [_word(record, "title") for record in _of(records, "topics")]


def supported(turn: Turn, records: Sequence[Record]) -> Sequence[str]:
    topics = (turn.unit.topics.get(_word(record, "topic_id")) for record in _of(records, "topic_supports"))
    return [topic.title for topic in topics if topic]


def rolls(turn: Turn, records: Sequence[Record]) -> Sequence[Value]:
    """Of what is open; what somebody chose stands on their own ballot alone."""
    polls = (turn.unit.polls.get(_word(record, "poll_id")) for record in _of(records, "poll_roll"))
    return [poll.title for poll in polls if poll]


def audit(records: Sequence[Record]) -> Sequence[Text]:
    """Codes in words; who else did it is not said."""
    found = sorted(_of(records, "audit"), key=lambda record: _when(record, "at"), reverse=True)
    return [
        Text(
            "rights.line.mine" if record.values.get("actor") == "you" else "rights.line.others",
            {"when": _when(record, "at"), "what": Text(f"audit.{Action(_word(record, 'action'))}")},
        )
        for record in found
    ]


def errands(records: Sequence[Record]) -> Sequence[Text]:
    """Those that are still to be carried out."""
    return [
        Text(
            "rights.line.errand",
            {"when": _when(record, "due"), "what": Text(f"errand.{record.values['kind']}")},
        )
        for record in _of(records, "errands")
        if "settled_at" not in record.values
    ]


def kinds(records: Sequence[Record]) -> Sequence[tuple[str, str]]:
    """One column of each kind of the inventory that holds anything about them."""
    found: dict[str, tuple[str, str]] = {}
    for record in records:
        table = record.where.removesuffix("_of_others")
        for column in record.values:
            found.setdefault(of_column(table, column).kind, (table, column))
    return list(found.values())
