"""What those who run a meeting read in their room: ten days before, the decision on interpreters; an hour
before, the list of what to look after; when it is over, the counts and the way to the three questions. What
all members read in theirs goes out by the same clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.chat import Button, Card, Fact, Local, Room, Style, Text, Value
from bot.deliveries import Post
from bot.meetings import rating_by_mail, unrecorded, views
from bot.meetings.feedback import OPEN
from bot.meetings.kinds import POLICIES
from bot.meetings.model import Interpretation, Meeting
from bot.outbox import Errand
from bot.ports import Turn
from bot.questions import scrubbing

AT_ONCE = 20
PAGES = 10  # of letters, with one beat
FACILITATORS, MEMBERS = "meetings.hosts", "meetings.rate_post"


class Hosted(StrEnum):
    """In their order."""

    LINK = "link"  # members are told it from now on
    INTERPRETATION = "interpretation"
    CHECKLIST = "checklist"
    UNRECORDED = "unrecorded"  # for all members
    AFTER = "after"
    LETTERS = "letters"  # to those who see no room, page by page


_KINDS = {Hosted.AFTER: (FACILITATORS, MEMBERS), Hosted.UNRECORDED: (unrecorded.KIND,)}


def moment(turn: Turn, meeting: Meeting, what: Hosted) -> datetime:
    match what:
        case Hosted.LINK:
            return meeting.starts - turn.world.network.link_before
        case Hosted.INTERPRETATION:
            return meeting.starts - timedelta(days=10)
        case Hosted.CHECKLIST:
            return meeting.starts - timedelta(hours=1)
        case Hosted.UNRECORDED:
            return meeting.starts - unrecorded.BEFORE
        case Hosted.AFTER | Hosted.LETTERS:
            return meeting.ends


def useful_until(meeting: Meeting, what: Hosted) -> datetime:
    match what:
        case Hosted.AFTER | Hosted.LETTERS:
            return meeting.ends + OPEN
        case Hosted.UNRECORDED:
            return meeting.ends
        case _:
            return meeting.starts


# ---- the duty


def plan(turn: Turn, meeting: Meeting) -> None:
    """From its moment as it is now. That nothing is recorded is said however late it was planned."""
    if moment(turn, meeting, Hosted.UNRECORDED) <= turn.now:
        _tell(turn, meeting, Hosted.UNRECORDED)
    _next(turn, meeting, (turn.now, len(Hosted)))


def _next(turn: Turn, meeting: Meeting, after: tuple[datetime, int]) -> None:
    """Of several at the same moment each has its turn."""
    moments = [_rank(turn, meeting, what) for what in Hosted if what is not Hosted.LETTERS]
    at, rank = min((each for each in moments if each > after and meeting.is_planned), default=(None, -1))
    turn.unit.meetings.host(meeting.id, at, [*Hosted][rank] if at else "")


def _rank(turn: Turn, meeting: Meeting, what: Hosted) -> tuple[datetime, int]:
    return moment(turn, meeting, what), [*Hosted].index(what)


def due(turn: Turn) -> Sequence[str]:
    """Each as often as there may be something; what is too often does nothing."""
    return tuple(turn.unit.meetings.to_host(turn.now, AT_ONCE)) * (len(Hosted) + PAGES)


def next_moment(turn: Turn) -> datetime | None:
    return turn.unit.meetings.next_hosted()


def tell(turn: Turn, meeting_id: str) -> None:
    """Once, in the facilitators' room of each platform; afterwards the members are asked in theirs, and by
    mail. Whoever changes it at this moment does so before or after."""
    turn.unit.meetings.hold(meeting_id)
    meeting = turn.unit.meetings.get(meeting_id)
    if meeting is None or not meeting.hosting:
        return
    name, _, after = meeting.hosting.partition(":")
    what = Hosted(name)
    if moment(turn, meeting, what) > turn.now:
        return
    if what is Hosted.LETTERS:
        _ask_by_mail(turn, meeting, after)
        return
    if what is Hosted.LINK:
        _show_link(turn, meeting)
    else:
        _tell(turn, meeting, what)
    if what is Hosted.AFTER:
        scrubbing.scrub(turn, meeting)
        turn.unit.meetings.host(meeting.id, turn.now, Hosted.LETTERS)
    else:
        _next(turn, meeting, _rank(turn, meeting, what))


def _tell(turn: Turn, meeting: Meeting, what: Hosted) -> None:
    """Whoever is told of that, on each platform."""
    if not meeting.is_planned or turn.now >= useful_until(meeting, what):
        return
    for kind in _KINDS.get(what, (FACILITATORS,)):
        for platform in turn.world.network.platforms:
            _write(turn, kind, meeting, what, platform)


def _ask_by_mail(turn: Turn, meeting: Meeting, after: str) -> None:
    """The next page; nothing follows the last."""
    wanted = meeting.is_planned and turn.now < useful_until(meeting, Hosted.LETTERS)
    further = rating_by_mail.write_next(turn, meeting, after) if wanted else ""
    at, hosting = (turn.now, f"{Hosted.LETTERS}:{further}") if further else (None, "")
    turn.unit.meetings.host(meeting.id, at, hosting)


def _show_link(turn: Turn, meeting: Meeting) -> None:
    """Every calendar hears of it; where it was shown at once there is nothing to tell."""
    shown = replace(meeting, revision=meeting.revision + 1, news=meeting.revision + 1, stamp=turn.now)
    if turn.world.network.link_before and meeting.is_planned and meeting.link and turn.now < meeting.ends:
        turn.unit.meetings.save(shown)


def _write(turn: Turn, kind: str, meeting: Meeting, what: Hosted, platform: str) -> None:
    errand_id, key = turn.world.entropy.identifier(), _key(kind, meeting, what, platform)
    turn.unit.outbox.add(Errand(errand_id, kind, meeting.id, platform, key, "", turn.now, turn.now))


def _key(kind: str, meeting: Meeting, what: Hosted, platform: str) -> str:
    return f"{kind}:{meeting.id}:{meeting.starts:%Y%m%dT%H%M}:{what}:{platform}"


# ---- composed


def post(turn: Turn, errand: Errand) -> Post | None:
    """While it is of use, and the meeting is still at that moment."""
    found = _still(turn, errand)
    if found is None:
        return None
    meeting, what = found
    card = {
        Hosted.INTERPRETATION: _interpretation,
        Hosted.CHECKLIST: _checklist,
        Hosted.AFTER: _after,
    }[what](turn, meeting)
    return Post(errand.recipient, Room.FACILITATORS, card, errand.nonce)


def ask(turn: Turn, errand: Errand) -> Post | None:
    """In the members' room: how it was, with a button that asks each who presses it."""
    found = _still(turn, errand)
    if found is None:
        return None
    meeting, _ = found
    rate = Button("meetings.rate", meeting.id, 0, Text("button.meetings.rate"), Style.PRIMARY)
    title = Text("meetings.rate.post", {"when": Local(meeting.starts, meeting.zone)})
    return Post(
        errand.recipient, Room.MEMBERS, Card(title, (Text("meetings.rate.about"),), (), (rate,)), errand.nonce
    )


