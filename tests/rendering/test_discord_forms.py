"""Forms on Discord: what is asked, what is filled in already, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.discord.forms import read_modal_key, values_of
from bot.chat import Choice, Field, Form, Kind, Text, read_key
from bot.communities.model import Community
from bot.errors import Malformed
from bot.joining import forms as joining
from tests.rendering.discord import ENGLISH, FRENCH, LABEL, opened

SAINT = Community("2478102", "Saint-Jean", "Saint-Jean", kind="municipality", province="QC")
LONG = "typed:" + "é" * 94


def submitted(shown: dict[str, Any], **filled: object) -> dict[str, Any]:
    """As somebody sends it off: what they filled in, and of the rest what was there."""
    parts = [_answered(label["component"], filled) for label in shown["components"]]
    return {
        "custom_id": shown["custom_id"],
        "components": [{"type": 18, "id": 1, "component": part} for part in parts],
    }


def _answered(part: dict[str, Any], filled: dict[str, object]) -> dict[str, object]:
    name = part["custom_id"]
    answer = {"type": part["type"], "id": 2, "custom_id": name}
    chosen = [option["value"] for option in part.get("options", ()) if option.get("default")]
    if part["type"] in {4, 21}:
        there = part.get("value", "") if part["type"] == 4 else next(iter(chosen), None)
        return answer | {"value": filled.get(name, there)}
    return answer | {"values": filled.get(name, chosen)}


def asked(shown: dict[str, Any]) -> list[str]:
    return [label["component"]["custom_id"] for label in shown["components"]]


def test_the_form_to_join_comes_back_by_its_names() -> None:
    """Text, the role as a radio group, the community as it was typed."""
    shown = opened(joining.join("Ana Roy", None, None), FRENCH)
    values = values_of(submitted(shown, email="ana@montreal.ca", community="Montréal", role="employee"))

    assert read_key(read_modal_key(shown["custom_id"])[0]) == ("joining.submit", "new", 0)
    assert values == {
        "name": "Ana Roy", "email": "ana@montreal.ca", "community": "Montréal", "role": "employee",
        "line": "",
    }  # fmt: skip


def test_where_nothing_is_suggested_no_list_is_spoken_of() -> None:
    """The community is typed, and the hint says so."""
    shown = opened(joining.join("Ana", None, None), ENGLISH)
    hints = {label["component"]["custom_id"]: label.get("description") for label in shown["components"]}

    assert hints["community"] == ENGLISH.plain(Text("discord.lookup_hint"))
    assert hints["email"] == ENGLISH.plain(Text("joining.form.email_hint"))


def test_what_was_answered_beforehand_is_not_asked() -> None:
    """It goes with the key."""
    shown = opened(joining.join("Ana", None, None), ENGLISH, given={"community": "community:2478102"})

    assert asked(shown) == ["name", "email", "role", "line"]
    assert read_modal_key(shown["custom_id"]) == ("joining.submit:new:0", {"community": "community:2478102"})


def test_a_form_does_not_carry_what_it_does_not_ask() -> None:
    """A field of another form is none of this one's."""
    form = Form("a", "", 0, LABEL, (Field("one", Kind.LINE, LABEL),), LABEL)

    assert opened(form, ENGLISH, given={"community": "x"})["custom_id"] == "a::0"


def test_what_is_too_long_for_the_key_is_asked_and_filled_in() -> None:
    """Discord's custom ids hold a hundred characters."""
    shown = opened(joining.join("Ana", None, None), ENGLISH, given={"community": LONG})

    assert shown["custom_id"] == "joining.submit:new:0"
    assert values_of(submitted(shown))["community"] == LONG.removeprefix("typed:")


@pytest.mark.parametrize("value", ["a|b=c", "100 %", "%7C", "=", "typed:Saint-Jean | Est", "é"])
def test_what_goes_with_the_key_comes_back_as_it_was(value: str) -> None:
    """Whatever somebody typed."""
    shown = opened(joining.join("Ana", None, None), ENGLISH, given={"community": value})

    assert read_modal_key(shown["custom_id"])[1] == {"community": value}


