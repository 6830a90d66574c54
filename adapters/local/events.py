"""What the page sends becomes the core's events; what the core answers becomes what people see.

This is the whole of the sandbox's contact with the core: `Door.handle` and `Door.look_up`, as on Slack and
Discord. What is said in a room without a slash never comes near it.
"""

from __future__ import annotations

from dataclasses import dataclass

from adapters.harmless import harmless
from adapters.local import render
from adapters.local.cast import PEOPLE, CastMember
from adapters.local.gate import Body, Refused, answers_of, number_of, text_of
from adapters.local.journal import Json
from adapters.local.parts import Sandbox
from adapters.local.rooms import Message
from bot.chat import Card, Command, Event, Lookup, Person, Press, Submission, read_key
from bot.errors import Malformed
from bot.replies import Answer, Ask, Errors, Replace, Say

LINE_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody acts: the room they look at, and the message whose button they pressed, if any."""

    member: CastMember
    room: str
    origin: Message | None = None
    prompt: str = ""


def member_of(person: str) -> CastMember:
    member = PEOPLE.get(person)
    if member is None:
        raise Refused("nobody")
    return member


async def take(sandbox: Sandbox, body: Body) -> Json:
    """One thing that somebody did on the page, done; what is left for the page to do comes back."""
    take_kind = {"line": _line, "press": _press, "submission": _submission}.get(text_of(body, "kind"))
    if take_kind is None:
        raise Refused("kind_unknown")
    return await take_kind(sandbox, body)


async def look_up(sandbox: Sandbox, member: CastMember, action: str, field: str, query: str) -> Json:
    """The options for what has been typed so far, for whoever typed it."""
    options = await sandbox.door.look_up(Lookup(action, field, query, _person(sandbox, member)))
    return render.choices(options, render.to_reader(sandbox.words, sandbox.rooms.reader(member.id)))


async def _line(sandbox: Sandbox, body: Body) -> Json:
    """A typed line: a command goes to the bot, anything else to the people in the room only."""
    place, line = _place(sandbox, body), text_of(body, "line").strip()
    if not line or len(line) > LINE_LIMIT:
        raise Refused("line_length")
    if not line.startswith("/"):
        sandbox.rooms.talk(place.room, place.member.id, render.talk(line))
        return {"kind": "said"}
    root, name, argument = (*line[1:].split(maxsplit=2), "", "", "")[:3]
    root = root.lower()
    name = sandbox.chat.commands.name(root, name)
    event = Command(root, name, _person(sandbox, place.member), argument)
    return await _act(sandbox, Place(place.member, place.room, prompt=harmless(line)), event)


async def _press(sandbox: Sandbox, body: Body) -> Json:
    place = _place(sandbox, body)
    if place.origin is None:
        raise Refused("message_missing")
    try:
        action, subject, revision = read_key(text_of(body, "key"))
    except Malformed:
        raise Refused("key_malformed") from None
    person, now = _person(sandbox, place.member), sandbox.clock.now()
    return await _act(sandbox, place, Press(action, subject, revision, person, now))


async def _submission(sandbox: Sandbox, body: Body) -> Json:
    place = _place(sandbox, body)
    event = Submission(
        text_of(body, "action"),
        text_of(body, "subject"),
        number_of(body, "revision"),
        answers_of(body, "values"),
        _person(sandbox, place.member),
        sandbox.clock.now(),
    )
    return await _act(sandbox, place, event)


def _place(sandbox: Sandbox, body: Body) -> Place:
    member, room, message = member_of(text_of(body, "as")), text_of(body, "room"), body.get("message", "")
    if room not in sandbox.rooms.visible(member.id):
        raise Refused("room_unknown")
    if not message:
        return Place(member, room)
    origin = sandbox.rooms.seen_by(member.id, text_of(body, "message"))
    if origin is None:
        raise Refused("message_unknown")
    return Place(member, origin.room, origin)


def _person(sandbox: Sandbox, member: CastMember) -> Person:
    """The account, its profile on the platform, and the roles as its rooms are at this moment."""
    return Person(member.identity, member.name, member.reader, sandbox.chat.roles_of(member.id))


async def _act(sandbox: Sandbox, place: Place, event: Event) -> Json:
    answer = await sandbox.door.handle(event)
    sandbox.rooms.address(place.member.id, answer.reader)
    return _show(sandbox, place, answer)


def _show(sandbox: Sandbox, place: Place, answer: Answer) -> Json:
    say = render.to_reader(sandbox.words, answer.reader)
    match answer.reply:
        case Say(card):
            _whisper(sandbox, place, card)
            return {"kind": "said"}
        case Ask(form):
            return {"kind": "ask", "form": render.form(form, say), **_origin(place)}
        case Errors(fields):
            return {"kind": "errors", "fields": render.errors(fields, say)}
        case Replace(card, notice):
            _replace(sandbox, place, card)
            if notice:
                _whisper(sandbox, place, notice)
            return {"kind": "said"}


def _origin(place: Place) -> dict[str, Json]:
    """Where the dialog was opened, so that its submission is answered there."""
    return {"room": place.room, "message": place.origin.id if place.origin else ""}


def _replace(sandbox: Sandbox, place: Place, card: Card) -> None:
    if place.origin is None:
        _whisper(sandbox, place, card)
    else:
        sandbox.chat.replace(place.origin, card)


def _whisper(sandbox: Sandbox, place: Place, card: Card) -> None:
    """A private answer in the room where one acted."""
    content = sandbox.chat.shown(card, sandbox.rooms.reader(place.member.id))
    sandbox.rooms.whisper(place.member.id, place.room, content, place.prompt)
