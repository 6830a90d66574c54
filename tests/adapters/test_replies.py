"""What calendars answer by mail: read in the shapes that are about, refused when anything is not right."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.mail.arrived import DEEPEST, LARGEST, Refused
from adapters.mail.bounces import Bounce
from adapters.mail.calendar import Uids
from adapters.mail.replies import Reply
from tests.invitations import JO, UID, UIDS
from tests.replies import NOW, READING, STAMPED, Answer, answering, bounce, by_outlook, mail

GOING = Reply(UID, JO, "going", 0, STAMPED)
ACCEPTED = Answer().calendar()
EVE = "eve@evil.example"


def refusal(octets: bytes) -> str:
    with pytest.raises(Refused) as caught:
        READING.read(octets)
    return caught.value.reason


@pytest.mark.parametrize(
    "partstat,answer", [("ACCEPTED", "going"), ("TENTATIVE", "maybe"), ("DECLINED", "no"), ("declined", "no")]
)
def test_an_answer_is_read(partstat: str, answer: str) -> None:
    """Who, to what, as it was when, and one of three words: nothing else of the mail."""
    assert READING.read(answering(partstat=partstat)) == Reply(UID, JO, answer, 0, STAMPED)


@pytest.mark.parametrize(
    "octets",
    [
        mail(ACCEPTED, attached=ACCEPTED).as_bytes(),
        by_outlook(),
        answering(sequence=""),
        answering(method=""),
        answering(attendee="MailTo:JO@Calgary.example"),
        answering(attendee="mailto:j%6F@calgary.example"),
        answering().replace(b"\r\n", b"\n"),
        mail(ACCEPTED, sender=JO).as_bytes(),
        mail(ACCEPTED, sender="jo+peers@calgary.example").as_bytes(),
        mail(ACCEPTED, sender='"jo@calgary.example" <jo@calgary.example>').as_bytes(),
        mail(ACCEPTED, sender='"Zoë, mairesse" <jo@calgary.example>').as_bytes(),
    ],
)
def test_every_calendar_is_understood(octets: bytes) -> None:
    """Twice the same, alone, folded, with lines of their own, without a sequence, in capitals."""
    assert READING.read(octets) == GOING


def test_an_answer_says_to_which_version_it_is() -> None:
    """So that the rules can tell what is stale."""
    reply = READING.read(answering(sequence="SEQUENCE:7", stamp="20261110T235959Z"))

    assert isinstance(reply, Reply)
    assert (reply.sequence, reply.stamp - NOW) == (7, timedelta(hours=11, minutes=59, seconds=59))


@pytest.mark.parametrize(
    "reason,octets",
    [
        ("no_calendar", mail().as_bytes()),
        ("no_sender", b""),
        ("no_sender", b"\r\nhello"),
        ("no_reply", answering(method="METHOD:REQUEST")),
        ("counter", answering(method="METHOD:COUNTER")),
        ("malformed", answering(method="METHOD:REPLY\nMETHOD:REPLY")),
        ("no_answer", answering(partstat="NEEDS-ACTION")),
        ("no_answer", answering(partstat="DELEGATED")),
        ("stranger", answering(uid=UID)),
        ("stranger", answering(uid=Uids(b"x" * 32).of(UID, JO))),
        ("stranger", answering(uid=UIDS.of(UID, JO) + "0")),
        ("another_sender", answering(attendee="mailto:eve@evil.example", uid=UIDS.of(UID, EVE))),
        ("stranger", answering(attendee="mailto:eve@evil.example")),
        ("stranger", answering(uid=UIDS.of(UID, EVE))),
        ("another_sender", mail(ACCEPTED, sender="eve@evil.example").as_bytes()),
        ("no_sender", mail(ACCEPTED, sender=f"{JO}, eve@evil.example").as_bytes()),
        ("no_address", answering(attendee="invalid:nomail")),
        ("no_address", answering(attendee="mailto:jo@calgary.example?cc=eve@evil.example")),
        ("no_address", answering(attendee="mailto:jo%0D%0A@calgary.example")),
        ("several_attendees", answering(more="ATTENDEE;PARTSTAT=DECLINED:mailto:eve@evil.example")),
        ("several_events", mail(Answer(around=Answer().event()).calendar()).as_bytes()),
        ("several_calendars", mail(ACCEPTED + ACCEPTED).as_bytes()),
        ("several_calendars", mail(ACCEPTED, Answer("DECLINED").calendar()).as_bytes()),
        ("several_calendars", mail(ACCEPTED, attached=Answer("DECLINED").calendar()).as_bytes()),
        ("several_calendars", mail(*[ACCEPTED] * 5).as_bytes()),
        ("control_character", answering(attendee="mailto:jo@calgary.example\0")),
        ("control_character", answering(uid=UIDS.of(UID, JO) + "\x0b")),
        ("malformed", answering(more="RECURRENCE-ID:20261125T180000Z")),
        ("malformed", answering(sequence="SEQUENCE:-1")),
        ("malformed", answering(sequence="SEQUENCE:99999999999999999999")),
        ("malformed", answering(stamp="20261109T080706")),
        ("malformed", answering(stamp="20261309T080706Z")),
        ("malformed", answering(more=f"UID:{UIDS.of(UID, JO)}")),
        ("malformed", mail(ACCEPTED.replace(b"END:VEVENT", b"END:VTODO")).as_bytes()),
        ("malformed", mail(ACCEPTED.replace(b"END:VCALENDAR\r\n", b"")).as_bytes()),
        ("stamp_ahead", answering(stamp="20991231T235959Z")),
        ("large_calendar", answering(more="X-NOTE:" + "x" * 65536)),
    ],
)
def test_what_is_not_right_is_refused(reason: str, octets: bytes) -> None:
    """By a word for what is wrong, which quotes nothing."""
    assert refusal(octets) == reason


def test_a_mail_within_the_mail_answers_nothing() -> None:
    """Somebody who forwards another's answer does not answer."""
    message = mail()
    message.add_attachment(mail(ACCEPTED))

    assert refusal(message.as_bytes()) == "no_calendar"


