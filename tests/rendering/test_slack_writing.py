"""What people wrote, on Slack: as they wrote it, and harmless; what we make ourselves, whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.render import blocks, cut, escaped, message, pieces, plain
from bot.chat import Button, Card, Everyone, Fact, Identity, Mention, Named, Role, Text
from tests.rendering.slack import (
    ENGLISH,
    ESCAPES,
    EVERYWHERE,
    HERE,
    LABEL,
    MOMENT,
    OURS,
    ROOM,
    must_be_harmless,
    must_be_taken,
    said,
    texts,
)

HYPHEN = "\u00ad"  # a soft one, which nobody sees, takes the effect of what formats
TEXT = st.text(max_size=400) | st.text("&<>|!@#*_~`{}^ \n", max_size=400)

# ---- what people wrote


@given(TEXT)
def test_no_words_of_a_person_format_link_or_call(written: str) -> None:
    """The only brackets are those that we made: as a paragraph, within a sentence, as a fact, as a name."""
    other = Mention(Identity("slack", "T0SOUTH", "U0ANA"), written)
    card = Card(
        LABEL,
        (written, Text("joining.code_sent.body", {"address": written}), MOMENT, other),
        (Fact(LABEL, written), Fact(LABEL, (written, MOMENT, Named(written, written)))),
    )
    for wording in EVERYWHERE.values():
        content = message(card, wording)
        must_be_harmless(content)
        must_be_taken(content)


@given(TEXT)
def test_what_a_person_wrote_is_read_as_it_was_written(written: str) -> None:
    """Slack shows an escape as what it stands for."""
    shown = said(written + "x").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    shown = shown.replace(HYPHEN, "")
    kept = ENGLISH.plain(written + "x").strip().replace(HYPHEN, "")

    assert shown == kept


@pytest.mark.parametrize(
    "written, kept",
    [
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("<!date^0^{date}|never>", "&lt;!date^0^{date}|never&gt;"),
        ("<@U0ANA> <!here> <#C1>", "&lt;@U0ANA&gt; &lt;!here&gt; &lt;#C1&gt;"),
        ("AT&T &amp; &lt;", "AT&amp;T &amp;amp; &amp;lt;"),
        ("שרה", "\u2068שרה\u2069"),
    ],
)
def test_what_could_do_harm_is_shown_as_it_stands(written: str, kept: str) -> None:
    """Controls and reordering go, everything else is escaped."""
    assert said(written) == kept


def test_nothing_links_by_itself() -> None:
    """Every formatted text is verbatim: an address that somebody wrote is no link."""
    parts = blocks(Card(LABEL, ("https://evil.example",), (Fact(LABEL, "@here #general"),)), ENGLISH)

    assert all(part["verbatim"] for part in texts(parts))


# ---- our own marks


def test_a_moment_is_everybody_s_own() -> None:
    """Slack words it for each reader; whose client is too old reads it in the network's zone or theirs."""
    assert said(MOMENT).replace("\u00a0", " ").replace("\u202f", " ") == (
        "<!date^1795629600^{date_long_pretty}, {time}|Wednesday, November 25, 2026, 2:30 p.m. (St. John’s)>"
    )
    assert said(MOMENT, ROOM).count("<!date^1795629600^") == 1


def test_who_is_meant_is_called_only_where_they_are() -> None:
    """Somebody of this workspace by their id, anybody else by name."""
    here = Mention(Identity("slack", HERE, "U0ANA"), "Ana")
    others = [
        Identity("slack", "T0SOUTH", "U0ANA"),
        Identity("discord", HERE, "1"),
        Identity("local", "x", "y"),
    ]

    assert said(here) == "<@U0ANA>"
    assert [said(Mention(other, "Ana <b>")) for other in others] == ["Ana &lt;b&gt;"] * 3
    assert said(Everyone(Role.COORDINATOR)) == "<!channel>"


def test_nobody_is_called_twice() -> None:
    """The words for notifications call nobody: the blocks do."""
    card = Card(LABEL, (Mention(Identity("slack", HERE, "U0ANA"), "Ana"), Everyone(Role.COORDINATOR), "x"))
    content = message(card, ENGLISH)

    assert not OURS.search(content["text"])
    assert len(OURS.findall(str(content["blocks"]))) == 2


# ---- long ones


@given(st.text("ab &<>\n", max_size=9000), st.integers(40, 3000))
def test_pieces_make_up_the_whole(written: str, limit: int) -> None:
    """Nothing is lost but blanks at the seams, no piece is empty or too long, no escape is cut."""
    whole = escaped(written)
    parts = list(pieces(whole, limit))

    assert "".join("".join(parts).split()) == "".join(whole.split())
    assert all(0 < len(part) <= limit and not ESCAPES.search(part) for part in parts)


@given(st.text("ab &<>\n", max_size=200), st.integers(0, 300), st.integers(100, 3000))
def test_a_moment_is_never_cut(before: str, many: int, limit: int) -> None:
    """Neither where a paragraph is parted nor where it ends early."""
    said_ = escaped(before) + " ".join([ENGLISH.mrkdwn(MOMENT)] * many)
    for part in (*pieces(said_, limit + 100), cut(said_, limit + 100)):
        assert "<" not in OURS.sub("", part)
        assert ">" not in OURS.sub("", part)


def test_a_long_paragraph_is_parted_at_a_blank() -> None:
    """Words stay whole as long as they are words."""
    parts = list(pieces("word " * 1000, 3000))

    assert [len(part) for part in parts] == [2999, 1999]
    assert list(pieces("x" * 3001, 3000)) == ["x" * 3000, "x"]


def test_the_longest_card_is_taken() -> None:
    """Twenty facts, ten buttons and paragraphs without end, everything an escape."""
    long = "&" * 5000
    buttons = tuple(Button("a" * 60, "b" * 30, n, Text("button.joining.approve")) for n in range(10))
    card = Card(LABEL, (long,) * 10, (Fact(LABEL, long),) * 20, buttons)
    content = message(card, ROOM)

    must_be_taken(content)
    must_be_harmless(content)
    assert sum(len(part.get("fields", ())) for part in content["blocks"]) == 20
    assert len(str(content["blocks"])) < 20_000


@pytest.mark.parametrize(
    "text, limit, shown", [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("AT&T & co", 8, "AT&T &…")]
)
def test_plain_words_are_shortened_with_a_mark(text: str, limit: int, shown: str) -> None:
    """Nothing is escaped in them, so an ampersand is a character like any other."""
    assert plain(text, limit)["text"] == shown
