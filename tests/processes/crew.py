"""Bots as processes, one clock for all of them, and the mail server of all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any, cast

from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.chat import Event
from tests.forking import context, started
from tests.processes.member import serve
from tests.processes.tasks import Answers, Deliver, Handle, Orders, Task, Tick
from tests.stories.postbox import Mailbox, MailServer, mail_server

PATIENCE = 60  # seconds
CONNECTIONS = 2  # to the mail server, by each process


class SlowMail(MailServer):
    """Takes each letter, and says so to nobody before it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = asyncio.Event()
        self._held = asyncio.Condition()
        self._holds = 0

    async def handle_DATA(  # noqa: N802 - so the library calls it
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        async with self._held:
            self._holds += 1
            self._held.notify_all()
        await self.may_answer.wait()
        return answer

    async def holds(self, letters: int) -> None:
        """Returns when so many were taken."""
        async with asyncio.timeout(PATIENCE), self._held:
            await self._held.wait_for(lambda: self._holds >= letters)


@dataclass(frozen=True, slots=True)
class Member:
    """A bot, and the line to it."""

    process: BaseProcess
    line: Connection

    async def does(self, task: Task) -> Any:  # noqa: ANN401 - each task has an answer of its own
        self.line.send(task)
        return await self.answer()

    async def answer(self) -> Any:  # noqa: ANN401 - as above
        if not await asyncio.to_thread(self.line.poll, PATIENCE):
            raise TimeoutError
        return self.line.recv()

    def kill(self) -> None:
        self.process.kill()
        self.process.join()


class Crew:
    def __init__(
        self, members: Sequence[Member], mail: SlowMail, folder: Path, seconds: Synchronized[float]
    ) -> None:
        self.members = list(members)
        self.mail = mail
        self.folder = folder
        self._seconds = seconds

    def push(self, by: timedelta) -> None:
        """The clock of all."""
        self._seconds.value += by.total_seconds()

    async def handles(self, events: Sequence[Event]) -> Answers:
        """Each event by one of them, at once."""
        shares = [events[number :: len(self.members)] for number in range(len(self.members))]
        answers = await self._all(Handle(tuple(share)) for share in shares)
        return [answer for several in answers for answer in several]

    async def handle_at_the_same_moment(self, *events: Sequence[Event]) -> list[Answers]:
        """What one member is told, and what the next one is, each with each."""
        return await self._all(Handle(tuple(each), at_the_same_moment=True) for each in events)

    async def ticks(self) -> None:
        await self._all(Tick() for _ in self.members)

    async def delivers(self) -> list[int]:
        """How many errands each of them has carried out."""
        return await self._all(Deliver() for _ in self.members)

    async def ends(self) -> None:
        """Well."""
        for member in self.members:
            member.line.send(None)
        for member in self.members:
            await member.answer()
            member.process.join(PATIENCE)

    async def _all(self, tasks: Iterable[Task]) -> list[Any]:
        pairs = zip(self.members, tasks, strict=True)
        return list(await asyncio.gather(*(member.does(task) for member, task in pairs)))


@asynccontextmanager
async def crew(url: str, folder: Path, count: int) -> AsyncIterator[Crew]:
    async with mail_server(SlowMail()) as mail:
        mail.mailbox = Mailbox(folder / "mail")
        seconds = cast("Synchronized[float]", context.Value("d", 0.0))
        meeting = context.Barrier(count)
        orders = [Orders(number, url, folder, mail.port, seconds, meeting) for number in range(count)]
        members = [_begun(each) for each in orders]
        try:
            for member in members:
                await member.answer()
            crew = Crew(members, cast("SlowMail", mail), folder, seconds)
            yield crew
            await crew.ends()
        finally:
            for member in members:
                member.kill()


def _begun(orders: Orders) -> Member:
    ours, theirs = context.Pipe()
    process = started(serve, orders, theirs)
    theirs.close()
    return Member(process, ours)
