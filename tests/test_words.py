"""The catalogues hold every word that a person reads: complete, alike in both languages, and nothing more."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

import pytest
from babel.messages.catalog import Catalog

from adapters.catalogues import LANGUAGES, Catalogue, Sentence, forms, name, po_files, read, read_catalogues
from adapters.communities import StarterCommunities
from adapters.local.cast import PLATFORM
from bot import routes
from bot.chat import Role
from bot.errors import Refusal
from bot.joining.eligibility import Evidence, ReasonCode
from bot.joining.model import Reason, State, WorkRole
from bot.joining.ports import Checked
from bot.members.model import Admission
from tests.sources import files, tree

# Ids that are computed, each with what its hole can hold.
FAMILIES: Mapping[str, Iterable[str]] = {
    "button.{}": routes.BUTTONS,
    "community.kind.{}": {community.kind for community in StarterCommunities.load()},
    "eligibility.applicant.{}": ReasonCode,
    "eligibility.coordinator.{}": ReasonCode,
    "eligibility.evidence.{}": Evidence,
    "errand.{}": {kind for kind, route in routes.ERRANDS.items() if route.tell},
    "joining.admission.{}": Admission,
    "joining.code.{}": set(Checked) - {Checked.RIGHT},
    "joining.desk.{}": {"question", "answer", *State} - {State.UNVERIFIED, State.WAITING},
    "joining.reason.{}": Reason,
    "joining.role.{}": WorkRole,
    "joining.state.{}": State,
    "joining.status.{}": State,
    "language.{}": LANGUAGES,
    "members.account.{}": Admission,
    "members.help.{}": {command for _, command in routes.COMMANDS},
    "platform.{}": {PLATFORM},
    "platform.{}": ("local", "slack", "discord"),
    "role.{}": Role,
    "time.{}": ("days", "hours", "minutes", "seconds"),
}
# Ids that are said through a variable. (A refusal's is its class's name.)
VARIABLES: Mapping[str, set[str]] = {
    "refusal.message": set(),
    "said": {"joining.decline.done_silent", "joining.decline.done_told"},
}

# The same in both languages, and rightly so.
ALIKE = {
    "joining.community_listed",
    "joining.community_option",
    "language.en",
    "language.fr",
    "local.conversation",
    "local.date",
    "platform.discord",
    "platform.slack",
    "time.hours",
    "time.minutes",
    "time.seconds",
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


# ---- what the code says


def texts(node: ast.AST) -> Iterator[ast.Call]:
    """Every `Text(…)` below this node."""
    calls = (call for call in ast.walk(node) if isinstance(call, ast.Call))
    return (call for call in calls if ast.unparse(call.func) == "Text" and call.args)


def said(node: ast.expr) -> set[str]:
    """The ids that an expression stands for."""
    match node:
        case ast.Constant():
            return {literal(node)}
        case ast.JoinedStr(values=pieces):
            return family("".join(literal(piece) or "{}" for piece in pieces))
        case ast.IfExp(body=one, orelse=other):
            return said(one) | said(other)
        case _:
            assert ast.unparse(node) in VARIABLES, f"Text({ast.unparse(node)}): declare it"
            return VARIABLES[ast.unparse(node)]


def literal(node: ast.expr | None) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""


def family(pattern: str) -> set[str]:
    assert pattern in FAMILIES, f"{pattern}: declare what its hole can hold"
    return {pattern.partition("{}")[0] + hole for hole in FAMILIES[pattern]}


def calls() -> list[ast.Call]:
    return [call for file in files("bot", "adapters") for call in texts(tree(file))]


def refusals() -> set[str]:
    return {kind.message for kind in subclasses(Refusal)}


def subclasses(kind: type[Refusal]) -> set[type[Refusal]]:
    own = {kind for kind in kind.__subclasses__() if kind.__module__.startswith("bot.")}
    return own.union(*map(subclasses, own))


def raised() -> Iterator[tuple[str, set[str]]]:
    """Each place where a refusal is made, with the names of the values that it is given."""
    kinds = {kind.__name__: kind.message for kind in subclasses(Refusal)}
    for node in chain.from_iterable(ast.walk(tree(file)) for file in files("bot")):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in kinds:
            values = {keyword.arg for keyword in node.keywords if keyword.arg}
            yield kinds[ast.unparse(node.func)], values - {"card"}
        elif isinstance(node, ast.Raise) and node.exc and ast.unparse(node.exc) in kinds:
            yield kinds[ast.unparse(node.exc)], set()


def given(call: ast.Call) -> set[str] | None:
    """The names of the values that a Text is given; None when that cannot be seen in the source."""
    written = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    if not written:
        return set()
    if isinstance(written[0], ast.Dict) and all(map(literal, written[0].keys)):
        return set(map(literal, written[0].keys))
    return None


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
    used = set().union(*(said(call.args[0]) for call in calls())) | refusals()

    assert used - ids(language) == set()


@languages
def test_every_sentence_is_said_somewhere(language: str) -> None:
    """What the code does not say any more is thrown away, in both languages."""
    used = set().union(*(said(call.args[0]) for call in calls())) | refusals()

    assert ids(language) - used == set()


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
