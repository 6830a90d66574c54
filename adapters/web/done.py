"""What a page says first after a press: by the id of a sentence in its address, one of these alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aiohttp import web

from bot.chat import Card, Text
from bot.replies import Answer, Replace, Say

SAID = "said"
ANY = Text("web.mine.done")
BALLOT = ("polls.vote", "polls.choose", "polls.rank", "polls.next")  # where one can be filled in
OWN = "polls.ballot.own"
# Those that name nothing, so that each is whole by itself; and none of a ballot, since addresses are kept in
# histories and in logs of proxies.
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


def said(request: web.Request, answer: Answer) -> Text | None:
    found = DONE.get(request.query.get(SAID, ""))
    return (_of_ballot(answer) or found) if found is ANY else found


def _of_ballot(answer: Answer) -> Text | None:
    """What became of a ballot is told by the page as it stands."""
    if not isinstance(answer.reply, Say | Replace):
        return None
    card = answer.reply.card
    if not any(each.action in BALLOT for each in card.buttons):
        return None
    return Text("polls.cast.title" if OWN in _ids(card) else "polls.taken_back.title")


def _ids(card: Card) -> Iterator[str]:
    yield card.title.id
    yield from (each.id for each in card.body if isinstance(each, Text))
