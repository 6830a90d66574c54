"""What people fill in, checked before any rule sees it: every field of a form, all problems at once.

Words are kept as written, in any script: only composed (NFC, never NFKC, which would change the letters of
names such as xʷməθkʷəy̓əm) and trimmed. What is refused is what cannot be shown safely to somebody else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from bot.chat import Field, Form, Kind, Text
from bot.errors import Invalid

Given = str | tuple[str, ...]

# A person's name is asked for in a LINE of this name; it must hold a letter, and one is enough.
PERSON_NAME = "name"

_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Invisible at an end, whatever they do between letters: soft hyphen, zero-width and direction marks, BOM.
_INVISIBLE = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Spaces and line breaks; not str.strip's other separators, which are control characters.
_BLANK = " \n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# Embeddings, overrides and isolates make a line read as another than it is; right-to-left letters do not.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Control characters, and halves of surrogate pairs, which no database or mail can carry.
_UNWRITABLE = frozenset({"Cc", "Cs"})
# Composing makes at most four characters into one, so that what is longer than this is too long anyway; it
# takes quadratic time for a heap of accents, so that it is not tried.
_COMPOSED_AT_MOST = 4


class Unusable(ValueError):
    """An answer that cannot be taken; `problem` is the sentence for its field."""

    def __init__(self, problem: Text) -> None:
        super().__init__(problem.id)
        self.problem = problem


def check(form: Form, values: Mapping[str, Given]) -> dict[str, Given]:
    """An answer for each field of the form, clean: a string ("" when it may stay empty), for CHOICES a
    tuple in the form's order. Other names in `values` are ignored. Raises `Invalid` with every problem."""
    answers: dict[str, Given] = {}
    problems: dict[str, Text] = {}
    for field in form.fields:
        try:
            answers[field.name] = _CHECKS[field.kind](field, values.get(field.name))
        except Unusable as unusable:
            problems[field.name] = unusable.problem
    if problems:
        raise Invalid(problems)
    return answers


def clean_line(raw: str, limit: int, *, required: bool) -> str:
    """One line as written, composed and trimmed; raises `Unusable`."""
    text = _clean(raw, limit, required=required)
    if "\n" in text:
        raise Unusable(Text("answers.one_line"))
    return text


def clean_paragraph(raw: str, limit: int, *, required: bool) -> str:
    """Lines as written, the breaks between them plain newlines; raises `Unusable`."""
    return _clean(raw, limit, required=required)


def clean_name(raw: str, limit: int, *, required: bool) -> str:
    """A person's name: one line that holds a letter of any script; raises `Unusable`."""
    text = clean_line(raw, limit, required=required)
    if text and not any(unicodedata.category(character).startswith("L") for character in text):
        raise Unusable(Text("answers.no_letter"))
    return text


def clean_email(raw: str, limit: int, *, required: bool) -> str:
    """A mail address as typed, trimmed. It is not composed: that would turn a Kelvin sign into a plain K,
    and what looks like another host must be seen by those who read addresses. Raises `Unusable`."""
    text = clean_line(raw, limit, required=required)
    return _trim(raw) if text else text


def _clean(raw: str, limit: int, *, required: bool) -> str:
    text = _trim(raw)
    if len(text) > limit * _COMPOSED_AT_MOST:
        raise Unusable(Text("answers.too_long", {"n": limit}))
    text = unicodedata.normalize("NFC", text)
    if not text and required:
        raise Unusable(Text("answers.required"))
    if not (text.isascii() and text.isprintable()) and any(map(_is_control, text)):
        raise Unusable(Text("answers.control"))
    if len(text) > limit:
        raise Unusable(Text("answers.too_long", {"n": limit}))
    return text


def _trim(raw: str) -> str:
    return _LINE_BREAK.sub("\n", raw).replace("\t", " ").strip(_BLANK + _INVISIBLE)


def _is_control(character: str) -> bool:
    if character == "\n":
        return False
    return character in _REORDERING or unicodedata.category(character) in _UNWRITABLE


def _line(field: Field, given: Given | None) -> str:
    clean = clean_name if field.name == PERSON_NAME else clean_line
    return clean(_text(given), field.limit, required=field.required)


def _paragraph(field: Field, given: Given | None) -> str:
    return clean_paragraph(_text(given), field.limit, required=field.required)


def _email(field: Field, given: Given | None) -> str:
    return clean_email(_text(given), field.limit, required=field.required)


def _text(given: Given | None) -> str:
    if isinstance(given, tuple):
        raise Unusable(Text("answers.unreadable"))
    return given or ""


def _choice(field: Field, given: Given | None) -> str:
    if isinstance(given, tuple):
        raise Unusable(Text("answers.choice"))
    return "".join(_chosen(field, (given,) if given else ()))


def _choices(field: Field, given: Given | None) -> tuple[str, ...]:
    if isinstance(given, str) and given:
        raise Unusable(Text("answers.choice"))
    return _chosen(field, tuple(given or ()))


def _chosen(field: Field, given: tuple[str, ...]) -> tuple[str, ...]:
    if field.required and not given:
        raise Unusable(Text("answers.required"))
    offered = tuple(choice.value for choice in field.choices)
    if not set(given) <= set(offered):
        raise Unusable(Text("answers.choice"))
    return tuple(value for value in offered if value in given)


_CHECKS: dict[Kind, Callable[[Field, Given | None], Given]] = {
    Kind.LINE: _line,
    Kind.PARAGRAPH: _paragraph,
    Kind.EMAIL: _email,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.LOOKUP: _line,
}
