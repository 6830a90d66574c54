"""Letters as mail: every header and part, and what nobody's name can do to them."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.mail.headers import one_line
from adapters.mail.identity import MailIdentity
from adapters.platform import DeliveryFailed
from bot.chat import Named, Reader, Text
from bot.deliveries import Asked, Letter
from bot.outbox import Result
from tests.letters import ENGLISH, FRENCH, IDENTITY, MOMENT, composer, letter

NAMES = [
    "xʷməθkʷəy̓əm",
    'Jo "the mayor" O’Neil',
    "back\\slash",
    "Long, Name <eve@evil.example>, Another, Name Of Hers, And So On And So On And On (really)",
    "=?utf-8?q?Eve?=",
    "عمدة المدينة",
    "👩🏽\u200d🚒 Kay",
    "名前" * 40,
    "é" * 150,
    "A" * 250,
    "J.",
]
BREAKS = ["\r\n", "\n", "\r", "\0", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\x7f"]


class Page(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def received(written: Letter, identity: MailIdentity = IDENTITY) -> EmailMessage:
    return message_from_bytes(composer(identity).compose(written).as_bytes(), policy=default)


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert isinstance(found, EmailMessage)
    return str(found.get_content()).replace("\r\n", "\n")


def mailboxes(octets: bytes) -> list[tuple[str, str]]:
    """Whom the To header names, read as mail programs read it."""
    boxes = getaddresses([str(message_from_bytes(octets)["To"])])
    return [(str(make_header(decode_header(name))), address) for name, address in boxes]


def test_a_letter_has_a_text_and_an_html_part() -> None:
    """Both say the same, the richer one last, as multipart/alternative wants."""
    message = received(letter(words="Good day."))

    kinds = [one.get_content_type() for one in message.iter_parts()]
    assert message.get_content_type() == "multipart/alternative"
    assert kinds == ["text/plain", "text/html"]
    assert "Good day." in part(message, "plain")
    assert "Good day." in Page(part(message, "html")).words


def test_headers_say_who_when_and_that_a_machine_wrote_it() -> None:
    """Answers go to people; out-of-office replies and loops are asked to stay away."""
    message = received(letter())

    assert message["From"] == "Climate Peers <peers@network.example>"
    assert message["Reply-To"] == "Climate Peers <contact@network.example>"
    assert message["Date"].datetime == MOMENT
    assert message["Subject"] == "Only Good day. can do this."
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("name", NAMES)
def test_a_person_is_addressed_by_any_name(name: str) -> None:
    """Any script, quote or pretended encoding arrives as written, and names one recipient."""
    octets = composer().compose(letter(to_name=name)).as_bytes()

    assert mailboxes(octets) == [(name, "jo@calgary.example")]


@pytest.mark.parametrize("written", NAMES)
def test_a_subject_holds_any_words(written: str) -> None:
    """The subject arrives as written, however it has to be encoded and folded."""
    assert received(letter(words=written))["Subject"] == f"Only {written} can do this."


@given(name=st.text(), words=st.text())
def test_whatever_people_write_stays_inside_its_place(name: str, words: str) -> None:
    """One recipient, our own headers only, and octets that any server carries."""
    octets = composer().compose(letter(to_name=name, words=words)).as_bytes()

    expected = message_from_bytes(composer().compose(letter()).as_bytes()).keys()
    assert message_from_bytes(octets).keys() == expected
    assert mailboxes(octets) == [(one_line(name), "jo@calgary.example")]
    assert octets.isascii()
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n|[\0\v\f]", octets)
    assert max(map(len, octets.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("end", BREAKS)
def test_no_line_end_reaches_a_header(end: str) -> None:
    """A name or a subject cannot add a header or a recipient."""
    smuggled = f"Jo{end}Bcc: eve@evil.example"

    message = received(letter(to_name=smuggled, words=smuggled))

    assert message["Bcc"] is None
    assert message["To"].addresses[0].display_name == "Jo Bcc: eve@evil.example"
    assert message["Subject"] == "Only Jo Bcc: eve@evil.example can do this."


def test_characters_that_turn_a_line_around_are_left_out_of_headers() -> None:
    """Right-to-left names stay as they are; marks that make a name read as another do not."""
    message = received(letter(to_name="عمدة \u202eevil\u202c"))

    assert message["To"].addresses[0].display_name == "عمدة evil"


def test_peoples_words_are_escaped_in_html() -> None:
    """Markup in somebody's words is shown, not obeyed, and keeps to its own direction."""
    html = part(received(letter(words='<script>alert("1")</script>\n<b>&amp;')), "html")

    page = Page(html)
    assert not {"script", "b"} & set(page.tags)
    assert '<script>alert("1")</script>' in page.words
    assert "bdi" in page.tags


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_code_stands_out(kind: str) -> None:
    """The code has a line of its own in plain text, and is large in HTML."""
    shown = part(received(letter(highlight="12345678")), kind)

    assert re.search(r"^12345678$|font:bold 2rem[^>]*>12345678<", shown, re.MULTILINE)


