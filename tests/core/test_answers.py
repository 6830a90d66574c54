"""What people fill in is checked field by field, kept as written, refused with a sentence at its field."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Given, check
from bot.chat import Choice, Field, Form, Kind, Text
from bot.errors import Invalid

CHOICES = (Choice("a", "A"), Choice("b", "B"), Choice("c", "C"))


def form(*fields: Field) -> Form:
    return Form("act", "", 0, Text("title"), fields, Text("send"))


def field(kind: Kind, name: str = "it", *, required: bool = True, limit: int = 20) -> Field:
    choices = CHOICES if kind in (Kind.CHOICE, Kind.CHOICES) else ()
    return Field(name, kind, Text("label"), required=required, limit=limit, choices=choices)


def answer(given: Given, kind: Kind = Kind.LINE, name: str = "it", *, required: bool = True) -> Given:
    return check(form(field(kind, name, required=required)), {name: given})[name]


def problem(given: Given, kind: Kind = Kind.LINE, name: str = "it") -> Text:
    with pytest.raises(Invalid) as invalid:
        answer(given, kind, name)
    return invalid.value.fields[name]


WRITTEN = [
    "O",
    "José Núñez",
    "xʷməθkʷəy̓əm",
    "səl̓ilwətaɁɬ",
    "Sḵwx̱wú7mesh",
    "שרה לוי",
    "نور الدين",
    "ᓄᓇᕗᑦ",
    "Jo 🙂",
    "👩‍🔧 Zoé",
    "O'Brien-Łukasz",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_a_name_in_any_script_is_kept_as_written(written: str) -> None:
    """One letter is a name, and nobody's letters are replaced by others."""
    assert answer(f"  {written}\n", name="name") == unicodedata.normalize("NFC", written)


def test_letters_are_composed_but_never_replaced() -> None:
    """NFC, not NFKC, which would make xw of xʷ."""
    assert answer("Montre\u0301al xʷ ½") == "Montr\u00e9al xʷ ½"


@pytest.mark.parametrize("blank", ["", "   ", "\n\t ", "\u00a0\u3000", "\u200b\ufeff", "\u200e"])
def test_what_shows_nothing_is_no_answer(blank: str) -> None:
    """Neither spaces nor invisible characters fill in a field."""
    assert problem(blank) == Text("answers.required")
    assert answer(blank, required=False) == ""


@pytest.mark.parametrize("kind", Kind)
def test_a_field_that_is_missing_is_said_to_be_missing(kind: Kind) -> None:
    """A platform may leave out what was not filled in."""
    with pytest.raises(Invalid) as invalid:
        check(form(field(kind)), {})

    assert invalid.value.fields == {"it": Text("answers.required")}


@pytest.mark.parametrize("kind", Kind)
def test_a_field_that_may_stay_empty_is_there_all_the_same(kind: Kind) -> None:
    """Whoever reads the answers finds every field of the form."""
    answers = check(form(field(kind, required=False)), {})

    assert answers == {"it": () if kind is Kind.CHOICES else ""}


@pytest.mark.parametrize("kind", [Kind.LINE, Kind.PARAGRAPH, Kind.EMAIL, Kind.LOOKUP])
def test_length_is_counted_after_trimming(kind: Kind) -> None:
    """Spaces around an answer do not make it too long."""
    assert answer("  " + "x" * 20 + "  ", kind) == "x" * 20
    assert problem("x" * 21, kind) == Text("answers.too_long", {"n": 20})


def test_length_is_counted_in_composed_letters() -> None:
    """An accent typed apart does not count, and a heap of them is refused without being sorted."""
    assert answer("e\u0301" * 20) == "é" * 20
    assert problem("e" + "\u0301" * 1_000_000) == Text("answers.too_long", {"n": 20})


@pytest.mark.parametrize("kind", [Kind.LINE, Kind.EMAIL, Kind.LOOKUP])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_a_line_is_one_line(kind: Kind, newline: str) -> None:
    """A second one is said to be too many."""
    assert problem(f"one{newline}two", kind) == Text("answers.one_line")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_a_paragraph_keeps_its_lines(newline: str) -> None:
    """Whatever breaks them on the platform becomes a newline."""
    assert answer(f" one{newline}two{newline} ", Kind.PARAGRAPH) == "one\ntwo"


