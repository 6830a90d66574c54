"""Somebody who never enters a chat: a browser without a script, a mailbox, and a calendar that answers."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiohttp import ClientSession, CookieJar
from icalendar import Calendar

from adapters.local.parts import Sandbox
from adapters.local.player import CODE
from tests.replies import Answer, mail
from tests.web.place import Browsing, Sent, Shown

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ADDRESS = re.compile(r"https?://[\w.:-]+(/[\w/.:-]+)")


@dataclass(frozen=True, slots=True)
class Who:
    """Who they are, and in which language they read the pages."""

    language: str
    name: str
    email: str
    community: str


@dataclass
class Newcomer(Browsing):
    """In their browser. What they do is done when all that follows from it has happened."""

    who: Who = field(kw_only=True)
    sandbox: Sandbox = field(kw_only=True)

    # ---- in the browser

    async def goes(self, place: str) -> Shown:
        return await self.get(f"/{self.who.language}/{place}")

    async def post(self, path: str, sent: Sent, **headers: str) -> Shown:
        shown = await super().post(path, sent, **headers)
        await self.sandbox.wake()
        return shown

    async def registers(self) -> Shown:
        """The form, and the code from the letter."""
        form = (await self.goes("join")).page.form("joining.submit")
        asked = await self.sends(
            form,
            name=self.who.name,
            email=self.who.email,
            community=self.who.community,
            role="staff",
            line="Waste",
        )
        form = asked.page.form("joining.verify")
        return await self.sends(form, code=self.code(), attestation="attest", consent=["mail"])

    async def follows(self, path: str) -> Shown:
        """A link to their own pages, and the button behind it, a minute later."""
        self.sandbox.clock.push(MINUTE)
        return await self.post((await self.get(path)).page.forms[-1].action, {})

    async def wants_link(self) -> None:
        """For a link by mail, as anybody can."""
        await self.post(f"/{self.who.language}/mine/link", {"email": self.who.email})

    async def asks_for_link(self) -> str:
        """The one that then comes. There is one in each hour, and a visit lasts into the next."""
        now = self.sandbox.clock.now()
        self.sandbox.clock.push(HOUR - (now - now.replace(minute=0, second=0, microsecond=0)))
        await self.wants_link()
        return self.links()[-1]

    # ---- in the mailbox

    def letters(self) -> list[EmailMessage]:
        """Oldest first."""
        box = self.sandbox.mailbox
        found = [message_from_bytes(box.read(name), policy=default) for name in box.names()]
        return [each for each in found if self.who.email in str(each["To"])]

    def code(self) -> str:
        found = CODE.search(words(self.letters()[-1]))
        return "".join(found.groups()) if found else ""

    def links(self) -> list[str]:
        """To their own pages, in all letters, oldest first."""
        found = (path for each in self.letters() for path in ADDRESS.findall(words(each)))
        return [path for path in found if "/link/" in path]

    def accepts(self) -> bytes:
        """The newest invitation, as a calendar answers it when one presses "accept"."""
        parts = (part for each in self.letters() for part in each.walk())
        invitation = [part for part in parts if part.get_content_type() == "text/calendar"][-1]
        (event,) = Calendar.from_ical(invitation.get_content()).walk("VEVENT")
        answer = Answer(
            attendee=f"mailto:{self.who.email}",
            uid=str(event["UID"]),
            sequence=f"SEQUENCE:{event['SEQUENCE']}",
            stamp=f"{self.sandbox.clock.now():%Y%m%dT%H%M%SZ}",
        )
        return mail(answer.calendar(), sender=self.who.email).as_bytes()


def words(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    return str(body.get_content()) if body else ""


@asynccontextmanager
async def browsing(base: str) -> AsyncIterator[Browsing]:
    """Nobody in particular, such as a mail scanner."""
    async with ClientSession() as session:
        yield Browsing(base, session)


@asynccontextmanager
async def arrived(who: Who, sandbox: Sandbox, base: str) -> AsyncIterator[Newcomer]:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield Newcomer(base, session, who=who, sandbox=sandbox)
