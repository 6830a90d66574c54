"""Whoever turns to the crew, and what they do."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from adapters.local.player import CODE
from bot.answers import Given
from bot.chat import Event, Press, Submission
from bot.joining.model import JoinRequest
from bot.ports import Unit
from tests.core.cast import ANA, CLAIRE, DEV, Actor
from tests.processes.rooms import PLATFORM
from tests.stores import open_anew
from tests.stories.postbox import Mailbox

COORDINATORS = tuple(who.on(PLATFORM) for who in (CLAIRE, DEV, CLAIRE.called("eva")))


def newcomers(count: int) -> Sequence[Actor]:
    return [ANA.called(f"ana{number}").on(PLATFORM) for number in range(count)]


def asks(who: Actor) -> Event:
    return Submission("joining.submit", "new", 0, who.answers, who.person)


def proves(who: Actor, request: JoinRequest, code: str) -> Event:
    values: dict[str, Given] = {"code": code, "attestation": ("attest",), "consent": ()}
    return Submission("joining.verify", request.id, 0, values, who.person)


def approves(who: Actor, request: JoinRequest) -> Event:
    return Press("joining.approve", request.id, request.revision, who.person)


def requests(url: str, people: Sequence[Actor]) -> Sequence[JoinRequest]:
    """The latest of each of them."""
    with closing(open_anew(url)) as storage:
        return storage.transact(lambda unit: [_latest(unit, who) for who in people])


def _latest(unit: Unit, who: Actor) -> JoinRequest:
    profile = unit.profiles.of(who.person.identity)
    found = unit.requests.latest_of(profile.id) if profile else None
    if found is None:
        raise LookupError(who)
    return found


def letters(mailbox: Mailbox | None) -> Sequence[EmailMessage]:
    found = [] if mailbox is None else [mailbox.read(name) for name in mailbox.names()]
    return [message_from_bytes(content, policy=default) for content in found]


def codes(mailbox: Mailbox | None) -> dict[str, str]:
    """By address."""
    found: dict[str, str] = {}
    for letter in letters(mailbox):
        body = letter.get_body(("plain",))
        code = CODE.search(str(body.get_content())) if body else None
        if code:
            found[letter["To"].addresses[0].addr_spec] = "".join(code.groups())
    return found
