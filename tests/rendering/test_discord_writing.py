"""What people wrote, on Discord: as they wrote it, and harmless; what we make ourselves, whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.markdown import cut, escaped
from adapters.discord.render import Shown, message, shortened
from bot.chat import Button, Card, Everyone, Fact, Identity, Mention, Named, Role, Text
from tests.rendering.discord import (
    ENGLISH,
    ESCAPE,
    EVERYWHERE,
    HERE,
    LABEL,
    MOMENT,
    OURS,
    ROLES,
    ROOM,
    content_of,
    must_be_harmless,
    must_be_taken,
    read,
    said,
)

TEXT = st.text(max_size=400) | st.text("\\*_~`|<>[]()@#-+:/.1ahesvryontp \n", max_size=400)
ANA = Mention(Identity("discord", HERE, "900000000000000101"), "Ana")


def shown(*body: Text | Mention | Everyone | str | tuple[Mention | Everyone, ...]) -> Shown:
    return message(Card(LABEL, body), ROOM)


# ---- what people wrote


@given(TEXT)
def test_no_words_of_a_person_format_link_or_call(written: str) -> None:
    """As a paragraph, within a sentence, as a fact, as a title, as a name: they are words."""
    other = Mention(Identity("slack", "T0NORTH", "U0ANA"), written)
    sentence = Text("joining.code_sent.body", {"address": written})
    card = Card(
        Text("members.welcome.title", {"network": Named(written, written)}),
        (written, sentence, MOMENT, other),
        (Fact(LABEL, written), Fact(sentence, (written, MOMENT, Named(written, written)))),
    )
    for wording in EVERYWHERE.values():
        content = content_of(message(card, wording))
        must_be_taken(content)
        must_be_harmless(content)
        assert content["content"] == ""


@given(TEXT)
def test_what_a_person_wrote_is_read_as_it_was_written(written: str) -> None:
    """Discord shows an escape as what it stands for."""
    kept = ENGLISH.plain("x" + written + "x").replace("\u00ad", "")

    assert read(said("x" + written + "x")) == kept


@pytest.mark.parametrize(
    "written, kept",
    [
        ("a\x00b\x1b[31mc", r"ab\[31mc"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("<@123> <@&55> <#9>", r"\<\@123\> \<\@&55\> \<\#9\>"),
        ("@everyone, @HERE", "\\@\u00adeveryone, \\@\u00adHERE"),
        ("<t:0:R> </peer join:1> <id:guide>", r"\<t\:0:R\> \</peer join:1\> \<id:guide\>"),
        ("[us](https://evil.example)", r"\[us\](https\://evil.example)"),
        ("<https://evil.example>", r"\<https\://evil.example\>"),
        ("**b** __u__ ~~s~~ ||h|| `c`", r"\*\*b\*\* \_\_u\_\_ \~\~s\~\~ \|\|h\|\| \`c\`"),
        ("# Big\n-# small\n> said", "\\# Big\n\\-\\# small\n\\> said"),
        ("- one\n  + two\n3. three", "\\- one\n  \\+ two\n3\\. three"),
        ("a\u2028- one", "a\u2028\\- one"),
        (":shrug: at 10:30:15", r"\:shrug: at 10\:30:15"),
        ("\\*not\\*", r"\\\*not\\\*"),
        ("a.b-c@d.example, A+ (she)", r"a.b-c\@d.example, A+ (she)"),
        ("שרה", "\u2068שרה\u2069"),
    ],
)
def test_what_could_do_harm_is_shown_as_it_stands(written: str, kept: str) -> None:
    """Controls and reordering go, what formats is escaped, everything else stays readable."""
    assert said(written) == kept


def test_labels_and_options_are_plain() -> None:
    """Nothing formats there, so nothing is escaped."""
    label = Text("joining.code_sent.body", {"address": "a_b@c.example"})
    button = message(Card(LABEL, buttons=(Button("a", "", 0, label),)), ENGLISH).rows[0][0][1]

    assert "a_b@c.example" in ENGLISH.plain(label)
    assert "\\" not in button


# ---- our own marks


def test_a_moment_is_everybody_s_own() -> None:
    """Discord words it for each reader; in a room it is said once, and in a title in words."""
    assert said(MOMENT) == said(MOMENT, ROOM) == "<t:1795629600:f>"
    assert ENGLISH.heading(MOMENT).startswith("Wednesday, November 25, 2026")


def test_who_is_called_stands_above_the_card() -> None:
    """An embed calls nobody; and exactly they are allowed to be called."""
    found = shown(ANA, "x", Everyone(Role.COORDINATOR), ANA)

    assert found.content == f"<@900000000000000101> <@&{ROLES[Role.COORDINATOR]}>"
    assert found.embed.description == "x"
    assert content_of(found)["allowed_mentions"] == {
        "parse": [],
        "users": [900000000000000101],
        "roles": [int(ROLES[Role.COORDINATOR])],
    }


def test_who_is_called_within_a_sentence_stays_in_it() -> None:
    """And is called above it, once, however often they are named."""
    found = shown((ANA, ANA), Text("joining.code_sent.body", {"address": ANA}))

    assert found.content == "<@900000000000000101>"
    assert (found.embed.description or "").count("<@900000000000000101>") == 4


def test_who_is_meant_is_called_only_where_they_are() -> None:
    """Somebody of this guild by their id, anybody else by name; an id that is none calls nobody."""
    others = [
        Identity("discord", "900000000000000002", "900000000000000101"),
        Identity("slack", HERE, "900000000000000101"),
        Identity("discord", HERE, "1> @everyone <@2"),
    ]

    for other in others:
        found = shown(Mention(other, "Ana *b*"))
        assert (found.content, found.embed.description) == ("", "Ana \\*b\\*")
        assert content_of(found)["allowed_mentions"] == {"parse": []}


@pytest.mark.parametrize("role", [Role.ANYONE, Role.MEMBER, Role.FACILITATOR])
def test_a_role_that_was_not_given_is_only_named(role: Role) -> None:
    """Never everybody."""
    found = shown(Everyone(role))

    assert found.content == ""
    assert content_of(found)["allowed_mentions"] == {"parse": []}
    must_be_harmless(content_of(found))


# ---- long ones


@given(st.text("ab *_<>@\n", max_size=200), st.integers(0, 300), st.integers(100, 3000))
def test_a_mark_is_never_cut(before: str, many: int, limit: int) -> None:
    """Neither a moment nor an escape, wherever words end early."""
    whole = escaped(before) + " ".join([ENGLISH.markdown(MOMENT)] * many)
    part = cut(whole, limit)

    assert len(part) <= limit
    rest = ESCAPE.sub("", OURS.sub("", part))
    assert "<" not in rest
    assert "\\" not in rest


@pytest.mark.parametrize(
    "text, limit, shown", [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("AT&T & co", 8, "AT&T &…")]
)
def test_plain_words_are_shortened_with_a_mark(text: str, limit: int, shown: str) -> None:
    """Wherever they end."""
    assert shortened(text, limit) == shown
