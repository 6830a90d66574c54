"""A member's own pages: everything that they may do in a chat, natively, while their visit lasts.

It knows no card and no form by itself: `offers` says what is offered, the rules say the rest.
"""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.door import Door
from adapters.web import refusals
from adapters.web.bodies import CALLER, one, posted
from adapters.web.done import done, said
from adapters.web.filled import NOTHING, Filled, Posted, read
from adapters.web.links import KEY, MINE, Links, kept
from adapters.web.lookups import Lookups
from adapters.web.mine_view import View
from adapters.web.offers import AFTER, ENDING, HOME, PAGES, SHOWN, place_after
from adapters.web.pages import Pages, address
from adapters.web.ranking import Ranking, ranking_of
from adapters.web.visits import Visits, visitor
from bot.chat import Command, Event, Form, Person, Press, Reader, Submission, Text, read_key
from bot.errors import Malformed
from bot.replies import Answer, Ask, Errors, Replace, Say

PAGE = MINE + "/{page:" + "|".join(PAGES) + "}"
SHOW = MINE + "/show" + KEY
VISIT = web.RequestKey("visit", str)


class Mine:
    def __init__(self, pages: Pages, door: Door, visits: Visits) -> None:
        self._pages = pages
        self._door = door
        self._visits = visits
        self._links = Links(pages, visits)
        self._view = View(pages)

    def routes(self) -> list[web.RouteDef]:
        return [
            *self._links.routes(),
            web.get(MINE, self._inside(self.look), name="mine"),
            web.post(MINE, self._inside(self.act), name="mine.act"),
            web.get(MINE + "/settings", self._inside(self.settings), name="mine.settings"),
            web.get(PAGE, self._inside(self.look), name="mine.page"),
            web.post(PAGE, self._inside(self.fill_in), name="mine.page.send"),
            web.get(SHOW, self._inside(self.look), name="mine.show"),
            web.post(SHOW, self._inside(self.fill_in), name="mine.show.send"),
        ]

    async def look(self, request: web.Request) -> web.Response:
        """What stands at this address. It changes nothing."""
        return await self._shown(request, await self._door.handle(_asked(request, self._who(request))))

    async def settings(self, request: web.Request) -> web.Response:
        return self._view.settings(request)

    async def act(self, request: web.Request) -> web.Response:
        """A button was pressed."""
        found = await posted(request)
        action, subject, revision = read_key(one(found, "press"))
        if action not in AFTER:
            raise web.HTTPBadRequest
        press = Press(action, subject, revision, self._who(request))
        return await self._went(request, press, await self._door.handle(press), found)

    async def fill_in(self, request: web.Request) -> web.Response:
        """A form was sent to the address at which it stands; it is read as it is asked now."""
        found = await posted(request)
        opened = await self._door.handle(_asked(request, self._who(request)))
        if isinstance(opened.reply, Ask):
            return await self._send(request, opened.reply.form, opened.reader, found)
        ranking = await self._ranking(request, opened)
        if ranking is None or one(found, "form") != ranking.key:
            return await self._shown(request, opened, found, status=409)
        return await self._rank(request, opened, ranking.filled(found), found)

    # ---- sent

    async def _send(self, request: web.Request, form: Form, known: Reader, found: Posted) -> web.Response:
        """About what it was about when it was shown, though another might be asked about by now."""
        action, subject, revision = read_key(one(found, "form"))
        if action != form.action:
            raise web.HTTPBadRequest
        values, lookups = read(form, found), Lookups(self._door, request[CALLER])
        reader = self._view.reader(request, known)
        if step := await lookups.step(reader, form, values, found):
            return self._view.form(request, known, step)
        sent = Submission(action, subject, revision, values, self._who(request))
        answer = await self._door.handle(sent)
        if isinstance(answer.reply, Errors):
            wrong = await lookups.refused(reader, form, values, found, answer.reply.fields)
            return self._view.form(request, known, wrong)
        return await self._went(request, sent, answer, found)

    async def _rank(
        self, request: web.Request, opened: Answer, ranking: Ranking, found: Posted
    ) -> web.Response:
        if ranking.errors:
            return await self._shown(request, opened, ranking=ranking, status=422)
        press = ranking.press(self._who(request))
        return await self._went(request, press, await self._door.handle(press), found)

    async def _went(
        self, request: web.Request, event: Press | Submission, answer: Answer, found: Posted
    ) -> web.Response:
        """It was taken: the page that shows how things stand now. Or it was not, and the answer says why."""
        if _is_refused(answer):
            return await self._shown(request, answer, found, status=409)
        if event.action in ENDING:
            await self._visits.end(request[VISIT])
            shown = self._view.farewell(request, answer)
            self._visits.forget(shown)
            return shown
        place = place_after(event.action, event.subject)
        if place is None:
            return await self._shown(request, answer)
        language = request.match_info["language"]
        if event.action == "members.language":
            language = answer.reader.language
        there = address(language, f"mine/{place}" if place else "mine")
        raise web.HTTPSeeOther(f"{there}?said={done(answer)}")

    # ---- shown

    async def _shown(
        self,
        request: web.Request,
        answer: Answer,
        found: Posted = NOTHING,
        *,
        ranking: Ranking | None = None,
        status: int = 200,
    ) -> web.Response:
        if isinstance(answer.reply, Ask):
            return self._view.form(request, answer.reader, Filled(answer.reply.form))
        return self._view.card(
            request,
            answer,
            ranking=ranking or await self._ranking(request, answer),
            kept=kept(found),
            said=said(request, answer),
            status=409 if _is_refused(answer) else status,
        )

    async def _ranking(self, request: web.Request, answer: Answer) -> Ranking | None:
        if not isinstance(answer.reply, Say | Replace):
            return None
        return await ranking_of(answer.reply.card, self._door, self._who(request))

    # ---- who

    def _inside(self, handler: Handler) -> Handler:
        """For whoever has a visit; others are told how to come by one, and lose nothing that they wrote."""

        async def entered(request: web.Request) -> web.StreamResponse:
            token = self._visits.token(request)
            if token and await self._visits.is_open(token):
                request[VISIT] = token
                return await handler(request)
            return await self._outside(request, Text("web.visit.over") if token else None)

        return entered

    async def _outside(self, request: web.Request, over: Text | None) -> web.Response:
        if request.method == "POST":
            found = await posted(request)
            answer = self._links.outside(request, found, status=409, notice=over or Text("web.visit.over"))
        elif "page" in request.match_info or "key" in request.match_info or "settings" in request.path:
            raise web.HTTPSeeOther(address(request.match_info["language"], "mine"))
        else:
            answer = self._links.outside(request, notice=over)
        if over:
            self._visits.forget(answer)
        return answer

    def _who(self, request: web.Request) -> Person:
        return visitor(request[VISIT], self._pages.reader(request.match_info["language"]))


def _is_refused(answer: Answer) -> bool:
    match answer.reply:
        case Say(card):
            return refusals.is_refusal(card)
        case Replace(_, notice):
            return notice is not None
        case _:
            return False


def _asked(request: web.Request, who: Person) -> Event:
    """What the address stands for; raises 404 for what is not shown."""
    if written := request.match_info.get("key"):
        return _press(written, who)
    standing = PAGES.get(request.match_info.get("page", HOME), "home")
    return _press(standing, who) if ":" in standing else Command("peer", standing, who)


def _press(written: str, who: Person) -> Press:
    try:
        action, subject, revision = read_key(written)
    except Malformed:
        raise web.HTTPNotFound from None
    if action not in SHOWN | {"polls.mine"}:
        raise web.HTTPNotFound
    return Press(action, subject, revision, who)
