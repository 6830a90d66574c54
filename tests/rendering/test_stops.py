"""How a letter says that it can be stopped, with one press, and what asks for it by mail (RFC 2369, RFC
8058)."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage, Message

import pytest

from adapters.mail.arrived import Refused, opened
from adapters.mail.letters import Composer
from adapters.mail.stops import Stops
from adapters.mail.wishes import Wished, read_wish
from bot.deliveries import Attached
from bot.rights.wishes import Wish
from tests.letters import IDENTITY, composer, letter

MEMBER = "abcdefghijklmnopqrstuvwxy2"
STOPS = Stops(b"s" * 32, "https://peers.example", "peers@network.example", IDENTITY.contact)


def reached() -> Composer:
    """Of a network with a page and a mailbox that is read."""
    return replace(
        composer(replace(IDENTITY, answers="peers@network.example")), address="https://peers.example"
    )


def mail(subject: str, sender: str = "Jo <jo@calgary.example>", **fields: str) -> Message:
    written = EmailMessage()
    written["From"], written["Subject"] = sender, subject
    for name, value in fields.items():
        written[name.replace("_", "-")] = value
    written.set_content("Whatever stands here.")
    return opened(written.as_bytes())


def test_one_press_stops_it() -> None:
    """A page, then a mail; whole on the wire, though it is long."""
    message = reached().compose(replace(letter(), stop=MEMBER))
    token = STOPS.token(MEMBER)
    wire = message.as_bytes()

    assert message["List-Unsubscribe"] == (
        f"<https://peers.example/mail/{token}>, <mailto:peers@network.example?subject=stop-{token}>"
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in wire
    assert f"<https://peers.example/mail/{token}>".encode() in wire
    assert f"https://peers.example/mail/{token}" in message.get_body(("plain",)).get_content()  # type: ignore[union-attr] # there is one


def test_the_word_is_the_same_in_every_letter_and_tells_nothing() -> None:
    """So it is good for as long as they are known; another secret knows nothing of it."""
    token = STOPS.token(MEMBER)

    assert token == STOPS.token(MEMBER)
    assert MEMBER not in token
    assert STOPS.member(token) == MEMBER
    assert Stops(b"t" * 32).member(token) is None


@pytest.mark.parametrize("forged", ["", "a", "a" * 26, "a" * 200, "a" * 5000, "é" * 30, "!" * 68, "=" * 68])
def test_a_forged_word_is_nobodys(forged: str) -> None:
    """Whatever it looks like."""
    assert STOPS.member(forged) is None


def test_a_word_with_one_letter_changed_is_nobodys() -> None:
    """Each of its letters is looked at."""
    token = STOPS.token(MEMBER)
    changed = [
        token[:at] + ("a" if token[at] != "a" else "b") + token[at + 1 :] for at in range(len(token) - 1)
    ]

    assert {STOPS.member(each) for each in changed} == {None}


def test_a_mail_program_stops_it_with_the_word_alone() -> None:
    """From whatever address, and by itself."""
    asked = mail(f"stop-{STOPS.token(MEMBER)}", "other@home.example", Auto_Submitted="auto-generated")

    assert read_wish(asked, STOPS) == Wished(Wish.MAIL_OFF, "", member=MEMBER)


@pytest.mark.parametrize(
    "subject, wish",
    [
        ("data", Wish.DATA),
        ("Re: Mes données", Wish.DATA),
        ("« données »", Wish.DATA),
        ("Privacy!", Wish.PRIVACY),
        ("CONFIDENTIALITÉ", Wish.PRIVACY),
        ("unsubscribe", Wish.MAIL_OFF),
        ("Désabonnement", Wish.MAIL_OFF),
        ("mail on", Wish.MAIL_ON),
        ("Forget me.", Wish.FORGET),
        ("Oubliez-moi", Wish.FORGET),
        ("Data for the meeting", None),
        ("unsubscribe please from everything", None),
        ("", None),
    ],
)
def test_a_subject_that_asks_for_something_is_known(subject: str, wish: Wish | None) -> None:
    """In either language, as people write it; longer ones are read by people."""
    found = read_wish(mail(subject), STOPS)

    assert found == (Wished(wish, "jo@calgary.example") if wish else None)


@pytest.mark.parametrize("subject", ["data", "forget me", "unsubscribe"])
def test_an_automatic_answer_asks_for_nothing(subject: str) -> None:
    """Somebody who is away has chosen that subject for us."""
    with pytest.raises(Refused, match="automatic"):
        read_wish(mail(subject, Auto_Submitted="auto-replied"), STOPS)


def test_a_word_of_somebody_elses_making_is_refused() -> None:
    """And being forgotten is confirmed by the mailbox that the mail comes from."""
    with pytest.raises(Refused, match="stranger"):
        read_wish(mail(f"stop-{'a' * 68}"), STOPS)

    assert read_wish(mail(f"forget-{'a' * 26}"), STOPS) == Wished(
        Wish.CONFIRMED, "jo@calgary.example", token="a" * 26
    )


def test_a_file_goes_with_a_letter() -> None:
    """The same each time, and below what people read."""
    attached = replace(letter(), attached=Attached("my-data.json", '{"name": "Zoé"}\n'.encode()))
    message = composer().compose(attached)
    (file,) = message.iter_attachments()

    assert (file.get_content_type(), file.get_filename()) == ("application/json", "my-data.json")
    assert file.get_content() == '{"name": "Zoé"}\n'.encode()
    assert message.as_bytes() == composer().compose(attached).as_bytes()
