"""The document that is published of a closed poll: its rules as they were declared, and its totals.

JSON, in the same order every time. Whoever has it can recount (`recounting`); nothing in it is a ballot.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.polls.model import Deciding, Method, Option, Poll, Stage, TieRule
from bot.polls.totals import Counts, Ending, Outcome, Pair, Round, Totals

FORMAT = "peerbot poll totals 1"
RULES = {
    Method.ONE: "each ballot names one option; the option with the most ballots wins",
    Method.APPROVAL: "each ballot names up to so many options; the option that most ballots name wins",
    Method.RANKED: "instant run-off: each ballot counts for the first option on it that is left; more than"
    " half of the ballots that count wins; until then the option with the fewest goes out",
}
TIES = {
    TieRule.LISTED: "of options with the same count the one that is listed first is ahead",
    TieRule.DRAWN: "of options with the same count the one is ahead for which the SHA-256 of SEED:NUMBER"
    " comes first",
}
VOICES = {
    Deciding.PERSON: "every ballot weighs the same",
    Deciding.COMMUNITY: "every community has one voice, shared evenly among its ballots; of that count only"
    " the winner is published, and nothing where fewer than five communities voted",
}


class NotPublished(Exception):
    """This is no document that a poll was published with, or it was changed; quotes nothing of it."""


@dataclass(frozen=True, slots=True)
class Published:
    poll: Poll
    totals: Totals


def written(poll: Poll, totals: Totals) -> str:
    """Ends with a new line."""
    return json.dumps(_document(poll, totals), ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> Published:
    """Raises `NotPublished`."""
    try:
        document = json.loads(text, object_pairs_hook=_once)
        if document["format"] != FORMAT:
            raise NotPublished
        return Published(_read_poll(document["poll"]), _read_totals(document["totals"]))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise NotPublished from None


def read_of_others(text: str) -> Published:
    """The same, of a document that went through other hands: the words of its rules are those of its rules,
    and nothing stands beside them. Raises `NotPublished`."""
    found = read(text)
    if json.loads(text) != _document(found.poll, found.totals):
        raise NotPublished
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of what stands there twice, one reader would see the one and another the other."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotPublished
    return found


def _document(poll: Poll, totals: Totals) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "rules": [RULES[poll.method], TIES[poll.tie], VOICES[poll.deciding]],
        "poll": _poll(poll),
        "totals": _totals(totals),
    }


def _poll(poll: Poll) -> dict[str, Any]:
    return {
        "id": poll.id,
        "title_en": poll.title_en,
        "title_fr": poll.title_fr,
        "method": poll.method,
        "limit": poll.limit,
        "options": [
            {"number": option.number, "text_en": option.text_en, "text_fr": option.text_fr}
            for option in poll.options
        ],
        "closes": poll.closes.isoformat(),
        "quorum": poll.quorum,
        "deciding": poll.deciding,
        "tie": poll.tie,
        "seed": poll.seed,
    }


def _totals(totals: Totals) -> dict[str, Any]:
    outcome = totals.outcome
    return {
        "ballots": totals.ballots,
        "counts": _counts(totals.counts),
        "rounds": [
            {"counts": _counts(each.counts), "exhausted": each.exhausted, "out": each.out}
            for each in totals.rounds
        ],
        "pairs": [[pair.one, pair.other, pair.ballots] for pair in totals.pairs],
        "by_community": totals.by_community,
        "outcome": {"ending": outcome.ending, "winner": outcome.winner, "tied": list(outcome.tied)},
        **({"unreadable": totals.unreadable} if totals.unreadable else {}),
    }


def _counts(counts: Counts) -> list[list[int]]:
    return [list(count) for count in counts]


def _read_poll(values: dict[str, Any]) -> Poll:
    return Poll(
        id=_text(values["id"]),
        title_en=_text(values["title_en"]),
        title_fr=_text(values["title_fr"]),
        method=Method(values["method"]),
        limit=_number(values["limit"]),
        options=tuple(
            Option(_number(each["number"]), _text(each["text_en"]), _text(each["text_fr"]))
            for each in values["options"]
        ),
        closes=datetime.fromisoformat(values["closes"]),
        quorum=_number(values["quorum"]),
        deciding=Deciding(values["deciding"]),
        tie=TieRule(values["tie"]),
        seed=_text(values["seed"]),
        stage=Stage.CLOSED,
    )


def _read_totals(values: dict[str, Any]) -> Totals:
    outcome = values["outcome"]
    return Totals(
        ballots=_number(values["ballots"]),
        counts=_read_counts(values["counts"]),
        rounds=tuple(
            Round(_read_counts(each["counts"]), _number(each["exhausted"]), _number(each["out"]))
            for each in values["rounds"]
        ),
        pairs=tuple(
            Pair(_number(one), _number(other), _number(ballots)) for one, other, ballots in values["pairs"]
        ),
        by_community=_number(values["by_community"]),
        outcome=Outcome(
            Ending(outcome["ending"]), _number(outcome["winner"]), tuple(map(_number, outcome["tied"]))
        ),
        unreadable=_number(values.get("unreadable", 0)),
    )


def _read_counts(values: list[list[Any]]) -> Counts:
    return tuple((_number(number), _number(count)) for number, count in values)


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
