"""The way in: what it is about, the form, and looking up one's community."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from adapters.door import Door
from adapters.web import refusals
from adapters.web.bodies import CALLER, one, posted
from adapters.web.filled import NOTHING, Filled, Posted, read
from adapters.web.flaws import TRAP, flaw
from adapters.web.guests import person
from adapters.web.lookups import Lookups
from adapters.web.moments import Kept
from adapters.web.pages import Pages, address
from adapters.web.stamps import Stamps
from bot.answers import Given
from bot.chat import Form, Reader, Submission, Text
from bot.joining import forms, linking
from bot.meetings.announced import Announced
from bot.replies import Answer, Errors, Say

FORMS: Mapping[str, Form] = {"join": forms.BLANK, "back": linking.FORM}
PATH = "/{language:en|fr}/{form:join|back}"


class Joining:
    def __init__(self, pages: Pages, door: Door, stamps: Stamps, ahead: Kept[Announced]) -> None:
        self._pages = pages
        self._door = door
        self._stamps = stamps
        self._ahead = ahead

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(PATH, self.open, name="join"),
            web.post(PATH, self.submit, name="join.submit"),
            web.get("/{language:en|fr}/communities", self.look_up, name="communities"),
        ]

    async def open(self, request: web.Request) -> web.Response:
        return await self._show(request, Filled(_form(request)))

    async def submit(self, request: web.Request) -> web.Response:
        """Sent twice it is one request, since the stamp names it."""
        found, form, reader = await posted(request), _form(request), self._reader(request)
        stamp = self._stamps.read(one(found, "stamp"))
        if stamp is None:
            raise web.HTTPBadRequest
        values = read(form, found)
        if step := await self._lookups(request).step(reader, form, values, found):
            return await self._show(request, step, found)
        if notice := flaw(found, is_fresh=stamp.is_fresh):
            return await self._show(request, Filled(form, values), found, notice=notice)
        answer = await self._send(form, values, stamp.token, reader, one(found, "zone"))
        match answer.reply:
            case Errors(fields):
                wrong = await self._lookups(request).refused(reader, form, values, found, fields)
                return await self._show(request, wrong, found)
            case Say(card) if refusals.is_refusal(card):
                return refusals.page(self._pages, reader, request.match_info["form"], card)
        raise web.HTTPSeeOther(address(reader.language, f"request/{stamp.token}"))

    async def look_up(self, request: web.Request) -> web.Response:
        """For the script: the options for what was typed so far."""
        reader = self._reader(request)
        found = await self._lookups(request).options(reader, request.query.get("q", ""))
        say = self._pages.plainly(reader)
        return web.json_response([{"value": each.value, "label": say(each.label)} for each in found])

    # ---- parts

    def _lookups(self, request: web.Request) -> Lookups:
        return Lookups(self._door, request[CALLER])

    async def _send(
        self, form: Form, values: Mapping[str, Given], token: str, reader: Reader, zone: str
    ) -> Answer:
        who = person(token, reader, zone)
        return await self._door.handle(Submission(form.action, form.subject, form.revision, values, who))

    async def _show(
        self, request: web.Request, filled: Filled, found: Posted = NOTHING, *, notice: Text | None = None
    ) -> web.Response:
        return self._pages.show(
            "join.html",
            self._reader(request),
            request.match_info["form"],
            status=422 if filled.errors or notice else 200,
            filled=filled,
            notice=notice,
            hidden={"stamp": self._stamps.again(one(found, "stamp"))},
            trap=TRAP,
            meetings=await self._ahead.get(),
        )

    def _reader(self, request: web.Request) -> Reader:
        return self._pages.reader(request.match_info["language"])


def _form(request: web.Request) -> Form:
    return FORMS[request.match_info["form"]]
