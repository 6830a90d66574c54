"""Addresses that rules have checked can be followed; in what people write nothing can."""

import pytest

from adapters.discord.render import Markdown
from adapters.mail.letters import HtmlPart, PlainPart
from adapters.slack.render import Mrkdwn
from adapters.words import PlainWriter, Words, Writer
from bot.chat import Link, Reader, Text

ADDRESS = "https://meet.example/j/_a_*b*~c~?pwd=1&x=2#d"
READER = Reader("fr", "America/Toronto")
WORDS = Words.load()


@pytest.mark.parametrize(
    "write, shown",
    [
        (Mrkdwn("T0NORTH"), f"<{ADDRESS.replace('&', '&amp;')}>"),
        (Markdown("900000000000000001"), f"<{ADDRESS}>"),
        (HtmlPart(), '<a href="{0}">{0}</a>'.format(ADDRESS.replace("&", "&amp;"))),
        (PlainPart(), ADDRESS),
        (PlainWriter(), ADDRESS),
    ],
)
def test_an_address_is_whole_and_can_be_followed(write: Writer, shown: str) -> None:
    """No mark within it is taken for formatting, and none is added to what somebody copies."""
    said = WORDS.say(Text("meetings.letter.link", {"link": Link(ADDRESS)}), READER, write)

    assert shown in said


@pytest.mark.parametrize(
    "address",
    ["", "javascript:alert(1)", "https://", "http:/x", "https://a b", "https://a|b", "https://a>b", 'https://a"b',
     "https://a<b", "https://a\nb", "https://é.example", "https://a`b", "https://a\\b", "https://a\u202eb"],
)  # fmt: skip
def test_what_could_leave_its_brackets_is_no_address(address: str) -> None:
    """Nobody can write one that is something else to the place where it is shown."""
    with pytest.raises(ValueError, match="address"):
        Link(address)
