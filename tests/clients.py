"""How the wide-spread calendars and mail servers write: each shape by its structure, about people of ours."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Mapping

from tests.invitations import JO, UID, UIDS
from tests.replies import came_back

WHEN = "DTSTART;TZID=America/Toronto:20261125T130000\nDTEND;TZID=America/Toronto:20261125T140000"


def lines(*parts: str, ends: str = "\r\n") -> bytes:
    """Of a calendar, folded by nobody yet."""
    return ends.join([*"\n".join(filter(None, parts)).split("\n"), ""]).encode()


def reply(
    attendee: str, *more: str, prodid: str, method: str = "METHOD:REPLY", sequence: str = "SEQUENCE:0"
) -> bytes:
    return lines(
        "BEGIN:VCALENDAR",
        f"PRODID:{prodid}",
        "VERSION:2.0",
        method,
        "BEGIN:VEVENT",
        f"UID:{UIDS.of(UID, JO)}",
        "DTSTAMP:20261109T080706Z",
        sequence,
        "ORGANIZER;CN=Climate Peers:mailto:answers@network.example",
        attendee,
        *more,
        "END:VEVENT",
        "END:VCALENDAR",
    )


def mail(
    calendar: bytes,
    kind: str = "text/calendar; charset=UTF-8; method=REPLY",
    coding: str = "7bit",
    **other: str,
) -> bytes:
    """Nothing but a calendar, which is how Apple and Exchange answer."""
    fields = {"From": f"Jo Roy <{JO}>", "To": "answers@network.example", "Subject": "Accepted: Peer meeting"}
    written = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(coding, bytes)
    head = {**fields, "MIME-Version": "1.0", "Content-Type": kind, "Content-Transfer-Encoding": coding}
    return _head({**head, **other}) + written(calendar)


def mixed(*parts: tuple[str, str, bytes], kind: str = "mixed", **other: str) -> bytes:
    """Each with its type and its coding."""
    fields = {"From": f"Jo Roy <{JO}>", "To": "answers@network.example", "MIME-Version": "1.0"}
    head = {**fields, "Content-Type": f'multipart/{kind}; boundary="=_of_theirs"', **other}
    pieces = [
        b"--=_of_theirs\r\n" + mail(content, part, coding).partition(b"MIME-Version: 1.0\r\n")[2] + b"\r\n"
        for part, coding, content in parts
    ]
    return _head(head) + b"".join(pieces) + b"--=_of_theirs--\r\n"


def _head(fields: Mapping[str, str]) -> bytes:
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return "".join(f"{name}: {value}\r\n" for name, value in named.items() if value).encode() + b"\r\n"


# ---- calendars


def exchange(partstat: str = "ACCEPTED", method: str = "REPLY") -> bytes:
    """In one part, in base64, with words for the busy and a zone by its own name."""
    calendar = reply(
        f'ATTENDEE;PARTSTAT={partstat};CN="Roy, Jo":MAILTO:{JO}',
        "COMMENT;LANGUAGE=en-US:\\n",
        "SUMMARY;LANGUAGE=en-US:Accepted: Peer meeting",
        "DTSTART;TZID=Eastern Standard Time:20261125T130000",
        "CLASS:PUBLIC\nPRIORITY:5\nTRANSP:OPAQUE\nSTATUS:CONFIRMED",
        "X-MICROSOFT-CDO-APPT-SEQUENCE:0\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        prodid="Microsoft Exchange Server 2010",
        method=f"METHOD:{method}",
    )
    kind = f'text/calendar; charset="utf-8"; method={method}'
    words = ('text/plain; charset="us-ascii"', "quoted-printable", b"See you there.\r\n")
    return mixed(words, (kind, "base64", calendar), kind="alternative")


def google(partstat: str = "ACCEPTED", method: str = "REPLY") -> bytes:
    """Words, the calendar and the same as a file; sent for whoever answers."""
    calendar = reply(
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={partstat};CN={JO};X-NUM-GUESTS=0:\n"
        f" mailto:{JO}",
        "CREATED:20261101T093005Z\nDESCRIPTION:\nLAST-MODIFIED:20261109T080706Z\nLOCATION:",
        "DTSTART:20261125T180000Z\nDTEND:20261125T190000Z\nSTATUS:CONFIRMED\nTRANSP:OPAQUE",
        prodid="-//Google Inc//Google Calendar 70.9054//EN\nCALSCALE:GREGORIAN",
        method=f"METHOD:{method}",
    )
    return mixed(
        ('text/plain; charset="UTF-8"; format=flowed; delsp=yes', "base64", b"Jo has accepted."),
        (f'text/calendar; charset="UTF-8"; method={method}', "7bit", calendar),
        ('application/ics; name="invite.ics"', "base64", calendar),
        Sender="Google Calendar <calendar-notification@google.com>",
        Auto_Submitted="auto-generated",
    )


def apple() -> bytes:
    """Quoted-printable, with the address once more beside the name."""
    calendar = reply(
        f'ATTENDEE;CN="Jo « Zoë » Roy";CUTYPE=INDIVIDUAL;EMAIL="{JO}";PARTSTAT=ACCEPTED:mailto:{JO}',
        WHEN,
        "REQUEST-STATUS:2.0;Success\nX-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC",
        prodid="-//Apple Inc.//macOS 15.1//EN\nCALSCALE:GREGORIAN",
    )
    return mail(calendar, "text/calendar; charset=utf-8; method=REPLY", "quoted-printable")


def thunderbird() -> bytes:
    """Lines as Unix ends them, and folded after so many octets, wherever that is."""
    whole = f'ATTENDEE;CN="Zoë {"é" * 40}";PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:{JO}'.encode()
    assert whole[73:75].decode(errors="replace") != whole[73:75].decode(errors="ignore"), "within a character"
    attendee = whole[:74] + b"\n " + whole[74:]
    body = reply("HERE", WHEN, prodid="-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN")
    return mail(body.replace(b"\r\n", b"\n").replace(b"HERE", attendee), coding="8bit")


def nextcloud() -> bytes:
    """From the server's own mailbox's words, with what was answered before."""
    calendar = reply(
        f"ATTENDEE;CN=Jo Roy;LANGUAGE=fr;PARTSTAT=ACCEPTED;SCHEDULE-STATUS=1.1:mailto:{JO.upper()}",
        WHEN,
        "REQUEST-STATUS:2.0;Success",
        prodid="-//Sabre//Sabre VObject 4.5.4//EN",
    )
    words = ("text/plain; charset=utf-8", "quoted-printable", "Jo a accepté.".encode())
    return mixed(words, ("text/calendar; method=REPLY; charset=utf-8", "quoted-printable", calendar))


def without_method(kind: str = "text/calendar; charset=UTF-8; method=REPLY") -> bytes:
    """A gateway lost the line; what the mail says of the part is still there."""
    answered = f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{JO}"
    return mail(reply(answered, prodid="-//x//EN", method="X-LOST:1"), kind)


def marked() -> bytes:
    """With the mark that some put before a text in UTF-8, and blank lines at its end."""
    answered = f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{JO}"
    return mail(b"\xef\xbb\xbf" + reply(answered, prodid="-//x//EN") + b"\r\n\r\n", coding="8bit")


def delegated() -> bytes:
    """By whoever was asked, with whoever comes instead."""
    eve = "mailto:eve@calgary.example"
    return mail(
        reply(
            f'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="{eve}":mailto:{JO}',
            f'ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:{JO}":{eve}',
            prodid="-//x//EN",
        )
    )


def in_a_parcel() -> bytes:
    """Exchange to somebody whom it takes for one of its own: nobody else can open that."""
    return mixed(
        ("text/plain; charset=us-ascii", "7bit", b"Accepted\r\n"),
        ('application/ms-tnef; name="winmail.dat"', "base64", b"\x78\x9f\x3e\x22" + bytes(64)),
    )


def away() -> bytes:
    """An automatic answer, with our own invitation below it."""
    invitation = reply(
        f"ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:{JO}", prodid="-//us//EN", method="METHOD:REQUEST"
    )
    return mixed(
        ("text/plain; charset=utf-8", "7bit", b"I am away until Monday. 5.1.1"),
        ("text/calendar; method=REQUEST", "7bit", invitation),
        Subject="Automatic reply: Invitation",
        Auto_Submitted="auto-replied",
    )


# ---- letters that come back, told in words


def by_qmail(
    said: str = "Sorry, no mailbox here by that name. (#5.1.1)", to: str = JO, back: bytes | None = None
) -> bytes:
    """One text: what failed, why, and below it a copy."""
    return mail(
        f"Hi. This is the program that sends at calgary.example.\nIt could not be delivered; this is a "
        f"permanent error.\n\n<{to}>:\n{said}\n\n--- Below this line is a copy of the message.\n\n"
        f"Return-Path: <peers@network.example>\n".encode()
        + (came_back(to) if back is None else back).replace(b"\r\n", b"\n"),
        "text/plain; charset=us-ascii",
        From="MAILER-DAEMON@calgary.example",
        Subject="failure notice",
    )


def by_exim(said: str = "550 5.1.1 User unknown") -> bytes:
    """The same, and a field that names whom it did not reach."""
    return mail(
        f"A message that you sent could not be delivered.\nThe following address failed:\n\n  {JO}\n"
        f"    SMTP error from remote server after RCPT TO:<{JO}>:\n    host mx.calgary.example: {said}\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\n".encode()
        + came_back(),
        "text/plain; charset=us-ascii",
        From="Mail Delivery System <Mailer-Daemon@relay.example>",
        X_Failed_Recipients=JO,
        Auto_Submitted="auto-replied",
    )


def by_exchange(said: str = "#550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found ##") -> bytes:
    """Words for people, then those for administrators, with the headers below them."""
    return mail(
        f"Delivery has failed to these recipients:\r\n\r\nJo Roy ({JO})\r\nThe address could not be found."
        f"\r\n\r\nDiagnostic information for administrators:\r\n\r\n{JO}\r\n{said}\r\n\r\n"
        "Original message headers:\r\n\r\n".encode()
        + came_back(),
        "text/plain; charset=us-ascii",
        From="postmaster@calgary.example",
        Subject="Undeliverable: Peer meeting",
    )


def report_of(*statuses: tuple[str, str], kind: str = "report; report-type=delivery-status") -> bytes:
    """RFC 3464, of several whom one letter was passed on to."""
    fields = "".join(
        f"\r\nFinal-Recipient: rfc822; {JO}\r\nAction: {action}\r\nStatus: {status}\r\n"
        for action, status in statuses
    )
    return mixed(
        ("text/plain", "7bit", b"It could not be delivered.\r\n"),
        ("message/delivery-status", "7bit", f"Reporting-MTA: dns; mx.calgary.example\r\n{fields}".encode()),
        ("text/rfc822-headers", "7bit", came_back()),
        kind=kind,
        From="postmaster@calgary.example",
    )
