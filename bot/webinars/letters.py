"""What guests are written, from the state of the moment. Each letter leads to their page."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import Link, Local, Text, Value
from bot.deliveries import Invitation, Letter
from bot.meetings import wording
from bot.meetings.model import Meeting
from bot.members.mailboxes import of_address
from bot.outbox import Errand
from bot.ports import Turn
from bot.webinars import inviting, views
from bot.webinars.model import Guest, is_public

# ---- asked


def asked(turn: Turn, errand: Errand) -> Letter | None:
    """By the link in it they confirm; whoever is registered already reads so, and nobody else does."""
    found = _found(turn, errand)
    if found is None or not found[0].is_planned:
        return None
    webinar, guest = found
    name = "again" if guest.is_registered else "confirm"
    unless = () if guest.is_registered else (Text("webinars.confirm.unless"),)
    known = (Text("webinars.member"),) if _is_member(turn, guest) else ()
    said = (Text(f"webinars.{name}.body", _values(turn)), wording.when(webinar), wording.outline(webinar))
    page = Text(f"webinars.{name}.page", {"link": _page(turn, guest)})
    return addressed(errand, webinar, guest, name, (*said, page, *known, *unless))


def _is_member(turn: Turn, guest: Guest) -> bool:
    """Told to their own mailbox alone: an invitation has come there anyway."""
    member = of_address(turn, guest.address)
    return member is not None and member.is_member


# ---- invited


def invited(turn: Turn, errand: Errand) -> Letter | None:
    """What their calendar is told is noted with it, so that only the same errand tells it again."""
    found = _to_tell(turn, errand)
    if found is None:
        return None
    webinar, guest = found
    turn.unit.guests.tell(guest)
    body, invitation = _body(turn, webinar, guest, guest.told_as), _invitation(turn, errand, webinar, guest)
    return addressed(errand, webinar, guest, guest.told_as, body, invitation)


def wanted(turn: Turn, errand: Errand) -> bool:
    """Whether there would be something to tell, without noting it."""
    return _to_tell(turn, errand) is not None


def _to_tell(turn: Turn, errand: Errand) -> tuple[Meeting, Guest] | None:
    found = _found(turn, errand)
    if found is None or not found[1].is_registered:
        return None
    webinar, guest = found
    told = _told(webinar, guest, errand)
    return (webinar, told) if told else None


def _told(webinar: Meeting, guest: Guest, errand: Errand) -> Guest | None:
    mine = guest.told_by == errand.id
    if guest.news == webinar.news:
        return guest if mine else None
    if not webinar.is_planned and not guest.news:
        return None
    told_as = _told_as(webinar, guest, guest.told_as if mine else "")
    return replace(guest, news=webinar.news, sequence=webinar.sequence, told_by=errand.id, told_as=told_as)


def _told_as(webinar: Meeting, guest: Guest, before: str) -> str:
    """`before` is what this very errand has said already, to somebody it may not have reached."""
    if not webinar.is_planned:
        return "off"
    if not guest.news or before == "invited":
        return "invited"
    return "moved" if before == "moved" or guest.sequence != webinar.sequence else "changed"


def _invitation(turn: Turn, errand: Errand, webinar: Meeting, guest: Guest) -> Invitation:
    off = guest.told_as == "off"
    return Invitation(
        "CANCEL" if off else "REQUEST",
        guest.id,
        guest.sequence,
        max(webinar.stamp, errand.written),
        webinar.wall,
        webinar.zone,
        webinar.minutes,
        wording.title(turn, webinar),
        (wording.outline(webinar),) if off else (*_about(turn, webinar), _leave(turn, guest)),
        "" if off else wording.link_of(turn, webinar),
    )


# ---- reminded, and afterwards


def reminder(turn: Turn, errand: Errand) -> Letter | None:
    found = _found(turn, errand)
    if found is None or not found[1].is_registered:
        return None
    webinar, guest = found
    if not webinar.is_planned or webinar.starts <= turn.now or not inviting.is_of_now(webinar, errand):
        return None
    return addressed(errand, webinar, guest, "remind", _body(turn, webinar, guest, "remind"))


def recording(turn: Turn, errand: Errand) -> Letter | None:
    """None once it was taken back."""
    webinar, guest = turn.unit.meetings.get(errand.subject), turn.unit.guests.get(errand.recipient)
    if webinar is None or guest is None or not guest.address or not webinar.recording:
        return None
    said = Text("webinars.recording.body", _values(turn))
    seen = Text("meetings.recording.where", {"link": Link(webinar.recording)})
    return addressed(
        errand, webinar, guest, "recording", (said, wording.outline(webinar), seen, _leave(turn, guest))
    )


# ---- parts


def _found(turn: Turn, errand: Errand) -> tuple[Meeting, Guest] | None:
    """While it is not over, and they have not withdrawn."""
    webinar, guest = turn.unit.meetings.get(errand.subject), turn.unit.guests.get(errand.recipient)
    if webinar is None or guest is None or not guest.address:
        return None
    return (webinar, guest) if is_public(webinar) and webinar.ends > turn.now else None


def addressed(
    errand: Errand,
    webinar: Meeting,
    guest: Guest,
    name: str,
    body: tuple[Value, ...],
    invitation: Invitation | None = None,
) -> Letter:
    subject = Text(f"webinars.{name}.subject", {"when": Local(webinar.starts, webinar.zone)})
    return Letter(errand.key, guest.address, "", guest.reader, subject, body, invitation=invitation)


def _body(turn: Turn, webinar: Meeting, guest: Guest, name: str) -> tuple[Value, ...]:
    said = (Text(f"webinars.{name}.body", _values(turn)), wording.when(webinar))
    return said if name == "off" else (*said, *_about(turn, webinar), _leave(turn, guest))


def _about(turn: Turn, webinar: Meeting) -> tuple[Value, ...]:
    link = wording.link_of(turn, webinar)
    way_in = Text("webinars.link", {"link": Link(link)}) if link else Text("meetings.letter.no_link")
    return (wording.outline(webinar), way_in, *wording.manners(turn, webinar))


def _leave(turn: Turn, guest: Guest) -> Text:
    return Text("webinars.leave", {"link": _page(turn, guest)})


def _page(turn: Turn, guest: Guest) -> Link:
    return Link(views.address(turn, guest))


def _values(turn: Turn) -> dict[str, Value]:
    return {"network": turn.world.network.name}
