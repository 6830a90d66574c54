"""The visit of one browser to a member's own pages: a cookie with its token, for as long as it lasts."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.chat import Person, Reader, Text
from bot.pages import visiting
from bot.visits.visiting import LIFE

SECONDS = int(LIFE.total_seconds())  # a browser forgets the cookie when the visit is over by itself
_TOKEN = re.compile(r"[a-z0-9]{26}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """Each of these may ask the database. `begin` takes a link's token and a visit's, and says whether the
    link was good; `began` says whether it was that link that began that visit, which lasts; `ask` has a link
    sent to an address if it is a member's, says nothing of that, and gives what is wrong with it as an
    address. `new` draws a token. `reachable`: links can be made at all; `secure`: the pages are reached over
    TLS."""

    begin: Callable[[str, str], Awaitable[bool]]
    began: Callable[[str, str], Awaitable[bool]]
    is_open: Callable[[str], Awaitable[bool]]
    end: Callable[[str], Awaitable[None]]
    ask: Callable[[str], Awaitable[Mapping[str, Text]]]
    new: Callable[[], str]
    reachable: bool
    secure: bool

    @property
    def cookie(self) -> str:
        """With a prefix by which browsers take it from this very host alone, over TLS."""
        return "__Host-visit" if self.secure else "visit"

    def token(self, request: web.Request) -> str:
        """Empty when there is none, or what cannot be one."""
        found = request.cookies.get(self.cookie, "")
        return found if _TOKEN.fullmatch(found) else ""

    def keep(self, answer: web.StreamResponse, token: str) -> None:
        """No script reads it, and it goes along with nothing that another site leads to."""
        self._set(answer, token, SECONDS)

    def forget(self, answer: web.StreamResponse) -> None:
        self._set(answer, "", 0)

    def _set(self, answer: web.StreamResponse, token: str, seconds: int) -> None:
        answer.set_cookie(
            self.cookie,
            token,
            max_age=seconds,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="Strict",
        )


def visitor(token: str, reader: Reader) -> Person:
    return Person(visiting(token), "", reader)
