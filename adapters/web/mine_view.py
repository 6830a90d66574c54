"""How a member's own pages look: a card, a form, the settings, and what is said last."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from aiohttp import web

from adapters.web import refusals
from adapters.web.filled import Filled
from adapters.web.numbered import bar_of, linked, number_of
from adapters.web.offers import ON_TOP, offered, where
from adapters.web.pages import Pages
from adapters.web.ranking import STEPS, Ranking
from bot.chat import Card, Reader, Text
from bot.replies import Answer, Replace, Say


class View:
    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def reader(self, request: web.Request, known: Reader) -> Reader:
        """In the page's language, by the clocks of whoever visits."""
        return self._pages.reader(request.match_info["language"], known.zone)

    def card(
        self,
        request: web.Request,
        answer: Answer,
        *,
        ranking: Ranking | None = None,
        kept: Sequence[str] = (),
        said: Text | None = None,
        status: int = 200,
    ) -> web.Response:
        found, notice = _card(answer)
        card, lines = linked(_whole(found))
        if request.path.endswith("/mine"):
            card = _without(card, ON_TOP)
        wrong = ranking is not None and bool(ranking.errors)
        return self._show(
            request,
            "mine.html",
            answer.reader,
            status=status,
            card=card,
            lines=lines,
            number_of=number_of,
            bar_of=bar_of,
            notice=notice,
            ranking=ranking,
            kept=kept,
            said=said,
            wrong=wrong,
            steps=STEPS,
        )

    def form(self, request: web.Request, known: Reader, filled: Filled) -> web.Response:
        status = 422 if filled.errors else 200
        return self._show(request, "mine_form.html", known, status=status, filled=filled, at=request.path)

    def settings(self, request: web.Request) -> web.Response:
        return self._show(request, "settings.html", self._pages.network.reader)

    def farewell(self, request: web.Request, answer: Answer) -> web.Response:
        """To whoever has no pages any more."""
        card, _ = _card(answer)
        return self._show(request, "farewell.html", answer.reader, card=_whole(card))

    def _show(
        self, request: web.Request, template: str, known: Reader, *, status: int = 200, **values: object
    ) -> web.Response:
        acted = request.method == "POST"
        place, reader = request.path.split("/", 2)[2], self.reader(request, known)
        answer = self._pages.show(template, reader, place, status=status, where=where, acted=acted, **values)
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer


def _card(answer: Answer) -> tuple[Card, Card | None]:
    """What there is to see, and beside it why it is no other; raises 429 and 503."""
    match answer.reply:
        case Replace(card, notice):
            return card, notice
        case Say(card):
            if refusals.is_too_fast(card):
                raise web.HTTPTooManyRequests(headers={"Retry-After": refusals.WAIT})
            if refusals.is_fault(card):
                raise web.HTTPServiceUnavailable
            return card, None
        case _:
            raise web.HTTPServiceUnavailable


def _without(card: Card, places: Collection[str]) -> Card:
    """Without the buttons that lead where the page itself does, on top."""
    return replace(card, buttons=tuple(each for each in card.buttons if where(each) not in places))


def _whole(card: Card) -> Card:
    return refusals.said_here(offered(card))
