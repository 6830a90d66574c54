"""The app's own tab: each person's panel, which follows what happens (docs.slack.dev/surfaces/app-home)."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from adapters.door import Door
from adapters.logs import log
from adapters.platform import DeliveryFailed
from adapters.slack import forms
from adapters.slack.api import Api, Said
from adapters.slack.people import People, Stranger
from adapters.slack.render import Wording
from adapters.words import Words
from bot.chat import Command
from bot.replies import Say

KNOWN = 5_000


class Homes:
    """Who has opened it, sees it change; whoever has not, need not be called for."""

    def __init__(self, api: Api, people: People, door: Door, words: Words) -> None:
        self._api, self._people, self._door, self._words = api, people, door, words
        self._opened: OrderedDict[str, None] = OrderedDict()
        self._drawing: dict[str, asyncio.Task[None]] = {}
        self._changed = set[str]()  # since the drawing began

    def open(self, user: str) -> None:
        self.has_opened(user)
        self.changed(user)

    def has_opened(self, user: str) -> None:
        self._opened[user] = None
        self._opened.move_to_end(user)
        while len(self._opened) > KNOWN:
            self._opened.popitem(last=False)

    def changed(self, user: str) -> None:
        """Something about them may be otherwise now."""
        if user in self._opened:
            self._changed.add(user)
            if user not in self._drawing:
                self._drawing[user] = asyncio.ensure_future(self._follow(user))

    async def _follow(self, user: str) -> None:
        """One drawing after the other: of two at once, the older could be what stays."""
        try:
            while user in self._changed:
                self._changed.discard(user)
                await self._draw(user)
        finally:
            del self._drawing[user]

    async def _draw(self, user: str) -> None:
        try:
            person = await self._people.person(user)
            answer = await self._door.handle(Command("peer", "home", person))
            if isinstance(answer.reply, Say):
                wording = Wording(self._words, answer.reader, self._people.workspace)
                view = forms.home(answer.reply.card, wording)
                await self._api.call("views.publish", user_id=user, view=view)
        except (Said, DeliveryFailed, Stranger) as failed:
            log.warning("slack.home", code=str(failed))

    async def settle(self) -> None:
        """Until all are drawn that had changed."""
        while self._drawing:
            await asyncio.wait(self._drawing.values())