@pytest.mark.parametrize("reader", [ENGLISH, FRENCH])
def test_a_letter_says_its_language(reader: Reader) -> None:
    """Programs that read aloud, translate or sort can know it from the header and from the page."""
    message = received(letter(reader=reader))

    assert message["Content-Language"] == reader.language
    assert f'<html lang="{reader.language}">' in part(message, "html")


@pytest.mark.parametrize("kind", ["plain", "html"])
@pytest.mark.parametrize(
    "reader,name,stop",
    [
        (ENGLISH, "Climate Peers", "To receive no more mail from us"),
        (FRENCH, "Pairs climat", "Pour ne plus recevoir de courriels"),
    ],
)
def test_each_letter_names_the_sender_and_the_way_out(
    reader: Reader, name: str, stop: str, kind: str
) -> None:
    """Name, postal address, contact, and how to stop, in the reader's language."""
    message = received(letter(reader=reader))
    shown = part(message, kind)

    wanted = (name, *IDENTITY.postal, IDENTITY.contact, stop)
    assert [words for words in wanted if words not in shown] == []
    assert message["From"] == f"{name} <peers@network.example>"


def test_mail_can_be_stopped_by_mail() -> None:
    """The address alone, and no promise of one click."""
    message = received(replace(letter(), stop="jo"))

    assert message["List-Unsubscribe"] == "<mailto:contact@network.example?subject=unsubscribe>"
    assert message["List-Unsubscribe-Post"] is None


def test_an_answer_to_what_they_did_is_not_of_a_list() -> None:
    """There is nothing to be stopped."""
    message = received(letter())

    assert message["List-Unsubscribe"] is None
    assert message["List-Unsubscribe-Post"] is None


def test_the_same_letter_is_the_same_octets() -> None:
    """A retry, and a run with the same seed, repeat it byte for byte: nothing is left to chance."""
    assert composer().compose(letter()).as_bytes() == composer().compose(letter()).as_bytes()


def test_the_message_id_depends_on_the_letter_and_tells_nothing() -> None:
    """Another letter or another network's secret has another id; none shows what the letter is for."""
    ids = [
        composer(secret=secret).compose(letter(key))["Message-ID"]
        for key in ("joining.code:1", "joining.code:2")
        for secret in (b"a" * 32, b"b" * 32)
    ]

    assert len(set(ids)) == 4
    assert all(re.fullmatch(r"<[a-z2-7]{26}@mail\.network\.example>", written) for written in ids)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "jo",
        "jo@",
        "@calgary.example",
        "jo@two@calgary.example",
        "jo @calgary.example",
        "jo@calgary.example, eve@evil.example",
        "Jo <jo@calgary.example>",
        '"jo"@calgary.example',
        "jo(comment)@calgary.example",
        "jo@[127.0.0.1]",
        "jo@-calgary.example",
        "jo@calgary..example",
        ".jo@calgary.example",
        "jo@calgáry.example",
        "jo\u00a0@calgary.example",
        "jo\u202e@calgary.example",
        "jo@calgary.example\r\nBcc: eve@evil.example",
        "jo@calgary.example\n",
        "j" * 65 + "@calgary.example",
        "jo@" + "calgary." * 40 + "example",
    ],
)
def test_only_a_plain_address_is_written_to(address: str) -> None:
    """What is none, or is more than one, is refused for good, and not quoted."""
    with pytest.raises(DeliveryFailed) as caught:
        composer().compose(letter(to=address))

    assert (caught.value.result, caught.value.code) == (Result.NEVER, "mailbox_malformed")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": Named("Climate Peers", " ")},
        {"postal": ()},
        {"postal": ("",)},
        {"sender": "Peers <peers@network.example>"},
        {"sender": "pêrs@network.example"},
        {"contact": ""},
        {"domain": "network example"},
    ],
)
def test_an_identity_without_what_the_law_wants_is_refused(wrong: dict[str, Any]) -> None:
    """No letter can leave without a name, a postal address and a contact."""
    with pytest.raises(ValueError):  # noqa: PT011 - one class for all: the operator reads settings' own words
        replace(IDENTITY, **wrong)


ASKED = Asked(
    Text("meetings.rate.informed"), ((Text("meetings.mark.1"), "w-1"), (Text("meetings.mark.5"), "w-5"))
)


@pytest.mark.parametrize("reader, question", [(ENGLISH, "Do you leave"), (FRENCH, "Repartez-vous")])
def test_what_is_asked_by_mail_has_a_mail_for_each_answer(reader: Reader, question: str) -> None:
    """In both parts, to the mailbox that is read, in the reader's words."""
    identity = replace(IDENTITY, answers="answers+x@network.example")
    message = received(replace(letter(reader=reader), asked=(ASKED,)), identity)
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain
    assert html
    mails = [f"mailto:answers%2Bx@network.example?subject=w-{mark}" for mark in (1, 5)]

    assert f"1: {mails[0]}\n5: {mails[1]}" in plain.get_content().replace("\r\n", "\n")
    assert re.findall(r'href="(mailto:answers[^"]+subject[^"]+)"', html.get_content()) == mails
    assert question in plain.get_content()
    assert question in html.get_content()
