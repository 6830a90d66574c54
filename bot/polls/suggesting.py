"""Where it is allowed, members add options to an open poll."""

from __future__ import annotations

from bot.answers import check
from bot.chat import Card, Press, Submission, Text
from bot.errors import Invalid
from bot.members.who import acting
from bot.polls import ballot_views, casting, forms, posting
from bot.polls.errors import EnoughSuggested, PollNotOpen, TooManyOptions
from bot.polls.forms import MOST
from bot.polls.model import Option, Poll
from bot.ports import Turn
from bot.replies import Ask, Reply, Say

EACH = 2  # of one member's


def open_suggest(turn: Turn, press: Press) -> Reply:
    return Ask(ballot_views.suggest(_open(turn, press.subject)))


def suggest(turn: Turn, submission: Submission) -> Reply:
    """In the language of whoever does; what is there already is not there twice."""
    poll = _open(turn, submission.subject)
    text = str(check(ballot_views.suggest(poll), submission.values)["text"])
    there = next((option for option in poll.options if forms.same(option, text)), None)
    if there:
        raise Invalid({"text": Text("polls.suggest.there", {"number": there.number})})
    option = _option(turn, max(poll.numbers, default=0) + 1, text)
    turn.unit.polls.suggest(poll.id, option, acting(turn).id)
    posting.show(turn, poll, f"option-{option.number}")
    return Say(_added(turn, poll, option))


def _open(turn: Turn, poll_id: str) -> Poll:
    """Raises what says why it cannot be."""
    poll = casting.votable(turn, poll_id)
    if not poll.may_add:
        raise PollNotOpen
    if len(poll.options) >= MOST:
        raise TooManyOptions(n=MOST)
    if turn.unit.polls.suggested(poll.id, acting(turn).id) >= EACH:
        raise EnoughSuggested(n=EACH)
    return poll


def _option(turn: Turn, number: int, text: str) -> Option:
    french = turn.reader.language == "fr"
    return Option(number, "" if french else text, text if french else "")


def _added(turn: Turn, poll: Poll, option: Option) -> Card:
    """With the ballot as it is now."""
    now = turn.unit.polls.get(poll.id) or poll
    shown = ballot_views.ballot(turn, now, turn.unit.ballots.own(poll.id, acting(turn).id))
    said = Text("polls.suggest.added", {"number": option.number})
    return Card(shown.title, (said, *shown.body), shown.facts, shown.buttons)
