"""A member visits their own pages, in a browser that keeps cookies and runs no script."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from urllib.parse import urlsplit

from aiohttp import ClientSession, CookieJar

from bot.visits import links
from tests.core.cast import ANA, Actor
from tests.core.house import House
from tests.web.place import MEETINGS, Place, Shown

NETWORK = replace(MEETINGS, address="http://peers.example")


def link_of(house: House, who: Actor = ANA, key: str = "") -> str:
    """The path of a new one to their pages, as a letter holds it."""
    member = house.profile(who).id
    link = house.app.operate(lambda turn: links.link(turn, member, links.IN_LETTERS, key))
    return urlsplit(link.address).path


@asynccontextmanager
async def browser(place: Place) -> AsyncIterator[Place]:
    """Another one on the same pages, without any cookie yet."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield replace(place, session=session)


async def opens(window: Place, path: str) -> Shown:
    """The link is followed, and its button pressed."""
    shown = await window.get(path)
    return await window.post(shown.page.forms[-1].action, {})


@asynccontextmanager
async def visiting(place: Place, who: Actor = ANA, key: str = "") -> AsyncIterator[Place]:
    """A browser in which they have just begun a visit."""
    async with browser(place) as window:
        await opens(window, link_of(place.house, who, key))
        yield window


async def leads(window: Place, shown: Shown, label: str) -> Shown:
    """A link of a page, by its words."""
    return await window.get(shown.page.links[label])
