"""What a page says first after a press: by the id of a sentence in its address, one of these alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aiohttp import web

from bot.chat import Card, Text
from bot.replies import Answer, Replace, Say

SAID = "said"
ANY = Text("web.mine.done")
# Those that name nothing, so that each is whole by itself.
DONE: Mapping[str, Text] = {
    each.id: each
    for each in (
        ANY,
        Text("meetings.said.going"),
        Text("meetings.said.maybe"),
        Text("meetings.said.no"),
        Text("meetings.said.reasoned"),
        Text("meetings.said.wished"),
        Text("meetings.said.unwished"),
        Text("meetings.feed.revoked"),
        Text("polls.cast.title"),
        Text("polls.taken_back.title"),
        Text("topics.said.posted"),
        Text("topics.said.supported"),
        Text("topics.said.withdrawn"),
        Text("rights.mail.resumed"),
        Text("members.reverify.thanks.body"),
        Text("joining.vouch.thanks.body"),
        Text("joining.code_sent.title"),
    )
}


def done(answer: Answer) -> str:
    """What an answer says of it, by its id."""
    if not isinstance(answer.reply, Say | Replace):
        return ANY.id
    return next((each for each in _ids(answer.reply.card) if each in DONE), ANY.id)


def said(request: web.Request) -> Text | None:
    return DONE.get(request.query.get(SAID, ""))


def _ids(card: Card) -> Iterator[str]:
    yield card.title.id
    yield from (each.id for each in card.body if isinstance(each, Text))
