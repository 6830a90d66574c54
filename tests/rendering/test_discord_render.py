"""Every card and form on Discord, in both languages and in rooms, within Discord's limits."""

from __future__ import annotations

import pytest

from adapters.discord import forms
from adapters.discord.render import NOTHING, message
from bot.chat import Button, Card, Choice, Fact, Field, Form, Kind, Style, Text
from tests.conftest import Count
from tests.rendering.discord import (
    ENGLISH,
    EVERYWHERE,
    FRENCH,
    LABEL,
    ROOM,
    content_of,
    must_be_harmless,
    must_be_taken,
    opened,
)
from tests.rendering.walk import NAME, Seen, everything


@pytest.fixture(scope="module")
def seen() -> Seen:
    return everything()


# ---- all that there is


def test_every_card_is_taken_as_a_message(seen: Seen, count: Count) -> None:
    """In both languages and in a room, with the longest names there may be."""
    for card, _ in seen.cards.values():
        for where, wording in EVERYWHERE.items():
            content = content_of(message(card, wording))
            must_be_taken(content)
            must_be_harmless(content)
            count("cards on Discord", where, 1)


def test_every_form_opens(seen: Seen, count: Count) -> None:
    """With its title and its labels whole in both languages, and every field that can be asked."""
    for form, _ in seen.forms.values():
        for where, wording in (("English", ENGLISH), ("French", FRENCH)):
            shown = opened(form, wording)
            labels = [label["label"] for label in shown["components"]]
            assert shown["title"] == wording.plain(form.title)
            assert labels == [wording.plain(field.label) for field in form.fields]
            count("forms on Discord", where, 1)


def test_nothing_of_any_card_is_left_out_in_silence(seen: Seen) -> None:
    """What does not fit ends in a mark that there was more; facts and buttons are always all there."""
    for card, _ in seen.cards.values():
        shown = message(card, ROOM)
        whole = shown.embed.description or ""
        short = sum(len(ROOM.markdown(value)) for value in card.body) > len(whole) + 500
        assert [key for row in shown.rows for key, _, _ in row] == [button.key for button in card.buttons]
        assert len(shown.embed.fields) == len(card.facts)
        assert not short or whole.endswith("…")


# ---- cards


def test_the_longest_card_is_taken() -> None:
    """Twenty facts, ten buttons and paragraphs without end, everything an escape."""
    long = "*" * 5000
    buttons = tuple(Button("a" * 60, "b" * 30, n, Text("button.joining.approve")) for n in range(10))
    card = Card(LABEL, (long,) * 10, (Fact(LABEL, long),) * 20, buttons)
    content = content_of(message(card, ROOM))

    must_be_taken(content)
    must_be_harmless(content)
    assert len(content["embeds"][0]["fields"]) == 20
    assert len(content["embeds"][0]["description"]) > 1000
    assert [len(row["components"]) for row in content["components"]] == [5, 5]


def test_a_card_without_anything_is_its_title() -> None:
    """Neither an empty description nor empty rows are sent."""
    content = content_of(message(Card(LABEL), ENGLISH))

    must_be_taken(content)
    assert content["embeds"][0].keys() & {"description", "fields"} == set()
    assert content["components"] == []


def test_an_empty_fact_is_a_dash() -> None:
    """Discord refuses one that says nothing."""
    shown = message(Card(LABEL, (" ", ""), (Fact(LABEL, " \n"),)), ENGLISH)

    must_be_taken(content_of(shown))
    assert shown.embed.fields[0].value == NOTHING


def test_short_facts_stand_beside_each_other() -> None:
    """What is longer, or a list, gets the whole width."""
    facts = (Fact(LABEL, "x" * 60), Fact(LABEL, "x" * 61), Fact(LABEL, ("one", "two")))

    assert [field.inline for field in message(Card(LABEL, facts=facts), ENGLISH).embed.fields] == [
        True, False, False,
    ]  # fmt: skip


def test_a_button_s_weight_is_drawn() -> None:
    """Grey, blue, red."""
    styles = [
        message(Card(LABEL, buttons=(Button("a", "", 0, LABEL, style),)), ENGLISH).rows[0][0][2].name
        for style in Style
    ]

    assert styles == ["secondary", "primary", "danger"]


async def test_the_library_keeps_nothing_of_what_is_shown() -> None:
    """What is drawn is finished: whatever is pressed comes by its key alone."""
    form = Form("a", "", 0, LABEL, (Field("one", Kind.LINE, LABEL),), LABEL)
    card = Card(LABEL, buttons=(Button("a", "", 0, LABEL),))

    assert message(card, ENGLISH).view().is_finished()
    assert forms.modal(form, ENGLISH).is_finished()


# ---- forms


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("many", [1, 2, 10, 11, 25])
def test_every_kind_of_field_opens(kind: Kind, required: bool, many: int) -> None:  # noqa: FBT001
    """With few choices and many, the longest labels, and one chosen."""
    choices = tuple(Choice(f"{n}", NAME) for n in range(many))
    asked = Field("one", kind, LABEL, required, 5000, choices, LABEL, "0")
    shown = opened(Form("joining.submit", "new", 0, LABEL, (asked,), LABEL), FRENCH)

    assert shown["components"][0]["component"]["required"] is required
