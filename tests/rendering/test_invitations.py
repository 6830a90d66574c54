"""Invitations as mail: what calendars read in them, and what nobody's words can do to that."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.ical_lines import Unwritable, clean
from adapters.mail.calendar import Uids
from adapters.mail.identity import MailIdentity, UnusableAddress
from adapters.zones import use_pinned_zones
from bot.deliveries import Letter
from tests.invitations import JO, STAMP, UID, UIDS, asked, calendar_of, inviting
from tests.letters import FRENCH, IDENTITY, composer
from tests.rendering.calendars import Read, read
from tests.rendering.test_letters import BREAKS, NAMES

ANSWERED = replace(IDENTITY, answers="answers@network.example")


@pytest.fixture(autouse=True)
def _pinned_zones() -> None:
    use_pinned_zones()


def received(letter: Letter, identity: MailIdentity = IDENTITY) -> EmailMessage:
    return message_from_bytes(composer(identity).compose(letter).as_bytes(), policy=default)


def kinds(message: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


def part(message: EmailMessage, kind: str) -> EmailMessage:
    (found,) = [each for each in message.walk() if each.get_content_type() == kind]
    assert isinstance(found, EmailMessage)
    return found


def octets(message: EmailMessage, kind: str) -> bytes:
    held = part(message, kind).get_payload(decode=True)
    assert isinstance(held, bytes)
    return held


def only(letter: Letter) -> Read:
    (event,) = read(calendar_of(letter))
    return event


# ---- the mail


def test_an_invitation_stands_beside_the_words() -> None:
    """Text, HTML and calendar are alternatives; the file is for programs that look for one."""
    message = received(inviting(asked()))

    assert kinds(message) == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar",
        "application/ics",
    ]  # fmt: skip


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_the_part_says_what_it_asks(method: str) -> None:
    """As RFC 6047 wants it: the method stands in the part's type and in the calendar alike."""
    letter = inviting(asked("REQUEST" if method == "REQUEST" else "CANCEL"))

    kind = f"\r\nContent-Type: text/calendar; method={method}; charset=UTF-8\r\n".encode()
    assert kind in composer().compose(letter).as_bytes()
    assert only(letter).method == method


def test_the_file_holds_what_the_part_holds() -> None:
    """Octet for octet, under a name that both languages know."""
    message = received(inviting(asked()))

    body = calendar_of(inviting(asked()))
    assert octets(message, "application/ics") == octets(message, "text/calendar") == body
    file = part(message, "application/ics")
    assert (file.get_content_disposition(), file.get_filename()) == ("attachment", "invitation.ics")


def test_a_letter_without_an_invitation_has_no_calendar() -> None:
    """All others stay as they were."""
    assert kinds(received(replace(inviting(asked()), invitation=None))) == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip


def test_an_invitation_again_is_the_same_octets() -> None:
    """A retry repeats it byte for byte."""
    first, again = (composer().compose(inviting(asked())).as_bytes() for _ in range(2))

    assert first == again


# ---- the event


def test_calendars_agree_on_an_invitation() -> None:
    """Three of them read the same, in UTC."""
    assert only(inviting(asked())) == Read(
        method="REQUEST",
        uid=UIDS.of(UID, JO),
        sequence=0,
        stamp=STAMP,
        start=datetime(2026, 11, 25, 18, tzinfo=UTC),
        end=datetime(2026, 11, 25, 19, tzinfo=UTC),
        organizer="mailto:contact@network.example",
        attendees=("mailto:jo@calgary.example",),
        answers=("NEEDS-ACTION",),
        status="CONFIRMED",
        summary="Only Peer meeting can do this.",
        description="Nothing is recorded.",
        link="https://meet.example/peers",
    )


def test_an_update_is_about_the_same_event() -> None:
    """A new time has another sequence and stamp, and takes the first one's place."""
    first = only(inviting(asked()))
    moved = only(
        inviting(asked(start=asked().start + timedelta(days=1), sequence=1, stamp=STAMP + timedelta(1)))
    )

    assert moved.uid == first.uid
    assert (moved.sequence, moved.start - first.start) == (1, timedelta(days=1))
    assert moved.stamp > first.stamp


def test_a_theme_filled_in_later_asks_nobody_again() -> None:
    """The sequence is as it was; only the stamp tells calendars that there is something new."""
    first, themed = only(inviting(asked())), only(inviting(asked(title="Dikes", stamp=STAMP + timedelta(1))))

    assert themed.sequence == first.sequence
    assert themed.summary != first.summary
    assert themed.stamp > first.stamp


@pytest.mark.parametrize(
    "answer,partstat",
    [("going", "ACCEPTED"), ("maybe", "TENTATIVE"), ("no", "DECLINED"), ("", "NEEDS-ACTION")],
)
def test_an_update_says_what_was_answered(answer: str, partstat: str) -> None:
    """A theme that is filled in later resets nobody's answer, wherever it was given."""
    assert only(inviting(asked(answer=answer))).answers == (partstat,)


