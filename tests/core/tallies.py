"""Polls and ballots as tests need them, and as hypothesis draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from bot.polls.model import Ballot, Choice, Deciding, Method, Option, Poll, Stage, TieRule
from tests.world import NOON

SEED = "5eed" * 8
OPTIONS = tuple(Option(number, f"Theme {number}", f"Thème {number}") for number in range(1, 5))
POLL = Poll(
    "p" * 26,
    "The next theme",
    "Le prochain thème",
    Method.ONE,
    OPTIONS,
    NOON + timedelta(days=7),
    SEED,
    stage=Stage.OPEN,
)
APPROVAL = replace(POLL, method=Method.APPROVAL, limit=2)
RANKED = replace(POLL, method=Method.RANKED)
COMMUNITIES = replace(POLL, deciding=Deciding.COMMUNITY)


def ballots(*choices: Choice) -> list[Ballot]:
    """Of people of one community."""
    return [Ballot(choice, "2412345", NOON) for choice in choices]


def of_communities(*choices: Sequence[Choice]) -> list[Ballot]:
    """Each of these has its own."""
    return [Ballot(choice, f"c{place}", NOON) for place, cast in enumerate(choices) for choice in cast]


@st.composite
def polls(draw: st.DrawFn, deciding: Deciding | None = None) -> Poll:
    """Of any method, with any rules, of two to five options listed in any order."""
    method = draw(st.sampled_from(Method))
    numbers = draw(st.permutations(range(1, draw(st.integers(2, 5)) + 1)))
    return replace(
        POLL,
        method=method,
        limit=draw(st.integers(1, len(numbers))) if method is Method.APPROVAL else 0,
        options=tuple(Option(number, f"Theme {number}") for number in numbers),
        seed=draw(st.binary(min_size=16, max_size=16)).hex(),
        tie=draw(st.sampled_from(TieRule)),
        deciding=deciding or draw(st.sampled_from(Deciding)),
    )


@st.composite
def ballots_for(draw: st.DrawFn, poll: Poll) -> list[Ballot]:
    """What some people of up to seven communities may have cast."""
    most = {Method.ONE: 1, Method.APPROVAL: poll.limit, Method.RANKED: len(poll.options)}[poll.method]
    choices = st.lists(st.sampled_from(poll.numbers), min_size=1, max_size=most, unique=True)
    ballot = st.builds(
        lambda choice, community: Ballot(poll.as_cast(tuple(choice)), community, NOON),
        choices,
        st.sampled_from(["", *"abcdefg"]),
    )
    return draw(st.lists(ballot, max_size=24))
