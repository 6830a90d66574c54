"""What somebody can do on any platform, and a network in which they do it."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta

from adapters.mail.kept import KeptMailer
from adapters.wiring import Bot
from bot.chat import Identity
from bot.joining.model import JoinRequest
from bot.members.model import Profile, Standing
from bot.outbox import Outcome, Result
from bot.ports import Unit
from tests.wire.slack.mailbox import code_in, letters_to
from tests.world import HeldClock

Given = str | Sequence[str]
ADDRESS = "https://peers.example"  # where the web port is reached
_DELIVERED = "SELECT DISTINCT kind FROM errands WHERE result = 'delivered'"
LATER = Outcome(Result.LATER, code="mail_server_unreachable")
REFUSED = Outcome(Result.NEVER, code="mailbox_refused")


class NotThere(LookupError):
    """What somebody wanted to press or fill in is not before their eyes."""


@dataclass
class Person(ABC):
    """Buttons and forms by the action that they stand for, fields by their names. A community that is looked
    up is the first that is offered for what they type. `deeds` is what was used, as the matrix names it."""

    called: str
    deeds: set[str]

    @property
    @abstractmethod
    def identity(self) -> Identity: ...

    async def types(self, root: str, name: str, argument: str = "") -> None:
        self.deeds.add(f"/{root} {name}")
        await self._types(root, name, argument)

    async def presses(self, action: str) -> None:
        """The newest button that they see anywhere."""
        self.deeds.add(f"button {action}")
        await self._presses(action)

    async def fills_in(self, action: str, **values: Given) -> None:
        """The open form, which is this one, and sends it off."""
        self.deeds.add(f"form {action}")
        await self._fills_in(action, values)

    @abstractmethod
    async def _types(self, root: str, name: str, argument: str) -> None: ...

    @abstractmethod
    async def _presses(self, action: str) -> None: ...

    @abstractmethod
    async def _fills_in(self, action: str, values: Mapping[str, Given]) -> None: ...

    @abstractmethod
    def offers(self, name: str) -> list[str]:
        """The values of a choice in the open form."""

    @abstractmethod
    def sees(self) -> str:
        """All that stands before their eyes anywhere, newest last."""


@dataclass
class Place(ABC):
    """A network on one platform. `deeds` of everybody together, and what was delivered to them."""

    url: str
    bot: Bot
    mailbox: KeptMailer
    clock: HeldClock
    people: Mapping[str, Person]
    deeds: set[str] = field(default_factory=set)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    async def settles(self) -> None:
        """Everything that follows from what was done, is done."""
        await self._settles()
        with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as database:
            self.deeds.update(f"errand {kind}" for (kind,) in database.execute(_DELIVERED))

    @abstractmethod
    async def _settles(self) -> None: ...

    async def passes(self, **span: float) -> None:
        self.clock.push(timedelta(**span))
        await self.settles()

    def code(self, address: str) -> str:
        return code_in(address, self.mailbox)

    def letters(self, address: str) -> list[str]:
        return letters_to(address, self.mailbox)

    def lets_fail(self, kind: str) -> None:
        """What is due and of that kind is refused for good; the rest waits for a minute."""
        for errand in self.bot.app.claim(50):
            self.bot.app.settle(errand, REFUSED if errand.kind == kind else LATER)

    # ---- what is so

    def profile(self, name: str) -> Profile | None:
        identity = self[name].identity
        return self.bot.storage.transact(lambda unit: unit.profiles.of(identity))

    def standing(self, name: str) -> Standing | None:
        profile = self.profile(name)
        return profile.standing if profile else None

    def known(self, name: str) -> Profile:
        profile = self.profile(name)
        assert profile is not None
        return profile

    def request(self, name: str) -> JoinRequest:
        identity = self[name].identity

        def work(unit: Unit) -> JoinRequest | None:
            profile = unit.profiles.of(identity)
            return unit.requests.latest_of(profile.id) if profile else None

        request = self.bot.storage.transact(work)
        assert request is not None
        return request
