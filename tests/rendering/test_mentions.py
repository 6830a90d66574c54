"""Calling somebody, natively where a platform can; and nobody is called by what people write."""

from datetime import datetime

import pytest

from adapters.dates import when
from adapters.local.render import Marking, card, to_reader, to_room
from adapters.mail.letters import HtmlPart, PlainPart
from adapters.words import PlainWriter, Words, Writer
from bot.chat import Card, Everyone, Identity, Mention, Named, Reader, Role, Text, Value
from bot.network import Network

WORDS = Words.load()
ENGLISH, FRENCH = Reader("en", "America/Toronto"), Reader("fr", "America/Toronto")
NETWORK = Network(Named("Peers", "Pairs"))
DEV = Mention(Identity("slack", "north", "U1"), "Dev Singh")
COORDINATORS = Everyone(Role.COORDINATOR)
HOSTILE = [
    "<!channel>", "<@U1>", "@everyone", "@coordinators", "&lt;!here&gt;", "<script>alert(1)</script>",
    "[Dev](mailto:x)", "{name}", "Dev @here Singh",
]  # fmt: skip


class Chat(Writer):
    """A platform with native mentions: an angle bracket calls, unless it is escaped."""

    def plain(self, ours: str) -> str:
        return _escaped(ours)

    def text(self, written: str) -> str:
        return _escaped(written)

    def moment(self, moment: datetime, reader: Reader) -> str:
        return when(moment, reader)

    def mention(self, mention: Mention) -> str:
        return f"<@{mention.identity.user}>"

    def everyone(self, role: Role, said: str) -> str:
        return f"<!{role}|{_escaped(said)}>" if role is Role.COORDINATOR else self.plain(said)


class Quiet(Chat):
    """One on which the same word calls all, whatever the language."""

    def everyone(self, role: Role, said: str) -> str:
        return "<!channel>"


def _escaped(written: str) -> str:
    return written.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def called(said: str) -> int:
    """How many calls are in it."""
    return said.count("<@") + said.count("<!")


def test_a_post_in_two_languages_calls_a_person_once() -> None:
    """The name is the same in both."""
    assert WORDS.post(DEV, NETWORK, Chat()) == "<@U1>"
    assert WORDS.post(DEV, NETWORK, PlainWriter()) == "Dev Singh"


def test_a_post_in_two_languages_calls_everybody_once_where_the_call_is_the_same() -> None:
    """Two calls would be two notifications."""
    assert WORDS.post(COORDINATORS, NETWORK, Quiet()) == "<!channel>"


def test_everybody_is_called_by_what_they_are_in_each_language() -> None:
    """Where nobody can be called by a mark, in both languages of the room."""
    said = [WORDS.say(COORDINATORS, reader, PlainWriter()) for reader in (ENGLISH, FRENCH)]

    assert said == ["@coordinators", "@coordination"]
    assert WORDS.post(COORDINATORS, NETWORK, PlainWriter()) == " / ".join(said)


@pytest.mark.parametrize("role", Role)
def test_every_role_can_be_called_in_both_languages(role: Role) -> None:
    """And our own words for it are escaped as all our words are."""
    for reader in (ENGLISH, FRENCH):
        assert WORDS.say(Everyone(role), reader, PlainWriter()).startswith("@")
        assert called(WORDS.say(Everyone(role), reader, Chat())) == (role is Role.COORDINATOR)


def test_a_mention_stands_in_a_list_as_any_value_does() -> None:
    """One line each."""
    assert WORDS.say((DEV, COORDINATORS), ENGLISH, PlainWriter()) == "Dev Singh\n@coordinators"


@pytest.mark.parametrize("name", HOSTILE)
def test_what_people_write_calls_nobody(name: str) -> None:
    """Neither alone nor in a sentence of ours, however much it looks like a call."""
    for value in (name, Text("joining.community_typed", {"typed": name})):
        assert called(WORDS.post(value, NETWORK, Chat())) == 0


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_looks_like_a_call_calls_nobody_else(name: str) -> None:
    """Who is called is the account; the name is only shown."""
    mention = Mention(DEV.identity, name)

    assert WORDS.say(mention, ENGLISH, Chat()) == "<@U1>"
    assert WORDS.say(mention, ENGLISH, PlainPart()) == name
    assert "<" not in WORDS.say(mention, ENGLISH, HtmlPart()).replace("<bdi>", "").replace("</bdi>", "")
    assert WORDS.say(mention, ENGLISH, Marking()) == f"@{name}"


def drawn(value: Value, *, in_a_room: bool = False) -> object:
    """As the sandbox's page gets it, in the only paragraph of a card."""
    say = to_room(WORDS, NETWORK) if in_a_room else to_reader(WORDS, FRENCH)
    shown = card(Card(Text("joining.fact.name"), (value,)), say)
    assert isinstance(shown, dict)
    return shown["body"]


def test_the_sandbox_writes_an_at_sign_before_who_is_called() -> None:
    """Once in a room, and in the reader's language in what is private."""
    assert drawn(DEV, in_a_room=True) == ["@Dev Singh"]
    assert drawn(COORDINATORS, in_a_room=True) == ["@coordinators / @coordination"]
    assert drawn(COORDINATORS) == ["@coordination"]


@pytest.mark.parametrize("name, kept", [("user\u202egnp.exe", "@usergnp.exe"), ("\ue000en|x\ue001", "@en|x")])
def test_the_name_of_who_is_called_imitates_nothing_in_the_sandbox(name: str, kept: str) -> None:
    """Nor does a right-to-left one move what is around it."""
    assert drawn(Mention(DEV.identity, name)) == [kept]
    assert drawn(Mention(DEV.identity, "سارة")) == ["@\u2068سارة\u2069"]
