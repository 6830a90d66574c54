"""Every card and form on Slack, in both languages and in rooms, within Slack's limits."""

from __future__ import annotations

import pytest

from adapters.slack import forms
from adapters.slack.render import blocks, message
from bot import routes
from bot.chat import Button, Card, Choice, Field, Form, Kind, Style
from tests.conftest import Count
from tests.rendering.slack import (
    ENGLISH,
    EVERYWHERE,
    FRENCH,
    LABEL,
    ROOM,
    mrkdwn,
    must_be_harmless,
    must_be_taken,
    must_open,
)
from tests.rendering.walk import NAME, NETWORK, Seen, everything


@pytest.fixture(scope="module")
def seen() -> Seen:
    return everything()


# ---- all that there is


def test_the_walk_meets_nearly_everything(seen: Seen) -> None:
    """Every form is filled in and nearly every button pressed: what follows is about all of them."""
    assert seen.filled == routes.FORMS.keys()
    assert len(seen.pressed) >= 0.75 * len(routes.BUTTONS)


def test_every_card_is_taken_as_a_message(seen: Seen, count: Count) -> None:
    """In both languages and in a room, with the longest names there may be."""
    for card, _ in seen.cards.values():
        for where, wording in EVERYWHERE.items():
            content = message(card, wording)
            must_be_taken(content)
            must_be_harmless(content)
            count("cards", where, 1)


def test_every_card_is_taken_in_a_dialog_and_at_home(seen: Seen) -> None:
    """A private answer there is the same card."""
    for card, _ in seen.cards.values():
        for wording in (ENGLISH, FRENCH):
            must_open(forms.card_modal(card, wording, wording.plain(NETWORK.name)))
            must_open(forms.home(card, wording))


def test_every_form_opens(seen: Seen, count: Count) -> None:
    """With its title and buttons whole in both languages, and every option within its 75 characters."""
    for form, _ in seen.forms.values():
        for where, wording in (("English", ENGLISH), ("French", FRENCH)):
            view = forms.modal(form, wording)
            must_open(view)
            assert [view[part]["text"] for part in ("title", "submit", "close")] == [
                wording.plain(part) for part in (form.title, form.submit, forms.CLOSE)
            ]
            count("forms", where, 1)


def test_every_problem_is_one_sentence_at_its_field(seen: Seen) -> None:
    """Plain words in both languages."""
    assert len(seen.problems) > 3
    assert all(0 < len(wording.plain(each)) < 300 for each in seen.problems.values() for wording in
               (ENGLISH, FRENCH))  # fmt: skip


def test_nothing_of_any_card_is_left_out_in_silence(seen: Seen) -> None:
    """What does not fit ends in a mark that there was more; the buttons are always all there."""
    for card, _ in seen.cards.values():
        parts = blocks(card, ROOM)
        elements = [each for part in parts if part["type"] == "actions" for each in part["elements"]]
        whole = "".join(text for text in mrkdwn(parts))
        short = sum(len(ROOM.mrkdwn(value)) for value in card.body) > len(whole) + 500
        assert [each["action_id"] for each in elements] == [button.key for button in card.buttons]
        assert not short or "…" in whole


# ---- forms


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("many", [1, 10, 11, 25])
def test_every_kind_of_field_opens(kind: Kind, required: bool, many: int) -> None:  # noqa: FBT001
    """With few choices and many, the longest labels, and one chosen."""
    choices = tuple(Choice(f"{n}", NAME) for n in range(many))
    asked = Field("one", kind, LABEL, required, 5000, choices, LABEL, "0")
    view = forms.modal(Form("joining.submit", "new", 0, LABEL, (asked,), LABEL), FRENCH)

    must_open(view)
    assert view["blocks"][0]["optional"] is not required


def test_a_button_s_weight_is_drawn() -> None:
    """Plain has none."""
    styles = [
        blocks(Card(LABEL, buttons=(Button("a", "", 0, LABEL, style),)), ENGLISH)[-1]["elements"][0].get(
            "style"
        )
        for style in Style
    ]

    assert styles == [None, "primary", "danger"]
