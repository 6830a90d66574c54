"""The commands as Discord lists them, in both languages, and what comes in when somebody uses one."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.discord.commands import OPTIONS, ROOTS, candidates, fingerprint, payload, read
from adapters.words import PlainWriter, Words
from bot import routes
from bot.chat import Choice, Identity, Lookup, Named, Person, Reader, Text
from bot.errors import Malformed
from tests.rendering.discord import ENGLISH, WORDS
from tests.rendering.walk import NAME
from tests.wire.discord.commands import check_choices, check_commands

LIST = payload(WORDS)
ANA = Person(Identity("discord", "1", "2"), "Ana", Reader("fr", "America/Toronto"))


def subcommands(root: str) -> dict[str, dict[str, Any]]:
    command = next(each for each in LIST if each["name"] == root)
    return {each["name"]: each for each in command["options"]}


def used(root: str, name: str, *options: dict[str, object]) -> dict[str, object]:
    """As Discord sends it."""
    inside = {"type": 1, "name": name, "options": list(options)}
    return {"id": "1", "type": 1, "name": root, "options": [inside]}


# ---- the list


def test_discord_takes_the_list() -> None:
    """Names, descriptions, options and choices are all within its limits."""
    check_commands(LIST)

    assert [command["name"] for command in LIST] == ["peer", "host"]
    assert all(len(command["options"]) <= 25 for command in LIST)


@pytest.mark.parametrize("root, name", routes.COMMANDS)
def test_every_command_is_there_in_both_languages(root: str, name: str) -> None:
    """Its French name is what people type elsewhere, and it says what it is for."""
    listed = subcommands(root)[name]
    french = WORDS.say(Text(f"command.{root}.{name}"), ANA.reader, PlainWriter())

    assert listed["name_localizations"] == {"fr": french}
    assert 0 < len(listed["description"]) <= 100
    assert 0 < len(listed["description_localizations"]["fr"]) <= 100
    assert listed["description"] != listed["description_localizations"]["fr"]


def test_no_command_is_there_that_leads_nowhere() -> None:
    """The list is made from the routes."""
    assert {(root, name) for root in ROOTS for name in subcommands(root)} == routes.COMMANDS.keys()
    assert OPTIONS.keys() <= routes.COMMANDS.keys()


@pytest.mark.parametrize("root", ROOTS)
def test_french_names_are_unique_within_a_root(root: str) -> None:
    """Two commands with one name are refused."""
    names = [each["name_localizations"]["fr"] for each in subcommands(root).values()]

    assert len(names) == len(set(names))


def test_options_are_in_both_languages_and_never_required() -> None:
    """A command without what could stand behind it asks for it, or shows where to find it."""
    options = [
        each for root in ROOTS for command in subcommands(root).values() for each in command["options"]
    ]

    assert len(options) == len(OPTIONS)
    assert all(option["required"] is False for option in options)
    assert all(option["name_localizations"]["fr"] for option in options)
    assert all(option["description"] != option["description_localizations"]["fr"] for option in options)


def test_the_language_is_a_choice_and_the_community_is_suggested() -> None:
    """Each language by its own name."""
    (language,) = subcommands("peer")["language"]["options"]
    (community,) = subcommands("peer")["join"]["options"]

    assert [(choice["name"], choice["value"]) for choice in language["choices"]] == [
        ("English", "en"), ("Français", "fr"),
    ]  # fmt: skip
    assert community["autocomplete"] is True
    assert (community["name"], community["name_localizations"]) == ("community", {"fr": "collectivité"})


def test_what_is_for_a_few_is_hidden_from_all_until_it_is_given() -> None:
    """And no command is offered outside the server."""
    hidden = {command["name"]: command.get("default_member_permissions") for command in LIST}

    assert hidden == {"peer": None, "host": 0}
    assert all(command["contexts"] == [0] for command in LIST)


def test_the_fingerprint_changes_with_the_list_alone() -> None:
    """Made anew it is the same; one other word makes it another."""
    other = payload(Words.load())
    assert fingerprint(other) == fingerprint(LIST)
    other[0]["options"][0]["description_localizations"]["fr"] += "!"
    assert fingerprint(other) != fingerprint(LIST)


# ---- what comes in


def test_a_command_comes_in_by_its_name() -> None:
    """With what was said behind it, or without."""
    alone = read(used("peer", "status"))
    code = read(used("peer", "verify", {"type": 3, "name": "code", "value": " 1234 5678 "}))

    assert (alone.root, alone.name, alone.argument, dict(alone.given)) == ("peer", "status", "", {})
    assert (code.name, code.argument) == ("verify", "1234 5678")


def test_a_community_that_was_chosen_answers_the_form() -> None:
    """It is no argument."""
    option = {"type": 3, "name": "community", "value": "community:2478102"}
    called = read(used("peer", "join", option))

    assert (called.argument, dict(called.given)) == ("", {"community": "community:2478102"})
    assert dict(read(used("peer", "join")).given) == {}


def test_what_is_being_typed_is_looked_up() -> None:
    """Candidates are those of the form's own field."""
    typed = {"type": 3, "name": "community", "value": "mont", "focused": True}

    assert read(used("peer", "join", typed)).lookup(ANA) == Lookup("joining.submit", "community", "mont", ANA)


@pytest.mark.parametrize(
    "forged",
    [
        used("peer", "verify", {"type": 3, "name": "code", "value": "1", "focused": True}),
        used("peer", "join", {"type": 3, "name": "other", "value": "1", "focused": True}),
        used("peer", "join"),
        used("nobody", "knows", {"type": 3, "name": "community", "value": "1", "focused": True}),
    ],
)
def test_only_communities_are_looked_up(forged: dict[str, object]) -> None:
    """Any other request for candidates is forged, or of an older version."""
    with pytest.raises(Malformed):
        read(forged).lookup(ANA)


@pytest.mark.parametrize(
    "forged",
    [
        {}, {"name": "peer"}, {"name": "peer", "options": None}, {"name": "peer", "options": []},
        {"name": "peer", "options": [None]}, {"name": "peer", "options": [{"type": 3, "name": "home"}]},
        {"name": 7, "options": [{"type": 1, "name": "home"}]},
    ],
)  # fmt: skip
def test_what_none_of_our_commands_sends_is_refused(forged: dict[str, object]) -> None:
    """Nothing of it is trusted to have the shape that the documentation says."""
    with pytest.raises(Malformed):
        read(forged)


def test_candidates_are_taken() -> None:
    """At most twenty-five, with labels of a hundred characters at most, in the reader's language."""
    found = [Choice(f"community:{n}", Named(NAME * 2, NAME)) for n in range(30)]
    offered = [choice.to_dict() for choice in candidates(found, ENGLISH)]

    check_choices(offered)
    assert len(offered) == 25
    assert offered[0]["value"] == "community:0"
    assert offered[0]["name"].endswith("…")
