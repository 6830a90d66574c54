"""What a guest sees on their page, as message ids with values."""

from __future__ import annotations

from bot.chat import Button, Card, Fact, Link, Local, Style, Text, Value
from bot.meetings import wording
from bot.meetings.model import Meeting, State
from bot.meetings.views import leading_to, theme
from bot.ports import Turn
from bot.webinars.model import Guest


def address(turn: Turn, guest: Guest) -> str:
    """Of their page, which nobody else knows."""
    token = turn.unit.guests.token(guest.id)
    return f"{turn.world.network.address}/{guest.reader.language}/registration/{token}"


def asked() -> Card:
    return Card(Text("webinars.told.asked"), (Text("webinars.told.asked.body"),))


def withdrawn() -> Card:
    return Card(Text("webinars.told.withdrawn"), (Text("webinars.told.withdrawn.body"),))


def page(turn: Turn, webinar: Meeting, guest: Guest) -> Card:
    """Where they stand, with what they can do about it."""
    name = _standing(turn, webinar, guest)
    confirm = (_button("webinars.confirm", webinar, Style.PRIMARY),) if name == "asked_for" else ()
    return Card(
        Text(f"webinars.page.{name}"),
        (Text(f"webinars.page.{name}.body"),),
        _facts(turn, webinar, guest),
        (*confirm, _button("webinars.withdraw", webinar, Style.DANGER)),
    )


def _standing(turn: Turn, webinar: Meeting, guest: Guest) -> str:
    if webinar.state is State.CANCELLED:
        return "off"
    if not webinar.is_ahead(turn.now):
        return "over"
    return "registered" if guest.is_registered else "asked_for"


def _facts(turn: Turn, webinar: Meeting, guest: Guest) -> tuple[Fact, ...]:
    ahead = guest.is_registered and webinar.is_ahead(turn.now)
    seen: Value = Link(webinar.recording) if webinar.recording else ""
    return (
        Fact(Text("meetings.fact.theme"), theme(webinar)),
        Fact(Text("meetings.fact.yours"), webinar.starts),
        Fact(Text("meetings.fact.theirs"), Local(webinar.starts, webinar.zone)),
        *((leading_to(wording.link_of(turn, webinar)),) if ahead else ()),
        *((Fact(Text("meetings.fact.recording"), seen),) if seen else ()),
    )


def _button(action: str, webinar: Meeting, style: Style) -> Button:
    return Button(action, webinar.id, 0, Text(f"button.{action}"), style)