def test_a_tab_is_a_space() -> None:
    """Tables and spreadsheets leave them between names."""
    assert answer("Jo\tRoy") == "Jo Roy"


@pytest.mark.parametrize("kind", [Kind.LINE, Kind.PARAGRAPH, Kind.EMAIL, Kind.LOOKUP])
@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x1f", "\x7f", "\u202e", "\u2066", "\u2069", "\ud800"]
)
def test_characters_that_cannot_be_shown_safely_are_refused(kind: Kind, character: str) -> None:
    """Control characters, what turns the direction of a line, and halves of characters; anywhere."""
    assert problem(f"Jo{character}Roy", kind) == Text("answers.control")
    assert problem(f"Jo{character}", kind) == Text("answers.control")


@pytest.mark.parametrize("written", ["🙂", "123", "...", "７", "👩‍🔧"])
def test_a_name_holds_a_letter(written: str) -> None:
    """Other lines need none."""
    assert problem(written, name="name") == Text("answers.no_letter")
    assert answer(written) == written


def test_a_mail_address_is_not_composed() -> None:
    """A Kelvin sign must not become the K of another host before anybody has looked at it."""
    assert answer(" jo@\u212aingston.ca ", Kind.EMAIL) == "jo@\u212aingston.ca"


@pytest.mark.parametrize("kind", [Kind.LINE, Kind.PARAGRAPH, Kind.EMAIL, Kind.LOOKUP])
def test_several_answers_to_a_question_of_words_are_refused(kind: Kind) -> None:
    """No screen of ours sends them."""
    assert problem(("a",), kind) == Text("answers.unreadable")


@pytest.mark.parametrize(
    "kind, given_values", [(Kind.CHOICE, "z"), (Kind.CHOICE, ("a",)), (Kind.CHOICES, "a")]
)
def test_a_choice_is_one_that_was_offered(kind: Kind, given_values: Given) -> None:
    """And comes in the shape of its question."""
    assert problem(given_values, kind) == Text("answers.choice")


def test_choices_come_in_the_order_of_the_form_and_once() -> None:
    """However they were ticked."""
    assert answer(("c", "a", "c"), Kind.CHOICES) == ("a", "c")
    assert problem(("a", "z"), Kind.CHOICES) == Text("answers.choice")


def test_all_problems_are_told_at_once() -> None:
    """Nobody sends a form five times to learn of five mistakes."""
    asked = form(field(Kind.LINE, "name"), field(Kind.EMAIL, "mail"), field(Kind.CHOICE, "role"))

    with pytest.raises(Invalid) as invalid:
        check(asked, {"name": "🙂", "role": "z", "mail": "jo@york.ca"})

    assert invalid.value.fields == {"name": Text("answers.no_letter"), "role": Text("answers.choice")}


def test_answers_to_what_was_not_asked_are_left_out() -> None:
    """Only fields of the form come back."""
    assert check(form(field(Kind.LINE)), {"it": "x", "admin": "yes"}) == {"it": "x"}


@given(
    st.text(st.characters(codec=None), max_size=60), st.sampled_from([Kind.LINE, Kind.PARAGRAPH, Kind.LOOKUP])
)
def test_what_is_accepted_is_clean_and_stays_as_it_is(raw: str, kind: Kind) -> None:
    """Any text is refused at its field, or can be stored, fits, and is accepted unchanged a second time."""
    asked = form(field(kind))
    try:
        accepted = check(asked, {"it": raw})["it"]
    except Invalid as invalid:
        assert invalid.fields["it"].id.startswith("answers.")  # noqa: PT017  # both outcomes are right
        return

    assert isinstance(accepted, str)
    assert 1 <= len(accepted) <= 20
    assert accepted.encode().decode() == unicodedata.normalize("NFC", accepted)
    assert check(asked, {"it": accepted}) == {"it": accepted}
