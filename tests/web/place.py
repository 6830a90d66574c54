"""The bot's pages on a loopback socket, and somebody who reads them without a script."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from aiohttp import ClientSession

from adapters.door import Door
from adapters.web.callers import Callers
from adapters.web.health import health_app, serve
from adapters.web.limits import Allowance, Limits
from adapters.web.patience import Patience
from adapters.web.site import Site
from adapters.website import DIRECT, site_of
from bot.deliveries import Letter
from bot.network import Network
from tests.core.house import NETWORK, House
from tests.letters import IDENTITY
from tests.web.reading import PageForm, Reader
from tests.world import NOON

Sent = Mapping[str, str | list[str]]
MEETINGS = replace(NETWORK, meetings=(NOON.replace(month=12, day=16, hour=18),))


@dataclass
class Shown:
    """An answer, as it was read; `place` is where it was found in the end."""

    status: int
    place: str
    headers: Mapping[str, str]
    page: Reader

    @property
    def words(self) -> str:
        return self.page.words


@dataclass
class Browsing:
    """`base` is the address of the pages, `session` a browser without a script."""

    base: str
    session: ClientSession
    headers: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str, **headers: str) -> Shown:
        async with self.session.get(self.base + path, headers=self.headers | headers) as answer:
            return Shown(answer.status, answer.url.path, answer.headers, Reader(await answer.text()))

    async def post(self, path: str, sent: Sent, **headers: str) -> Shown:
        pairs = [(name, each) for name, value in sent.items() for each in _each(value)]
        ours = {"Origin": self.base} | self.headers | headers
        async with self.session.post(self.base + path, data=pairs, headers=ours) as answer:
            return Shown(answer.status, answer.url.path, answer.headers, Reader(await answer.text()))

    async def sends(self, form: PageForm, **filled: str | list[str]) -> Shown:
        return await self.post(form.action, {**form.values, **filled})

    async def presses(self, shown: Shown, action: str) -> Shown:
        """A button whose key begins so."""
        form, (name, value) = shown.page.button(action)
        return await self.post(form.action, {**form.values, name: value})

    async def asks(self, language: str = "en", **other: str | list[str]) -> Shown:
        """The form, filled in properly unless it is said otherwise."""
        form = (await self.get(f"/{language}/join")).page.form("joining.submit")
        return await self.sends(form, **{**ANSWERS, **other})

    async def enters(self, shown: Shown, code: str, **other: str | list[str]) -> Shown:
        given = {"code": code, "attestation": "attest", "consent": [], **other}
        return await self.sends(shown.page.form("joining.verify"), **given)


@dataclass
class Place(Browsing):
    """The pages of a house, and a browser that is on them."""

    house: House = field(kw_only=True)


ANSWERS: Sent = {
    "name": "Zoë Tremblay",
    "email": "zoe.tremblay@calgary.ca",
    "community": "City of Calgary",
    "role": "staff",
    "line": "Climate coordinator",
}


def _each(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


AT_WILL = Allowance(100_000, 100_000, 100_000, 100_000)
FREE = Limits(AT_WILL, AT_WILL)


def site(house: House, callers: Callers, limits: Limits) -> Site:
    door = Door(house.app, house.storage, lambda: None)
    made = site_of(door, house.app, house.storage, house.world, IDENTITY, callers, limits)
    return replace(made, keep=0.0)


@asynccontextmanager
async def opened(
    database_url: str,
    network: Network = MEETINGS,
    callers: Callers = DIRECT,
    limits: Limits = FREE,
    patience: Patience | None = None,
) -> AsyncIterator[Place]:
    house = House(database_url, network=network)

    async def is_paused() -> bool:
        return False

    app = health_app(is_paused, lambda: 0.0)
    pages = site(house, callers, limits)
    pages.join(app)
    runner = await serve(app, "127.0.0.1", 0, patience, pages.guard.refuse)
    async with ClientSession() as session:
        yield Place(f"http://127.0.0.1:{runner.addresses[0][1]}", session, house=house)
    await runner.cleanup()
    house.close()


def code_at(house: House, email: str = "zoe.tremblay@calgary.ca") -> str:
    """The newest code in that mailbox, once everything due has been carried out."""
    house.carries_out()
    return [each.highlight for each in house.arrived(Letter) if each.to == email and each.highlight][-1]
