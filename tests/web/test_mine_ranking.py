"""A ranking is filled in as a whole, and what is ranked stands in no address."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.voting import choice, opened
from tests.web.place import Place
from tests.web.visiting import visiting

FEW, MANY = "Heat\nFloods\nTrees", "\n".join(f"Option {number}" for number in range(1, 13))


@pytest.mark.parametrize("options", [FEW, MANY])
async def test_a_ranking_is_cast_at_once(ours: Place, options: str) -> None:
    """However many there are; a place that is left out moves up what follows."""
    poll = opened(ours.house, method="ranked", options=options)
    async with visiting(ours) as window:
        ballot = await window.get(f"/en/mine/show/polls.ballot:{poll.id}:0")
        form = ballot.page.form("polls.ranked")
        cast = await window.sends(form, **{"place-1": "3", "place-3": "1"})

    assert choice(ours.house, poll) == (3, 1)
    assert cast.place == ballot.place
    assert "Your ballot is in the box" in cast.words


@pytest.mark.parametrize("options", [FEW, MANY])
async def test_a_ranking_is_changed_from_what_is_in_the_box(ours: Place, options: str) -> None:
    """It stands there as it was cast, and no address holds any of it."""
    poll = opened(ours.house, method="ranked", options=options)
    async with visiting(ours) as window:
        ballot = await window.get(f"/en/mine/show/polls.ballot:{poll.id}:0")
        cast = await window.sends(ballot.page.form("polls.ranked"), **{"place-1": "3", "place-2": "1"})
        form = cast.page.form("polls.ranked")
        await window.sends(form, **{"place-2": "2"})

    assert "place-1" not in ballot.page.form("polls.ranked").values
    assert [form.values.get(f"place-{place}") for place in (1, 2, 3)] == [["3"], ["1"], None]
    assert cast.place == ballot.place
    assert choice(ours.house, poll) == (3, 2)


@pytest.mark.parametrize(
    "sent, field, said",
    [
        ({}, "place-1", "Please choose at least one"),
        ({"place-1": "2", "place-2": "3", "place-3": "2"}, "place-3", "for place 1 already"),
    ],
)
async def test_a_ranking_that_cannot_be_is_shown_as_it_was_filled_in(
    ours: Place, sent: dict[str, Any], field: str, said: str
) -> None:
    """With a sentence at the place that is wrong; nothing is in the box."""
    poll = opened(ours.house, method="ranked", options=FEW)
    async with visiting(ours) as window:
        ballot = await window.get(f"/en/mine/show/polls.ballot:{poll.id}:0")
        wrong = await window.sends(ballot.page.form("polls.ranked"), **sent)
        mended = await window.sends(wrong.page.form("polls.ranked"), **{"place-1": "2", "place-3": ""})

    assert wrong.status == 422
    assert said in wrong.page.errors[field]
    assert mended.status == 200
    assert choice(ours.house, poll)


async def test_an_option_that_there_is_not_is_refused(ours: Place) -> None:
    """Whoever made the form up."""
    poll = opened(ours.house, method="ranked", options=FEW)
    path = f"/en/mine/show/polls.ballot:{poll.id}:0"
    async with visiting(ours) as window:
        sent = [
            (await window.post(path, {"form": f"polls.ranked:{poll.id}:0", "place-1": each})).status
            for each in ("9", "x", "-1", "1 OR 1=1")
        ]

    assert sent == [400] * 4
    assert choice(ours.house, poll) is None


async def test_no_address_tells_what_became_of_a_ballot(ours: Place) -> None:
    """A log of a proxy and a browser's history read the same, whether it was cast or taken back."""
    poll = opened(ours.house)
    there = []
    async with visiting(ours) as window:
        for key in (f"polls.vote:{poll.id}:2", f"polls.take_back:{poll.id}:0"):
            async with window.session.post(
                f"{window.base}/en/mine", data={"press": key}, allow_redirects=False
            ) as answer:
                there.append(answer.headers["Location"])

    assert there == [f"/en/mine/show/polls.ballot:{poll.id}:0?said=web.mine.done"] * 2
