"""What the wide-spread calendars answer and mail servers return is understood; what is unclear is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from adapters.mail.arrived import Refused
from adapters.mail.bounces import Bounce
from adapters.mail.replies import Reply
from tests import clients
from tests.invitations import JO, UID
from tests.replies import READING, STAMPED, bounce, came_back

GOING = Reply(UID, JO, "going", 0, STAMPED)


def refusal(octets: bytes) -> str:
    with pytest.raises(Refused) as caught:
        READING.read(octets)
    return caught.value.reason


@pytest.mark.parametrize(
    "octets",
    [
        clients.exchange(),
        clients.google(),
        clients.apple(),
        clients.thunderbird(),
        clients.nextcloud(),
        clients.without_method(),
        clients.without_method("text/calendar; METHOD=reply"),
        clients.marked(),
    ],
)
def test_whoever_accepts_is_going(octets: bytes) -> None:
    """In whatever coding, however folded, under whatever name."""
    assert READING.read(octets) == GOING


@pytest.mark.parametrize("client", [clients.exchange, clients.google])
def test_tentative_is_maybe(client: Callable[[str], bytes]) -> None:
    """Unless another time comes with it."""
    assert READING.read(client("TENTATIVE")) == replace(GOING, answer="maybe")


@pytest.mark.parametrize(
    "reason, octets",
    [
        ("counter", clients.exchange("TENTATIVE", "COUNTER")),
        ("counter", clients.google("DECLINED", "COUNTER")),
        ("several_attendees", clients.delegated()),
        ("tnef", clients.in_a_parcel()),
        ("no_reply", clients.away()),
        ("no_reply", clients.without_method("text/calendar; charset=utf-8")),
        ("no_reply", clients.without_method("text/calendar; method=REQUEST")),
    ],
)
def test_what_is_no_answer_is_not_taken_for_one(reason: str, octets: bytes) -> None:
    """Another time, somebody else who comes, an automatic word, a calendar that says not what it is."""
    assert refusal(octets) == reason


# ---- letters that come back


@pytest.mark.parametrize(
    "octets",
    [
        clients.by_qmail(),
        clients.by_qmail("Remote host said: 550 5.1.1 unknown user"),
        clients.by_exim(),
        clients.by_exchange(),
        clients.report_of(("failed", "5.1.1"), ("failed", "5.1.10")),
        clients.report_of(("failed", "5.1.1"), kind="report"),
        clients.report_of(("failed", "5.1.1"), kind="mixed"),
    ],
)
def test_a_mailbox_that_is_gone_is_known_by_the_letter_to_it(octets: bytes) -> None:
    """Told in fields or in words, with our own Message-ID below."""
    assert READING.read(octets) == Bounce(JO)


@pytest.mark.parametrize(
    "octets",
    [
        clients.by_qmail("I am not going to try again; this message has been in the queue too long."),
        clients.by_qmail("550 5.2.2 mailbox full"),
        clients.by_qmail("450 4.1.1 try later"),
        clients.by_qmail("550 5.1.1 unknown, or 452 4.2.2 full"),
        clients.by_exim("550 blocked for spam 5.7.1"),
        clients.by_exchange("#550 5.2.3 too large"),
        clients.report_of(("failed", "5.1.1"), ("relayed", "2.0.0")),
        clients.report_of(("failed", "5.1.1"), ("delayed", "4.4.1")),
    ],
)
def test_what_may_mean_something_else_is_not_believed(octets: bytes) -> None:
    """Full, late, filtered, or arrived at one of several."""
    assert refusal(octets) == "not_gone"


@pytest.mark.parametrize(
    "octets",
    [
        clients.by_qmail(back=b"To: jo@calgary.example\nMessage-ID: <x@mail.network.example>\n"),
        clients.by_qmail(back=came_back("eve@evil.example").replace(b"eve@evil", b"jo@calgary")),
        clients.by_qmail(back=b"Subject: hello\n"),
        clients.by_qmail(back=came_back() + b"\n" + came_back("eve@evil.example")),
        clients.by_exchange().replace(JO.encode(), b"jo@gmail.example", 2),
    ],
)
def test_without_our_letter_to_that_very_mailbox_nothing_is_believed(octets: bytes) -> None:
    """A forged one, one to somebody else, two at once, or one that says of which other address it speaks."""
    assert refusal(octets) in {"stranger", "malformed"}


def test_whoever_quotes_our_letter_says_nothing_of_a_mailbox() -> None:
    """Only what delivers mail does: by its name, and not in a report that somebody has forwarded."""
    by_jo = clients.by_qmail().replace(b"MAILER-DAEMON@calgary.example", JO.encode())
    forwarded = clients.mixed(("text/plain", "7bit", b"See below."), ("message/rfc822", "7bit", bounce()))

    assert refusal(by_jo) == "no_calendar"
    assert refusal(forwarded) == "no_calendar"