def say_unrecorded(turn: Turn, errand: Errand) -> Post | None:
    """Before it begins, or while it goes on where that was too late."""
    found = _still(turn, errand)
    return unrecorded.post(found[0], errand) if found and unrecorded.is_promised(found[0]) else None


def _still(turn: Turn, errand: Errand) -> tuple[Meeting, Hosted] | None:
    meeting = turn.unit.meetings.get(errand.subject)
    if meeting is None or not meeting.is_planned:
        return None
    keys = {_key(errand.kind, meeting, what, errand.recipient): what for what in Hosted}
    what = keys.get(errand.key)
    return (meeting, what) if what and turn.now < useful_until(meeting, what) else None


def _title(what: Hosted, meeting: Meeting) -> Text:
    values: dict[str, Value] = {
        "reference": meeting.reference,
        "when": Local(meeting.starts, meeting.zone),
    }
    return Text(f"meetings.hosts.{what}", values)


def _interpretation(turn: Turn, meeting: Meeting) -> Card:
    """How many wish for it, and what is decided so far."""
    counts = turn.unit.seats.counts(meeting)
    decide = (Text("meetings.hosts.decide"),) if meeting.interpretation is Interpretation.OPEN else ()
    return Card(
        _title(Hosted.INTERPRETATION, meeting),
        (Text("meetings.hosts.wishes", {"n": counts.wishes}), *decide, *views.breakouts_warning(meeting)),
        views.plan_facts(meeting),
        (views.button("meetings.details", meeting, Style.PRIMARY), views.show(meeting)),
    )


def _checklist(turn: Turn, meeting: Meeting) -> Card:
    """What to look after, and how the hour goes."""
    looked_after = ("sign_in", "waiting_room", "assistants") + (
        () if POLICIES[meeting.kind].recordable else ("recording",)
    )
    interpreters = ("interpreters",) if meeting.interpretation is Interpretation.PLANNED else ()
    network = turn.world.network
    return Card(
        _title(Hosted.CHECKLIST, meeting),
        (
            tuple(Text(f"meetings.check.{each}") for each in (*looked_after, *interpreters)),
            *_run_of_show(meeting),
            *filter(None, (network.acknowledgement, network.conduct)),
        ),
        (
            views.leading_to(meeting.link),
            Fact(Text("meetings.fact.facilitator"), views.facilitators(turn, meeting)),
        ),
        (views.show(meeting), *views.at_hand(meeting)),
    )


def _run_of_show(meeting: Meeting) -> tuple[Value, ...]:
    """Shares of its length, by the organiser's clocks, and the breaks between them."""
    shares = (("welcome", 0), ("round", 10), ("theme", 30), ("open", 70), ("close", 90))
    parts = [(_resumed(meeting, meeting.minutes * share // 100), part) for part, share in shares]
    pauses = [
        (each.after, Text("meetings.show.break", _at(meeting, each.after) | {"n": each.minutes}))
        for each in meeting.breaks
    ]
    shown = [(after, Text(f"meetings.show.{part}", _at(meeting, after))) for after, part in parts]
    return (
        Text("meetings.show.title"),
        tuple(text for _, text in sorted(shown + pauses, key=lambda each: each[0])),
    )


def _resumed(meeting: Meeting, after: int) -> int:
    """Nothing begins in a break."""
    return next((each.end for each in meeting.breaks if each.after <= after < each.end), after)


def _at(meeting: Meeting, after: int) -> dict[str, Value]:
    return {"at": f"{meeting.wall + timedelta(minutes=after):%H:%M}"}


def _after(turn: Turn, meeting: Meeting) -> Card:
    counts = turn.unit.seats.counts(meeting)
    return Card(
        _title(Hosted.AFTER, meeting),
        (Text("meetings.hosts.thanks"),),
        views.counted(meeting, counts),
        (views.show(meeting),),
    )
