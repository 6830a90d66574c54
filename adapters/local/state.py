"""Everything that the page shows to one person, in that person's language and zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from adapters.dates import LOCALES, day, when
from adapters.local import chrome, letters, render
from adapters.local.cast import CAST, PEOPLE, CastMember
from adapters.local.journal import Json
from adapters.local.parts import Sandbox
from adapters.local.rooms import PRIVATE, Message
from adapters.words import PlainWriter
from bot.chat import Reader, Role, Room, Value

MESSAGES_SHOWN = 200
HOURS = {"en": "h:mm\u00a0a", "fr": "H\u00a0'h'\u00a0mm"}
FULL_HOURS = {"en": "h:mm\u00a0a", "fr": "H\u00a0'h'"}


def state(sandbox: Sandbox, member: CastMember) -> Json:
    viewer = sandbox.rooms.reader(member.id)
    return {
        "version": sandbox.rooms.version,
        "network": _say(sandbox, sandbox.network.name, viewer),
        "me": {**_face(sandbox, member, viewer), "language": viewer.language, "direct": member.direct},
        "cast": [{**_face(sandbox, one, viewer), "latest": _latest(sandbox, one)} for one in CAST],
        "rooms": [_room(sandbox, room, member, viewer) for room in sandbox.rooms.visible(member.id)],
        "mail": _mail(sandbox, viewer),
        "clock": when(sandbox.clock.now(), viewer),
        "words": {name: _say(sandbox, text, viewer) for name, text in chrome.WORDS.items()},
        "commands": _commands(sandbox, member, viewer),
    }


def standing(sandbox: Sandbox, member: CastMember) -> str:
    """What somebody is, by the rooms they are in."""
    roles = sandbox.chat.roles_of(member.id)
    if Role.COORDINATOR in roles:
        return "coordinator"
    if Role.FACILITATOR in roles:
        return "facilitator"
    return "member" if member.id in sandbox.rooms.people(Room.MEMBERS) else "newcomer"


def _face(sandbox: Sandbox, member: CastMember, viewer: Reader) -> dict[str, Json]:
    return {
        "id": member.id,
        "name": member.name,
        "place": _say(sandbox, member.place, viewer),
        "role": _say(sandbox, chrome.STANDINGS[standing(sandbox, member)], viewer),
    }


def _latest(sandbox: Sandbox, member: CastMember) -> Json:
    """The number of the newest message in each room, by which the page marks what was not seen."""
    latest = {}
    for room in sandbox.rooms.visible(member.id):
        theirs = [m for m in sandbox.rooms.messages(room, member.id) if m.author != member.id]
        latest[room] = int(theirs[-1].id) if theirs else 0
    return latest


def _room(sandbox: Sandbox, room: str, member: CastMember, viewer: Reader) -> Json:
    kind = "direct" if room == member.direct else room
    name, about = chrome.ROOMS[kind]
    messages = sandbox.rooms.messages(room, member.id)[-MESSAGES_SHOWN:]
    return {
        "id": room,
        "kind": kind,
        "name": _say(sandbox, name, viewer),
        "about": _say(sandbox, about, viewer),
        "private": kind == "direct" or kind in PRIVATE,
        "people": [PEOPLE[person].name for person in sandbox.rooms.people(room)],
        "messages": [_message(message, viewer) for message in messages],
    }


def _message(message: Message, viewer: Reader) -> Json:
    author = PEOPLE.get(message.author)
    return {
        "id": message.id,
        "author": message.author,
        "name": author.name if author else "",
        "day": day(message.at, viewer),
        "time": _hour(message.at, viewer),
        "only": bool(message.only),
        "prompt": message.prompt,
        "language": message.reader.language if message.reader else "",
        "edits": message.edits,
        "content": render.worded(message.content, viewer),
    }


def _mail(sandbox: Sandbox, viewer: Reader) -> Json:
    names = reversed(sandbox.mailbox.names())
    return [letters.summary(name, sandbox.mailbox.read(name), viewer) for name in names]


def _commands(sandbox: Sandbox, member: CastMember, viewer: Reader) -> Json:
    roles = sandbox.chat.roles_of(member.id)
    said = (
        (f"/{root} {sandbox.chat.commands.said(root, name, viewer.language)}", _say(sandbox, about, viewer))
        for root, name, about in chrome.commands(roles)
    )
    return [
        {"value": line, "label": line, "about": about.removeprefix(line).lstrip(" \u00a0:")}
        for line, about in said
    ]


def _hour(moment: datetime, viewer: Reader) -> str:
    local = moment.astimezone(ZoneInfo(viewer.zone)).replace(tzinfo=None)
    pattern = (HOURS if local.minute else FULL_HOURS)[viewer.language]
    return format_datetime(local, pattern, locale=LOCALES[viewer.language])


def _say(sandbox: Sandbox, value: Value, viewer: Reader) -> str:
    return sandbox.words.say(value, viewer, PlainWriter())
