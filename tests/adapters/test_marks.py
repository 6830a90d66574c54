"""What somebody says of a meeting by the subject of a mail, and what is not that."""

from __future__ import annotations

from email import message_from_bytes
from urllib.parse import quote

import pytest

from adapters.mail.arrived import Refused
from adapters.mail.marks import Mark, Question, read_mark, read_question
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


# ---- questions


def asked(subject: str, **headers: str) -> Question | None:
    return read_question(
        message_from_bytes(by_a_person(f"mailto:a@b.example?subject={quote(subject)}", **headers))
    )


@pytest.mark.parametrize(
    "subject, words",
    [
        (f"{UID}-question: Who pays?", "Who pays?"),
        (
            f"Re: {UID}-question:   Qui paie l\u2019\u00e9lectricit\u00e9?",
            "Qui paie l\u2019\u00e9lectricit\u00e9?",
        ),
        (f"{UID.upper()}-Question Who pays?", "Who pays?"),
        (f"{UID}-question: {'x' * 400}", "x" * 400),
    ],
)
def test_a_question_stands_in_the_subject(subject: str, words: str) -> None:
    """Behind the word that our letter has put there; how long it may be is the rules' to say."""
    found = asked(subject)

    assert found is not None
    assert (found.uid, found.words) == (UID, words)


@pytest.mark.parametrize("subject", ["Who pays?", f"{UID}-informed-4", "question: x", f"x{UID}-question: x"])
def test_another_subject_is_no_question(subject: str) -> None:
    """Whatever stands in the mail itself."""
    assert asked(subject) is None


def test_a_question_without_words_or_by_a_machine_is_refused() -> None:
    """An out-of-office reply repeats the subject."""
    with pytest.raises(Refused, match="empty_question"):
        asked(f"{UID}-question:  ")
    with pytest.raises(Refused, match="automatic"):
        asked(f"{UID}-question: Who pays?", Auto_Submitted="auto-replied")
