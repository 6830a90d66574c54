"""Cards and forms on the sandbox's page: every kind of field, both languages, and words meant to do harm."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from adapters.local import render
from adapters.local.journal import Json
from adapters.words import Words
from bot.chat import Button, Card, Choice, Fact, Field, Form, Kind, Named, Reader, Style, Text, Value
from bot.network import Network

WORDS = Words.load()
ENGLISH, FRENCH = Reader("en", "America/Edmonton"), Reader("fr", "America/Toronto")
NETWORK = Network(Named("Peer Network", "Réseau des pairs"))
MOMENT = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
LABEL = Text("joining.fact.name")
HOSTILE = (
    "<script>alert(1)</script>",
    "{name} {0} {{title}} %s",
    "&lt;b&gt; &amp;",
    "[link](javascript:alert(1))",
    "x" * 5000,
    "xʷməθkʷəy̓əm",
    "🏳️‍🌈 équipe",
)

in_english, in_french = render.to_reader(WORDS, ENGLISH), render.to_reader(WORDS, FRENCH)
in_the_room = render.to_room(WORDS, NETWORK)


def shown(value: Value, say: render.Say = in_english) -> str:
    """A card's only paragraph, as the page gets it."""
    body = cast("Mapping[str, Any]", render.card(Card(LABEL, (value,)), say))["body"]
    return str(body[0]) if body else ""


def drawn(*fields: Field) -> list[dict[str, Any]]:
    form = Form("joining.submit", "new", 0, LABEL, fields, LABEL)
    return list(cast("Mapping[str, Any]", render.form(form, in_english))["fields"])


@pytest.mark.parametrize("written", HOSTILE)
def test_what_a_person_wrote_stays_what_they_wrote(written: str) -> None:
    """Nothing is a tag, a name to fill in or a link: it is kept as text and the page shows it as text."""
    assert shown(written) == written
    assert shown(Text("joining.code_sent.body", {"address": written})).count(written) == 1


@pytest.mark.parametrize(
    "written, kept",
    [
        ("\ue000en|2026-01-01T00:00:00+00:00\ue001", "en|2026-01-01T00:00:00+00:00"),
        ("a\x00b\x1b[31mc\ud800", "ab[31mc"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_what_could_imitate_our_own_marks_is_left_out(written: str, kept: str) -> None:
    """A forged moment, a control character or an override of the direction does nothing."""
    assert shown(written) == kept
    assert render.worded(shown(written), ENGLISH) == kept


@pytest.mark.parametrize("written", ["سارة", "דנה כהן", "Sara سارة (Gatineau)"])
def test_a_right_to_left_name_moves_nothing_around_it(written: str) -> None:
    """It is isolated, so that the sentence around it reads as it was written."""
    assert shown(written) == f"\u2068{written}\u2069"


def test_a_moment_is_worded_for_whoever_looks() -> None:
    """Each viewer reads it in their own zone and language, in a message that is for everybody."""
    mark = render.card(Card(LABEL, facts=(Fact(LABEL, MOMENT),)), in_the_room)
    values = [
        cast("Any", render.worded(mark, viewer))["facts"][0]["value"].replace("\u00a0", " ")
        for viewer in (ENGLISH, FRENCH, Reader("en", "America/St_Johns"))
    ]

    assert values == [
        "Wednesday, November 25, 2026, 12:00 p.m. (Edmonton)",
        "mercredi 25 novembre 2026, 13 h (Toronto)",
        "Wednesday, November 25, 2026, 2:30 p.m. (St. John’s)",
    ]


def test_a_moment_in_a_sentence_keeps_the_sentence_s_language() -> None:
    """In a room of both languages, each half names the moment in its own words, in the viewer's zone."""
    sentence = Text("joining.desk.withdrawn", {"when": MOMENT})
    said = str(render.worded(shown(sentence, in_the_room), FRENCH))

    assert "November 25, 2026" in said
    assert "25 novembre 2026" in said
    assert said.count("(Toronto)") == 2


def test_a_room_is_addressed_in_the_network_s_languages() -> None:
    """Both languages where they differ, one where they are alike."""
    assert shown(LABEL, in_the_room) == f"{shown(LABEL, in_english)} / {shown(LABEL, in_french)}"
    assert shown("Avery Chen", in_the_room) == "Avery Chen"


def test_a_card_has_its_parts() -> None:
    """Title, paragraphs that say something, labelled facts, and buttons with key, label and weight."""
    button = Button("joining.approve", "abc", 3, Text("button.joining.approve"), Style.PRIMARY)
    card = render.card(Card(LABEL, ("one", ""), (Fact(LABEL, 12345),), (button,)), in_english)

    assert card == {
        "title": shown(LABEL),
        "body": ["one"],
        "facts": [{"label": shown(LABEL), "value": "12,345"}],
        "buttons": [{"key": "joining.approve:abc:3", "label": shown(button.label), "style": "primary"}],
    }


def test_a_list_is_a_line_each() -> None:
    """A tuple of values is read line by line."""
    assert shown(("one", LABEL, "three")).splitlines() == ["one", shown(LABEL), "three"]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_field_is_drawn(kind: Kind) -> None:
    """With its name, label, hint, choices and what it is filled in with."""
    options = (Choice("a", "Ahuntsic"), Choice("b", LABEL))
    field = Field("one", kind, LABEL, required=False, limit=7, choices=options, hint=LABEL, value="a")

    assert drawn(field) == [
        {
            "name": "one",
            "kind": kind.value,
            "label": shown(LABEL),
            "hint": shown(LABEL),
            "required": False,
            "limit": 7,
            "choices": [{"value": "a", "label": "Ahuntsic"}, {"value": "b", "label": shown(LABEL)}],
            "value": "a",
            "chosen": [],
        }
    ]


def test_errors_stand_at_their_fields_in_the_reader_s_language() -> None:
    """One sentence each, worded for the one who filled in the form."""
    problems = {"email": Text("answers.required"), "name": Text("answers.too_long", {"n": 120})}

    english, french = (
        cast("Mapping[str, str]", render.errors(problems, say)) for say in (in_english, in_french)
    )
    assert english.keys() == french.keys() == problems.keys()
    assert all(english[name] != french[name] for name in problems)


def test_wording_changes_nothing_but_moments() -> None:
    """Numbers, flags and empty places pass through as they are."""
    content: Json = {"edits": 2, "only": True, "none": None, "list": ["a", {"b": "c"}]}

    assert render.worded(content, FRENCH) == content