@pytest.mark.parametrize("forged", ["a::0|", "a::0|x", "a::0|=y"])
def test_a_forged_key_is_refused(forged: str) -> None:
    """Parts without a name or a value are none of ours."""
    with pytest.raises(Malformed):
        read_modal_key(forged)


def test_a_form_that_is_filled_in_again_shows_what_was_filled_in() -> None:
    """Texts, radio buttons and boxes, whatever the form would have said."""
    boxes = Field("boxes", Kind.CHOICES, LABEL, choices=tuple(Choice(c, LABEL) for c in "abc"))
    role = Field("role", Kind.CHOICE, LABEL, choices=(Choice("x", LABEL), Choice("y", LABEL)), value="x")
    line = Field("line", Kind.LINE, LABEL, value="before", limit=5)
    form = Form("a", "", 0, LABEL, (line, role, boxes), LABEL)
    shown = opened(form, ENGLISH, values={"line": "later on", "role": "y", "boxes": ("a", "c")})

    assert values_of(submitted(shown)) == {"line": "later", "role": "y", "boxes": ("a", "c")}


def test_a_chosen_community_is_shown_by_the_name_that_one_types() -> None:
    """Its row in the registry, or somebody's own words."""
    for choice, words in (
        (joining.community_choice(SAINT), "Saint-Jean"),
        (joining.typed_choice("Là"), "Là"),
    ):
        field = Field("community", Kind.LOOKUP, LABEL, choices=(choice,), value=choice.value)
        shown = opened(Form("a", "", 0, LABEL, (field,), LABEL), FRENCH)
        assert values_of(submitted(shown)) == {"community": words}


@pytest.mark.parametrize("value, words", [("community:2478102", "2478102"), ("typed:Là", "Là"), ("Là", "Là")])
def test_what_was_filled_in_for_a_look_up_is_shown_as_one_types_it(value: str, words: str) -> None:
    """An id names its community; nobody reads our own prefixes."""
    shown = opened(joining.join("Ana", None, None), ENGLISH, values={"community": value})

    assert values_of(submitted(shown))["community"] == words


def test_several_of_a_long_list_come_back_as_several() -> None:
    """Even when it is one or none: what comes back does not tell a list from a choice."""
    choices = tuple(Choice(f"{n}", LABEL) for n in range(12))
    fields = (
        Field("several", Kind.CHOICES, LABEL, choices=choices),
        Field("one", Kind.CHOICE, LABEL, choices=choices),
        Field("none", Kind.CHOICE, LABEL, required=False, choices=choices),
    )  # fmt: skip
    shown = opened(Form("a", "", 0, LABEL, fields, LABEL), ENGLISH)
    sent = submitted(shown, **{"several[]": ["3"], "one": ["4"]})

    assert values_of(sent) == {"several": ("3",), "one": "4", "none": ""}


def test_a_list_of_nothing_is_not_asked() -> None:
    """Discord refuses it, and there is nothing to choose."""
    fields = (Field("line", Kind.LINE, LABEL), Field("who", Kind.CHOICE, LABEL, required=False))

    assert asked(opened(Form("a", "", 0, Text("joining.fact.name"), fields, LABEL), ENGLISH)) == ["line"]


@pytest.mark.parametrize(
    "hostile",
    [
        {}, {"components": None}, {"components": {"0": {}}}, {"components": [None, 1, {"component": []}]},
        {"components": [{"component": {"custom_id": 7, "value": "x"}}]},
        {"components": [{"type": 1, "components": [{"custom_id": "old", "value": "x"}]}]},
    ],
)  # fmt: skip
def test_nothing_of_what_comes_back_is_trusted(hostile: dict[str, object]) -> None:
    """What has another shape was not filled in."""
    assert values_of(hostile) == {}


@pytest.mark.parametrize("value", [None, 7, ["x"], {"a": 1}])
def test_an_answer_of_another_kind_is_empty(value: object) -> None:
    """A number is no text, and neither is nothing (a radio group in which nothing is chosen)."""
    assert values_of({"components": [{"component": {"type": 21, "custom_id": "a", "value": value}}]}) == {
        "a": ""
    }
