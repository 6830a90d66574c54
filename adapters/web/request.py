"""The private page of a request: where it stands, the code, an answer to a question, a correction, a way out.

Whoever knows its address looks after the request, and can do nothing else: what a member may do is not here.
"""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web

from adapters.door import Door
from adapters.web import refusals
from adapters.web.bodies import CALLER, one, posted
from adapters.web.filled import Filled, Posted, read
from adapters.web.guests import person
from adapters.web.lookups import Lookups
from adapters.web.pages import Pages, address
from bot.chat import Card, Command, Event, Person, Press, Reader, Submission, read_key
from bot.joining.views import ADDRESS
from bot.replies import Answer, Ask, Errors, Replace, Say

PATH = "/{language:en|fr}/request/{token:[a-z0-9]{26}}"
# Buttons that only show something lead to a page; those that act are pressed; others are not offered here.
SHOWN = {"joining.withdraw": "/withdraw", "joining.begin": "/form", "joining.status": ""}
LINK = "joining.link"  # asked by the form for what was lost
ACTS = frozenset(
    {"joining.resend", "joining.insist", "joining.meant", "joining.not_listed", "joining.withdrawn"}
)
ASKED = ("joining.verify", "joining.answer")  # what is asked next stands on the page itself
VIEWS = {"form": "join", "withdraw": "withdraw"}


class Request:
    def __init__(self, pages: Pages, door: Door) -> None:
        self._pages = pages
        self._door = door

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(PATH, self.status, name="request"),
            web.post(PATH, self.act, name="request.act"),
            web.get(PATH + "/{view:form|withdraw}", self.view, name="request.view"),
        ]

    async def status(self, request: web.Request) -> web.Response:
        answer = await self._door.handle(Press("joining.status", "", 0, self._who(request)))
        card = self._card(answer)
        return self._show(request, answer.reader, card, await self._asked(request, card))

    async def view(self, request: web.Request) -> web.Response:
        """What has no effect yet: the form to correct or ask anew, the question before withdrawing."""
        command = VIEWS[request.match_info["view"]]
        answer = await self._door.handle(Command("peer", command, self._who(request)))
        if isinstance(answer.reply, Ask):
            return self._show(request, answer.reader, None, Filled(answer.reply.form))
        return self._show(request, answer.reader, self._card(answer), None)

    async def act(self, request: web.Request) -> web.Response:
        """Pressed or sent twice, it happens once: then this page says how things stand."""
        found = await posted(request)
        event = _pressed(found, self._who(request))
        if event is None:
            return await self._send(request, found)
        answer = await self._door.handle(event)
        return self._went_well(request, answer)

    async def _send(self, request: web.Request, found: Posted) -> web.Response:
        """A form that was filled in; one that is asked no more by now changes nothing."""
        who = self._who(request, one(found, "zone"))
        opened = await self._door.handle(_opening(found, who))
        if not isinstance(opened.reply, Ask):
            return self._went_well(request, opened)
        form = opened.reply.form
        values = read(form, found)
        reader = self._reader(request, opened.reader)
        step = await self._lookups(request).step(reader, form, values, found)
        if step:
            return self._show(request, opened.reader, None, step)
        answer = await self._door.handle(Submission(form.action, form.subject, form.revision, values, who))
        if isinstance(answer.reply, Errors):
            wrong = await self._lookups(request).refused(reader, form, values, found, answer.reply.fields)
            return self._show(request, answer.reader, None, wrong)
        return self._went_well(request, answer)

    # ---- parts

    def _lookups(self, request: web.Request) -> Lookups:
        return Lookups(self._door, request[CALLER])

    async def _asked(self, request: web.Request, card: Card) -> Filled | None:
        """The form that the request waits for, if any."""
        button = next((each for each in card.buttons if each.action in ASKED), None)
        if button is None:
            return None
        press = Press(button.action, button.subject, button.revision, self._who(request))
        answer = await self._door.handle(press)
        return Filled(answer.reply.form) if isinstance(answer.reply, Ask) else None

    def _card(self, answer: Answer) -> Card:
        """What is shown; to whoever has no request here there is nothing at this address."""
        if not isinstance(answer.reply, Say | Replace):
            raise web.HTTPNotFound
        card = answer.reply.card
        if refusals.is_too_fast(card):
            raise web.HTTPTooManyRequests(headers={"Retry-After": refusals.WAIT})
        if refusals.is_refusal(card):
            raise web.HTTPServiceUnavailable if refusals.is_fault(card) else web.HTTPNotFound
        return card

    def _went_well(self, request: web.Request, answer: Answer) -> web.Response:
        if isinstance(answer.reply, Say) and refusals.is_refusal(answer.reply.card):
            reader = self._reader(request, answer.reader)
            return refusals.page(self._pages, reader, _place(request), answer.reply.card)
        raise web.HTTPSeeOther(address(request.match_info["language"], _place(request)))

    def _show(
        self,
        request: web.Request,
        known: Reader,
        card: Card | None,
        filled: Filled | None,
    ) -> web.Response:
        language = request.match_info["language"]
        at = address(language, _place(request))
        sent, card = _sent(card)
        response = self._pages.show(
            "request.html",
            self._reader(request, known),
            _place(request),
            status=422 if filled and filled.errors else 200,
            card=refusals.worded(card, {*SHOWN, *ACTS, LINK}) if card else None,
            filled=filled,
            at=at,
            leads={action: at + place for action, place in SHOWN.items()} | {LINK: address(language, "back")},
            sent=sent,
            correctable=bool(card and _is_correctable(card)),
            admitted=bool(card and any(each.action == "members.home" for each in card.buttons)),
        )
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def _who(self, request: web.Request, zone: str = "") -> Person:
        return person(request.match_info["token"], self._pages.reader(request.match_info["language"]), zone)

    def _reader(self, request: web.Request, known: Reader) -> Reader:
        """In the page's language, by the clocks of whoever asked."""
        return self._pages.reader(request.match_info["language"], known.zone)


def _sent(card: Card | None) -> tuple[str, Card | None]:
    """To which address a code is under way, as it was typed: that stands beside the field for the code."""
    if card is None or all(each.action != "joining.verify" for each in card.buttons):
        return "", card
    sent = next((str(each.value) for each in card.facts if each.label == ADDRESS), "")
    return sent, replace(card, facts=tuple(each for each in card.facts if each.label != ADDRESS))


def _is_correctable(card: Card) -> bool:
    return any(each.action in ("joining.verify", "joining.insist") for each in card.buttons)


def _place(request: web.Request) -> str:
    return f"request/{request.match_info['token']}"


def _pressed(found: Posted, who: Person) -> Press | None:
    """A button of this page; raises 400 for any other one."""
    if not one(found, "press"):
        return None
    action, subject, revision = read_key(one(found, "press"))
    if action not in ACTS:
        raise web.HTTPBadRequest
    return Press(action, subject, revision, who)


def _opening(found: Posted, who: Person) -> Event:
    """What opens the form that was filled in, as it is asked now; raises 400 where it is none of ours."""
    action, subject, revision = read_key(one(found, "form"))
    if action in ASKED:
        return Press(action, subject, revision, who)
    if action == "joining.submit":
        return Command("peer", "join", who)
    raise web.HTTPBadRequest