def test_a_cancellation_takes_the_event_back() -> None:
    """By the same UID, the next sequence, and with the status that says so."""
    cancelled = only(inviting(asked("CANCEL", sequence=1)))

    assert (cancelled.method, cancelled.status, cancelled.sequence) == ("CANCEL", "CANCELLED", 1)
    assert (cancelled.uid, cancelled.attendees) == (UIDS.of(UID, JO), ("mailto:jo@calgary.example",))


def test_an_answer_is_asked_of_exactly_one() -> None:
    """Whoever reads an invitation sees no address but their own and the network's."""
    body = calendar_of(inviting(asked()))

    assert body.replace(b"\r\n ", b"").count(b"mailto:") == 2
    assert b"RSVP=TRUE" in body.replace(b"\r\n ", b"")


def test_the_reader_is_invited_in_their_language() -> None:
    """Who invites, and to what."""
    french = calendar_of(inviting(asked(), reader=FRENCH))

    assert b'ORGANIZER;CN="Pairs climat"' in french
    assert read(french)[0].summary == "Cette action est réservée à Peer meeting."


def test_calendars_answer_where_their_answers_are_read() -> None:
    """At the mailbox that the bot reads, when it has one; people who press "reply" still reach people."""
    message = received(inviting(asked()), ANSWERED)

    (event,) = read(octets(message, "text/calendar"))
    assert event.organizer == "mailto:answers@network.example"
    assert message["Reply-To"] == "Climate Peers <contact@network.example>"


@pytest.mark.parametrize(
    "address,written",
    [
        ("o'neil+peers@calgary.example", "mailto:o%27neil+peers@calgary.example"),
        ("zoë@calgary.example", "mailto:zo%C3%AB@calgary.example"),
        ("50%?&@calgary.example", "mailto:50%25%3F%26@calgary.example"),
    ],
)
def test_an_address_is_a_uri_there(address: str, written: str) -> None:
    """What means something in a URI is encoded (RFC 6068)."""
    assert only(inviting(asked(), to=address)).attendees == (written,)


# ---- what people write


@pytest.mark.parametrize("written", [*NAMES, "a;b,c\\n:d", 'say "hi"', "^n^'"])
def test_any_name_and_title_is_read_as_written(written: str) -> None:
    """In any script, and with what means something in a calendar."""
    letter = inviting(asked(title=written), to_name=written)

    assert only(letter).summary == " ".join(f"Only {written} can do this.".split())
    assert only(letter).attendees == ("mailto:jo@calgary.example",)


@given(words=st.text(), name=st.text())
def test_whatever_people_write_stays_inside_its_property(words: str, name: str) -> None:
    """Every calendar reads the words back, and no line is longer than 75 octets."""
    use_pinned_zones()
    letter = inviting(asked(title=words, body=(words,), link=""), to_name=name)

    body = calendar_of(letter)
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n|[\0-\x09\x0b\x0c\x0e-\x1f\x7f]", body)
    assert max(map(len, body.split(b"\r\n"))) <= 75
    assert all(each.decode() for each in body.split(b"\r\n")[:-1])  # no piece ends within a character
    (event,) = read(body)
    assert event.attendees == ("mailto:jo@calgary.example",)
    assert event.description == clean(words)


@pytest.mark.parametrize("end", BREAKS)
def test_no_line_end_adds_a_property(end: str) -> None:
    """Neither a title, a paragraph nor a name can name another attendee."""
    smuggled = f"Jo{end}ATTENDEE:mailto:eve@evil.example"

    event = only(inviting(asked(title=smuggled, body=(smuggled,)), to_name=smuggled))

    assert event.attendees == ("mailto:jo@calgary.example",)


@pytest.mark.parametrize(
    "link", ["https://meet.example/\r\nATTENDEE:mailto:eve@evil.example", "https://a/\0"]
)
def test_a_link_with_a_control_character_is_refused(link: str) -> None:
    """It would be no link; rules let none through, and this is the last door."""
    with pytest.raises(Unwritable):
        calendar_of(inviting(asked(link=link)))


def test_an_address_that_is_none_is_refused() -> None:
    """And not quoted."""
    with pytest.raises(UnusableAddress):
        calendar_of(inviting(asked(), to="jo@calgary.example\r\nATTENDEE:mailto:eve@evil.example"))


# ---- the key


def test_a_uid_shows_that_it_is_ours() -> None:
    """What comes back is what the rules call the event by; a guess or another network's key is nothing."""
    written = UIDS.of(UID, JO)

    assert UIDS.read(written, JO) == UID
    assert UIDS.read(UID, JO) is None
    assert UIDS.read(written[:-1], JO) is None
    assert UIDS.read(f"{written[:-1]}x", JO) is None
    assert Uids(b"t" * 32).read(written, JO) is None


def test_each_has_a_uid_of_their_own() -> None:
    """Whoever has seen theirs knows nobody else's; jo+peers is jo, in whatever letters."""
    written = UIDS.of(UID, JO)

    assert UIDS.read(written, "eve@calgary.example") is None
    assert UIDS.read(written, "Jo+Peers@Calgary.example") == UID
