"""The catalogues hold every word that a person reads: complete, alike in both languages, and nothing more."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

import pytest
from babel.messages.catalog import Catalog

from adapters.catalogues import LANGUAGES, Catalogue, Sentence, forms, name, po_files, read, read_catalogues
from tests.messages import calls, given, raised, said, texts, used
from tests.sources import files, tree

# The same in both languages, and rightly so.
ALIKE = {
    "command.host.pause",
    "command.host.questions",
    "command.peer.page",
    "command.peer.question",
    "command.line",
    "community.type.district",
    "community.type.village",
    "discord.option.code",
    "joining.several.choice",
    "joining.community_listed",
    "joining.community_option",
    "joining.community_option_apart",
    "joining.which.one",
    "joining.vouch.option",
    "language.en",
    "meetings.kind.choice",
    "meetings.fact.places",
    "meetings.list.line",
    *(f"meetings.mark.{mark}" for mark in range(1, 6)),
    "meetings.mine.line",
    "meetings.minutes_long",
    "language.fr",
    "polls.field.options",
    "polls.list.line",
    "polls.mine.over",
    "polls.option.both",
    "polls.title.both",
    *(f"province.{each}" for each in ("AB", "MB", "NU", "ON", "QC", "SK", "YT")),
    "local.conversation",
    "local.date",
    "members.accounts.line",
    "rights.purpose",
    "platform.discord",
    "platform.slack",
    "time.hours",
    "time.minutes",
    "time.seconds",
    "web.minutes",
}

PLURAL_RULES = {"en": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}

# The narrowest platform's limits, in characters, by what is said with the argument of that name or place.
LIMITS = {
    ("Form", "title", 3): 24,
    ("Form", "submit", 5): 24,
    ("Field", "label", 2): 45,
    ("Field", "hint", 7): 100,
    ("Button", "label", 3): 24,
    ("Choice", "label", 1): 75,
}

languages = pytest.mark.parametrize("language", LANGUAGES)


# ---- what the catalogues say


@cache
def catalogues() -> Mapping[str, Catalogue]:
    return read_catalogues()


def ids(language: str) -> set[str]:
    return set(catalogues()[language].sentences)


def named(language: str, message: str) -> set[str]:
    return set().union(*(form.names for form in catalogues()[language].sentences[message]))


def in_words(sentence: Sentence) -> str:
    """As it is written in the catalogue."""
    return "".join(piece if isinstance(piece, str) else f"{{{piece.name}}}" for piece in sentence.pieces)


def length(sentence: Sentence) -> int:
    """Characters of our own; how long a value is, nobody knows."""
    return sum(len(piece) for piece in sentence.pieces if isinstance(piece, str))


def parts(language: str) -> list[Catalog]:
    return [read(file) for file in po_files(language)]


# ---- the facts


@languages
def test_every_id_in_the_code_has_a_sentence(language: str) -> None:
    """Nobody is ever shown the name of a message."""
    assert used() - ids(language) == set()


@languages
def test_every_sentence_is_said_somewhere(language: str) -> None:
    """What the code does not say any more is thrown away, in both languages."""
    assert ids(language) - used() == set()


def test_both_languages_name_the_same_values() -> None:
    """A translation leaves nothing out and promises nothing more."""
    differing = {m for m in ids("en") & ids("fr") if named("en", m) != named("fr", m)}

    assert differing == set()


def test_the_code_gives_the_values_that_sentences_name() -> None:
    """A value that is missing, or that no sentence names, is a slip of the fingers."""
    wrong = {
        message: (given(call), named("en", message))
        for call in calls()
        for message in said(call.args[0]) & ids("en")
        if given(call) not in (None, named("en", message))
    }

    assert wrong == {}


def test_refusals_carry_the_values_that_their_sentences_name() -> None:
    """A refusal that is raised without them would end as a fault of ours."""
    wrong = [
        (message, values)
        for message, values in raised()
        if values != named("en", message) & named("fr", message)
    ]

    assert wrong == []


@languages
def test_each_message_stands_once_in_the_catalogues(language: str) -> None:
    """Of two sentences with one id, one would be lost without a word."""
    written = "\n".join(file.read_text(encoding="utf-8") for file in po_files(language))
    found = re.findall(r'^msgid "(.+)"$', written, re.MULTILINE)

    assert sorted(found) == sorted(set(found))
    assert set(found) == ids(language)


@languages
def test_plural_forms_are_complete(language: str) -> None:
    """Each language counts as it does, in every catalogue, and each counted message has all its forms."""
    headers = [dict(part.mime_headers)["Plural-Forms"] for part in parts(language)]
    counted = [message for part in parts(language) for message in part if message.pluralizable]

    assert set(headers) == {PLURAL_RULES[language]}
    assert {name(message) for message in counted if len(forms(message)) != 2} == set()


@languages
def test_no_sentence_is_empty_or_fuzzy_or_left_behind(language: str) -> None:
    """A translation is done or it is not there."""
    messages = [message for part in parts(language) for message in part if message.id]
    undone = {name(message) for message in messages if message.fuzzy or not all(forms(message))}

    assert undone == set()
    assert not [part for part in parts(language) if part.obsolete or part.fuzzy]


def test_french_is_not_english() -> None:
    """A sentence that was only copied shows up here."""
    english, french = (catalogues()[language].sentences for language in LANGUAGES)

    assert {m for m in english.keys() & french.keys() if english[m] == french[m]} == ALIKE


@languages
def test_a_brace_is_always_a_value(language: str) -> None:
    """What looks like the place of a value is one: a misspelt place would be shown as it is."""
    sentences = chain.from_iterable(catalogues()[language].sentences.values())
    ours = [piece for sentence in sentences for piece in sentence.pieces if isinstance(piece, str)]

    assert [piece for piece in ours if "{" in piece or "}" in piece] == []


def test_french_is_set_as_french() -> None:
    """Curly apostrophes, and no-break spaces before a colon and inside quotation marks."""
    sentences = chain.from_iterable(catalogues()["fr"].sentences.values())
    wrong = re.compile("'|[^\u00a0]:(?!//)|[^\u00a0]»|«[^\u00a0]|[ \u00a0][!?;]")

    assert [in_words(sentence) for sentence in sentences if wrong.search(in_words(sentence))] == []


@languages
def test_labels_fit_the_narrowest_platform(language: str) -> None:
    """Titles, labels and choices are short enough for Slack and for Discord alike."""
    too_long = {
        message: max(map(length, catalogues()[language].sentences[message]))
        for label, limit in labels()
        for message in said(label) & ids(language)
        if max(map(length, catalogues()[language].sentences[message])) > limit
    }

    assert too_long == {}


def labels() -> Iterator[tuple[ast.expr, int]]:
    """Every message id that is a title, label, hint or choice, with its limit."""
    nodes = chain.from_iterable(ast.walk(tree(file)) for file in files("bot"))
    for call in (node for node in nodes if isinstance(node, ast.Call)):
        for (kind, keyword, place), limit in LIMITS.items():
            written = {k.arg: k.value for k in call.keywords} | dict(
                zip((place,), call.args[place:], strict=False)
            )
            argument = written.get(keyword) or written.get(place)
            if ast.unparse(call.func) == kind and argument is not None:
                yield from ((text.args[0], limit) for text in texts(argument))
