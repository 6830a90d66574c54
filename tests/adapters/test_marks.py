"""What somebody says of a meeting by the subject of a mail, and what is not that."""

from __future__ import annotations

from email import message_from_bytes

import pytest

from adapters.mail.arrived import Refused
from adapters.mail.marks import Mark, read_mark
from tests.invitations import JO
from tests.replies import answering, by_a_person

UID = "0123456789abcdefghijklmnop"


def read(subject: str, **headers: str) -> Mark | None:
    return read_mark(message_from_bytes(by_a_person(f"mailto:a@b.example?subject={subject}", **headers)))


@pytest.mark.parametrize(
    "subject",
    [
        "{}-informed-4",
        "Re:%20{}-informed-4",
        "RE%20:%20%C3%A9%20{}-INFORMED-4.",
        "{}-informed-4%20{}-informed-4",
    ],
)
def test_a_word_in_the_subject_is_a_mark(subject: str) -> None:
    """Whatever a mail program has put around it."""
    assert read(subject.format(UID, UID)) == Mark(UID, JO, "informed", 4)


@pytest.mark.parametrize(
    "subject",
    ["hello", "{}-informed-6", "{}-informed-44", "{}-bored-4", "x{}-informed-4", "{}", "-informed-4"],
)
def test_what_is_no_such_word_is_none(subject: str) -> None:
    """It is looked at as anything else that arrives."""
    assert read(subject.format(UID)) is None


def test_a_calendars_answer_is_no_mark() -> None:
    """Nor is a mail without a subject, or with one that nobody can read."""
    assert read_mark(message_from_bytes(answering())) is None
    assert read_mark(message_from_bytes(b"From: jo@calgary.example\r\n\r\n")) is None
    assert read_mark(message_from_bytes(b"Subject: =?no-such?q?x?=\r\n\r\n")) is None


def test_two_marks_in_one_mail_are_refused() -> None:
    """Nobody knows which one is meant."""
    with pytest.raises(Refused, match="several_marks"):
        read(f"{UID}-informed-4%20{UID}-informed-5")


@pytest.mark.parametrize("said", ["auto-replied", "auto-generated"])
def test_what_a_machine_answers_is_refused(said: str) -> None:
    """A person says how it was."""
    with pytest.raises(Refused, match="automatic"):
        read(f"{UID}-informed-4", Auto_Submitted=said)
    assert read(f"{UID}-informed-4", Auto_Submitted="no")


def test_of_several_senders_none_has_said_it() -> None:
    """Nor nobody."""
    octets = by_a_person(f"mailto:a@b.example?subject={UID}-informed-4")
    for sender in (b"From: a@b.example, c@d.example", b"X-From: nobody"):
        with pytest.raises(Refused):
            read_mark(message_from_bytes(octets.replace(f"From: Jo <{JO}>".encode(), sender)))
