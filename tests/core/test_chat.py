"""The vocabulary refuses what the narrowest platform could not show."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import Button, Card, Choice, Fact, Field, Form, Kind, Text, read_key
from bot.errors import Malformed, Refusal

LABEL = Text("button.joining.approve")
ACTIONS = st.text("abcdefghijklmnopqrstuvwxyz_.", min_size=1, max_size=40)
SUBJECTS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", max_size=26)


@given(ACTIONS, SUBJECTS, st.integers(0, 999_999_999))
def test_a_button_is_all_in_its_key(action: str, subject: str, revision: int) -> None:
    """What it means can be read back after any restart."""
    assert read_key(Button(action, subject, revision, LABEL).key) == (action, subject, revision)


FORGED = [
    "",
    "joining.approve",
    "joining.approve:abc",
    "joining.approve:abc:",
    "joining.approve:abc:-1",
    "joining.approve:abc:1:2",
    "joining.approve:abc:1\n",
    "joining.approve:abc:\uff11",
    "joining.approve:ABC:1",
    "joining.approve:é:1",
    "joining.approve:a b:1",
    "Joining.Approve:abc:1",
    ":abc:1",
    "joining.approve:abc:9999999999",
    "joining.approve:" + "a" * 100 + ":1",
]


@pytest.mark.parametrize("key", FORGED)
def test_a_key_that_no_button_of_ours_has_is_malformed(key: str) -> None:
    """Whoever made it up learns nothing."""
    with pytest.raises(Malformed):
        read_key(key)


@pytest.mark.parametrize("action, subject", [("a", "b:c"), ("a:b", "c"), ("a", "b" * 97)])
def test_a_button_whose_key_could_not_be_read_back_cannot_be_made(action: str, subject: str) -> None:
    """It would fail in somebody's hands instead of ours."""
    with pytest.raises(ValueError, match=action):
        Button(action, subject, 0, LABEL)


def facts(count: int) -> Card:
    return Card(LABEL, facts=(Fact(LABEL, "x"),) * count)


def buttons(count: int) -> Card:
    return Card(LABEL, buttons=(Button("a", "b", 0, LABEL),) * count)


def fields(count: int) -> Form:
    return Form("a", "b", 0, LABEL, (Field("name", Kind.LINE, LABEL),) * count, LABEL)


def choices(count: int) -> Field:
    return Field("name", Kind.CHOICE, LABEL, choices=(Choice("a", "b"),) * count)


LIMITS = [(facts, 20), (buttons, 10), (fields, 5), (choices, 25)]


@pytest.mark.parametrize("make, limit", LIMITS)
def test_as_many_as_every_platform_shows_can_be_made(make: Callable[[int], object], limit: int) -> None:
    """Facts, buttons, fields, choices."""
    assert make(limit)


@pytest.mark.parametrize("make, limit", LIMITS)
def test_more_than_every_platform_shows_cannot_be_made(make: Callable[[int], object], limit: int) -> None:
    """The narrowest platform is the measure."""
    with pytest.raises(ValueError, match=r"."):
        make(limit + 1)


def test_a_form_asks_for_something() -> None:
    """No platform opens an empty dialog."""
    with pytest.raises(ValueError, match="a"):
        fields(0)


def test_a_refusal_s_sentence_has_its_name() -> None:
    """In the catalogues' spelling."""

    class NotQuiteRight(Refusal):
        """For this test."""

    assert NotQuiteRight.message == "refusal.not_quite_right"


def test_a_refusal_quotes_nobody_when_it_is_logged() -> None:
    """What its sentence names stays in its values."""
    refusal = Malformed(who="Ana Roy")

    assert str(refusal) == "Malformed"
    assert refusal.values == {"who": "Ana Roy"}
