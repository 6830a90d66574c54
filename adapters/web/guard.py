"""Around every page: not too many, never a traceback, always the headers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.web.bodies import CALLER, OUR_ADDRESS
from adapters.web.callers import Callers
from adapters.web.faults import Faults
from adapters.web.limits import Limits
from adapters.web.protection import protect

READS = {"GET", "HEAD"}
# There members press, a whole office from one address, and no letter follows: the rules count for each.
PRESSED = re.compile(r"/(en|fr)/(mine(?!/link$)|link/)")
OTHERS = ("/calendar/", "/healthz", "/readyz", "/slack/")  # machines ask there, and get their own answers


@dataclass(frozen=True, slots=True)
class Guard:
    """`ours` is where the pages are reached from outside, if that is told."""

    faults: Faults
    ours: str
    callers: Callers = field(default_factory=Callers)
    limits: Limits = field(default_factory=Limits)

    def around(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            return await self._answer(request, handler)

        return guarded

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """For what is asked for and is not there: pages guard themselves."""
        is_there = request.match_info.http_exception is None
        if is_there or request.path.startswith(OTHERS):
            return await handler(request)
        return await self._answer(request, handler)

    def refuse(self, request: web.BaseRequest, refused: web.HTTPException) -> web.Response:
        """What was never let in, or was left to nobody."""
        answer = self.faults.page(request, refused)
        protect(answer)
        return answer

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        async def counted(request: web.Request) -> web.StreamResponse:
            caller = self.callers.address(request)
            request[CALLER] = str(caller)
            self.limits.must_be_few(caller, writes=_writes(request))
            return await handler(request)

        request[OUR_ADDRESS] = self.ours
        answer = await self.faults.answered(request, counted)
        protect(answer)
        return answer


def _writes(request: web.Request) -> bool:
    return request.method not in READS and not PRESSED.match(request.path)
