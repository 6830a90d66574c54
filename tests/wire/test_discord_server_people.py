"""Those who press and choose see what Discord would show them, and can do what its client lets them."""

from __future__ import annotations

import asyncio

import pytest

from tests.wire.discord.bad_clients import Alone
from tests.wire.discord.interactions import FIRST_SECONDS
from tests.wire.discord.parts import Json, button, modal, options, row, select
from tests.wire.discord.people import Failed, Screen, Somebody, labels

SAID: Json = {"content": "t"}


async def test_who_gets_no_answer_sees_that_it_failed(quiet: Alone) -> None:
    """After three seconds; what comes then is too late."""
    ana = quiet.people["ana"]
    assert ana.within == FIRST_SECONDS == 3.0
    ana.within = 0.01
    await quiet.post(content="t", components=[row(button())])
    with pytest.raises(Failed, match="nothing answered"):
        await ana.presses("Go")

    assert ana.last
    assert "404 10062" in (await quiet.answer(ana.last, 4, SAID)).said


async def _answers(quiet: Alone, who: Somebody) -> None:
    assert who.last
    await quiet.answer(who.last, 7, {"content": "done", "components": []})


async def test_only_what_is_before_ones_eyes_is_pressed(quiet: Alone) -> None:
    """No label that is not there, nothing disabled, no message that others see."""
    await quiet.post(content="t", components=[row(button(), button("off", label="Off", disabled=True))])
    made = quiet.begins(name="luc")
    await quiet.answer(made, 4, {"content": "psst", "flags": 64, "components": [row(button(label="Mine"))]})
    ana, luc = quiet.people["ana"], quiet.people["luc"]

    assert labels(ana.sees()[-1]) == ["Go"]
    for label in ("Off", "Mine", "Stop"):
        with pytest.raises(AssertionError, match="nobody offers"):
            await ana.presses(label)
    with pytest.raises(AssertionError, match="do not see it"):
        await ana.presses("Mine", luc.sees()[-1])
    await asyncio.gather(luc.presses("Mine"), _answers(quiet, luc))
    assert (luc.sees()[-1].content, labels(luc.sees()[-1])) == ("done", [])


async def test_what_is_chosen_in_a_select_is_offered_there(quiet: Alone) -> None:
    """So many as it asks for, and none that it has not."""
    await quiet.post(components=[row(select(options=options(3), min_values=1, max_values=2))])
    ana = quiet.people["ana"]
    for values, why in ((["7"], "not offered"), ([], "too few"), (["0", "1", "2"], "too many")):
        with pytest.raises(AssertionError, match=why):
            await ana.chooses("pick", *values)
    await asyncio.gather(ana.chooses("pick", "2", "0"), _answers(quiet, ana))

    assert ana.last
    assert (ana.last.data["component_type"], ana.last.data["values"]) == (3, ["2", "0"])


async def test_an_ephemeral_message_is_dismissed_by_its_reader(quiet: Alone) -> None:
    """By nobody else, and no other message."""
    await quiet.post(content="t")
    await quiet.answer(quiet.begins(), 4, {"content": "psst", "flags": 64})
    ana = quiet.people["ana"]
    card, psst = ana.sees()
    for who, message in ((ana, card), (quiet.people["luc"], psst)):
        with pytest.raises(AssertionError):
            who.dismisses(message)
    ana.dismisses(psst)

    assert ana.sees() == [card]


async def test_a_modal_is_closed_without_a_word(quiet: Alone) -> None:
    """Another one cannot be filled in then."""
    ana = quiet.people["ana"]
    ana.screen = Screen(modal())
    ana.closes()

    with pytest.raises(AssertionError, match="no modal is open"):
        await ana.fills_in(line="t")
    assert ana.last is None
