"""What is ticked already where several can be chosen, wherever a form is drawn."""

from __future__ import annotations

from typing import Any, cast

import pytest

from adapters.local import render
from adapters.slack.forms import modal
from adapters.web.filled import Filled
from bot.chat import Choice, Field, Form, Kind, Reader
from tests.rendering import discord, slack
from tests.rendering.discord import ENGLISH, LABEL, WORDS

LENGTHS = pytest.mark.parametrize("many", [3, 12])  # boxes, and a list


def asking(many: int, *chosen: str) -> Form:
    options = tuple(Choice(f"{number}", LABEL) for number in range(many))
    field = Field("which", Kind.CHOICES, LABEL, required=False, choices=options, chosen=chosen)
    return Form("a", "", 0, LABEL, (field,), LABEL)


def on_discord(form: Form, **how: Any) -> list[str]:  # noqa: ANN401 - as `modal` takes it
    options = discord.opened(form, ENGLISH, **how)["components"][0]["component"]["options"]
    return [option["value"] for option in options if option.get("default")]


@LENGTHS
def test_slack_ticks_what_was_chosen(many: int) -> None:
    """An option that there is no more is none of Slack's; where nothing was chosen, nothing is said of it."""
    view, empty = (modal(asking(many, *chosen), slack.ENGLISH) for chosen in (("2", "0", "gone"), ("gone",)))

    slack.must_open(view)
    assert [each["value"] for each in view["blocks"][0]["element"]["initial_options"]] == ["0", "2"]
    assert "initial_options" not in empty["blocks"][0]["element"]


@LENGTHS
def test_discord_ticks_what_was_chosen(many: int) -> None:
    """Unless it is filled in again: then what was filled in."""
    form = asking(many, "2", "0", "gone")

    assert on_discord(form) == ["0", "2"]
    assert on_discord(form, values={"which": ()}) == []


def test_a_page_ticks_what_was_chosen() -> None:
    """Unless something else was sent."""
    form = asking(3, "2", "0")
    (field,) = form.fields
    shown, again = Filled(form), Filled(form, {"which": ()})

    assert [each.value for each in field.choices if shown.is_chosen(field, each)] == ["0", "2"]
    assert not any(again.is_chosen(field, each) for each in field.choices)


def test_the_sandbox_s_page_is_told_what_was_chosen() -> None:
    """It ticks that."""
    drawn = cast(
        "dict[str, Any]", render.form(asking(3, "2", "0"), render.to_reader(WORDS, Reader("en", "UTC")))
    )

    assert drawn["fields"][0]["chosen"] == ["2", "0"]
