"""What is prepared for a meeting: languages, interpreters and small groups, and a note that members read
before it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.answers import Unusable, check
from bot.chat import Card, Choice, Field, Form, Kind, Local, Press, Room, Submission, Text
from bot.deliveries import Post
from bot.meetings import breaks, finding, forms, posting, views
from bot.meetings.kinds import POLICIES
from bot.meetings.model import Interpretation, Meeting, State
from bot.meetings.rearranging import rearranged
from bot.outbox import Errand
from bot.ports import Turn
from bot.replies import Ask, Reply

NOTE = "meetings.note_post"
NOTE_LIMIT = 1000
YES, NO = "yes", "no"
LARGEST = 9999  # places
BREAKS_LIMIT = 100
NONE: tuple[breaks.Break, ...] = ()
SPOKEN = {"en": ("en",), "fr": ("fr",), "both": ("en", "fr")}

# ---- languages, interpreters, small groups


def open_details(turn: Turn, press: Press) -> Reply:
    return Ask(_details(finding.changeable(turn, press)))


def set_details(turn: Turn, submission: Submission) -> Reply:
    """That interpretation does not work in small groups is said on the card. In a larger room those who wait
    move up."""
    meeting = finding.changeable(turn, submission)
    answered = forms.Answered(_details(meeting), submission.values)
    capacity = answered.read("capacity", _capacity, 0)
    pauses = answered.read("breaks", partial(breaks.read, wall=meeting.wall, minutes=meeting.minutes), NONE)
    answered.done()
    prepared = replace(
        meeting,
        languages=SPOKEN[answered.text("languages")],
        interpretation=Interpretation(answered.text("interpretation")),
        breakouts=answered.text("breakouts") == YES,
        capacity=capacity,
        breaks=pauses,
    )
    return rearranged(turn, submission.person, meeting, prepared)


def _details(meeting: Meeting) -> Form:
    spoken = next((name for name, codes in SPOKEN.items() if codes == meeting.languages), "en")
    return Form(
        "meetings.details",
        meeting.id,
        meeting.revision,
        Text("meetings.details.title"),
        (
            _choice("languages", tuple(SPOKEN), spoken),
            _choice("interpretation", tuple(Interpretation), meeting.interpretation),
            _choice("breakouts", (NO, YES), YES if meeting.breakouts else NO),
            *(_workshop(meeting) if POLICIES[meeting.kind].seated else ()),
        ),
        Text("meetings.change.submit"),
    )


def _workshop(meeting: Meeting) -> tuple[Field, ...]:
    """For how many there is room, and when people rest."""
    capacity = str(meeting.capacity) if meeting.capacity else ""
    return (
        _line("capacity", capacity, len(str(LARGEST))),
        _line("breaks", breaks.written(meeting.breaks, meeting.wall), BREAKS_LIMIT),
    )


def _line(name: str, value: str, limit: int) -> Field:
    label, hint = Text(f"meetings.details.{name}"), Text(f"meetings.details.{name}_hint")
    return Field(name, Kind.LINE, label, required=False, limit=limit, hint=hint, value=value)


def _capacity(typed: str) -> int:
    """Empty is for everybody."""
    if not typed:
        return 0
    if not typed.isascii() or not typed.isdigit() or not int(typed):
        raise Unusable(Text("meetings.capacity", {"n": LARGEST}))
    return int(typed)


def _choice(name: str, values: tuple[str, ...], value: str) -> Field:
    choices = tuple(Choice(str(each), Text(f"meetings.details.{name}.{each}")) for each in values)
    return Field(name, Kind.CHOICE, Text(f"meetings.details.{name}"), choices=choices, value=str(value))


# ---- the note


def open_note(turn: Turn, press: Press) -> Reply:
    return Ask(_note(finding.changeable(turn, press)))


def set_note(turn: Turn, submission: Submission) -> Reply:
    """It is posted in the members' rooms, and stands where members look at the meeting."""
    meeting = finding.changeable(turn, submission)
    values = check(_note(meeting), submission.values)
    noted = replace(meeting, note_en=str(values["note_en"]), note_fr=str(values["note_fr"]))
    reply = rearranged(turn, submission.person, meeting, noted)
    if noted != meeting and noted.note and meeting.state is State.PLANNED:
        posting.write(turn, NOTE, meeting)
    return reply


def post_note(turn: Turn, errand: Errand) -> Post | None:
    """The latest one alone, while there is something to read it for."""
    meeting = turn.unit.meetings.get(errand.subject)
    if meeting is None or meeting.note is None or not meeting.is_ahead(turn.now):
        return None
    if not posting.is_latest(turn, errand):
        return None
    title = Text("meetings.note.post", {"when": Local(meeting.starts, meeting.zone)})
    return Post(
        errand.recipient, Room.MEMBERS, Card(title, (meeting.note, *views.recorded(meeting))), errand.nonce
    )


def _note(meeting: Meeting) -> Form:
    fields = tuple(
        Field(
            f"note_{language}",
            Kind.PARAGRAPH,
            Text(f"meetings.field.note_{language}"),
            required=False,
            limit=NOTE_LIMIT,
            value=said,
        )
        for language, said in (("en", meeting.note_en), ("fr", meeting.note_fr))
    )
    return Form(
        "meetings.note",
        meeting.id,
        meeting.revision,
        Text("meetings.note.title"),
        fields,
        Text("meetings.change.submit"),
    )
