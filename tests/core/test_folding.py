"""Names are found by what one can type on an English or French keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.folding import fold


@pytest.mark.parametrize(
    "written, typed",
    [
        ("Montréal", "montreal"),
        ("Trois-Rivières", "TROIS RIVIERES"),
        ("St. John's", "st johns"),
        ("xʷməθkʷəy̓əm", "xwmethkweyem"),
        ("Sḵwx̱wú7mesh", "skwxwu7mesh"),
        ("səl̓ilwətaɁɬ", "selilwetal"),
        ("Îyârhe Nakoda", "iyarhe nakoda"),
        ("Ta'an Kwäch'än", "Taan Kwachan"),
        ("Kahnawà:ke", "kahnawake"),
        ("Tłı̨chǫ", "tlicho"),
        ("ʔaq̓am", "aqam"),
        ("SȾÁUTW̱", "stautw"),
        ("Sœurs d'Ærø", "soeurs daero"),
        ("Þórður", "thordur"),
        ("Straße", "strasse"),
    ],
)
def test_a_name_is_found_by_what_is_typed_for_it(written: str, typed: str) -> None:
    """Marks fall away, and letters that Unicode does not take apart are those usually typed for them."""
    assert fold(written) == fold(typed) == typed.lower()


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "ʼ", "ʻ", "`", "´", "′", "ʔ", "Ɂ", ""])
def test_any_apostrophe_or_none_is_the_same(apostrophe: str) -> None:
    """Phones, keyboards and data sets disagree about the apostrophe and the glottal stop."""
    assert fold(f"Kwäch{apostrophe}än") == "kwachan"


def test_the_form_in_which_letters_were_composed_does_not_matter() -> None:
    """An é of one character and an e with an accent after it are the same letter."""
    assert fold("Montre\u0301al") == fold("Montr\u00e9al")


@pytest.mark.parametrize("written", ["ᓄᓇᕗᑦ", "北京", "القدس"])
def test_other_scripts_stay_as_they_are(written: str) -> None:
    """Inuktitut syllabics are letters, and are searched as such."""
    assert fold(written) == written


@pytest.mark.parametrize("written", ["", "  ", "…!", "🙂", "\u200b"])
def test_what_holds_no_letter_or_digit_folds_to_nothing(written: str) -> None:
    """So that it can find nothing."""
    assert fold(written) == ""


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """What is folded can be compared with what is folded again."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_has_no_capital_mark_or_double_space(text: str) -> None:
    """It is made of words, in one case."""
    folded = fold(text)

    assert folded == folded.casefold()
    assert folded == " ".join(folded.split())