def nested(depth: int) -> bytes:
    message: EmailMessage = mail(ACCEPTED)
    for number in range(depth):
        outer = EmailMessage(SMTP)
        outer["Content-Type"] = f"multipart/mixed; boundary=b{number}"
        outer.attach(message)
        message = outer
    message["From"] = JO
    return message.as_bytes()


@pytest.mark.parametrize(
    "reason,octets",
    [
        ("too_large", answering() + b"x" * LARGEST),
        ("too_large", answering() + b"\n" * 30_000),
        ("too_many_parts", answering() + b"--x\r\n\r\n" * 1000),
        ("too_many_parts", b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" * 500),
        ("too_deep", nested(DEEPEST)),
        ("strange_header", b"From: a@b.example\r\nFrom: c@d.example\r\n\r\n"),
        ("strange_header", b"From: " + b"(" * 5000 + b"\r\n\r\n"),
    ],
)
def test_a_bomb_does_not_go_off(reason: str, octets: bytes) -> None:
    """What would be dear to take to pieces is not taken to pieces."""
    assert refusal(octets) == reason


@given(octets=st.binary(max_size=2000), where=st.integers(min_value=0, max_value=1200))
def test_no_mail_gets_more_than_a_refusal(octets: bytes, where: int) -> None:
    """Whatever stands anywhere in it: the answer that is there, or a word for what is wrong."""
    whole = answering()
    for written in (octets, whole[:where] + octets + whole[where:]):
        with contextlib.suppress(Refused):
            assert READING.read(written) == GOING


# ---- letters that come back


@pytest.mark.parametrize("status", ["5.1.1", "5.1.10", "5.2.1", "5.4.1", "5.1.1 (no such user)"])
def test_a_mailbox_that_is_gone_is_read(status: str) -> None:
    """From the report of any server, in the codes that the standards gave."""
    assert READING.read(bounce(status)) == Bounce(JO)


def test_the_whole_letter_may_come_back() -> None:
    """Instead of its headers alone."""
    whole = bounce().replace(b"text/rfc822-headers", b"message/rfc822")

    assert READING.read(whole) == Bounce(JO)


@pytest.mark.parametrize(
    "reason,octets",
    [
        ("not_gone", bounce("5.2.2")),
        ("not_gone", bounce("5.7.1")),
        ("not_gone", bounce("4.4.1", "delayed")),
        ("not_gone", bounce("2.0.0", "delivered")),
        ("not_gone", bounce("")),
        ("stranger", bounce(returned=b"To: jo@calgary.example\r\nMessage-ID: <x@mail.network.example>\r\n")),
        ("no_sender", bounce(returned=b"Subject: hello\r\n")),
    ],
)
def test_only_what_says_that_a_mailbox_is_gone_is_believed(reason: str, octets: bytes) -> None:
    """A full one, a filter or a delay says nothing about it, nor does a report on no letter of ours."""
    assert refusal(octets) == reason


def test_nobody_can_say_so_of_anothers_mailbox() -> None:
    """Who has a letter of ours to themselves knows no Message-ID of one to somebody else."""
    own = bounce(to="eve@evil.example")

    assert READING.read(own) == Bounce("eve@evil.example")
    assert refusal(own.replace(b"eve@evil.example", b"jo@calgary.example")) == "stranger"
