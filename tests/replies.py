"""What calendars and mail servers write back, as the wide-spread ones shape it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import parse_qs, unquote

from adapters.clock import StillClock
from adapters.mail.inbox import Reading
from adapters.mail.message_ids import MessageIds
from adapters.mail.stops import Stops
from tests.invitations import JO, UID, UIDS
from tests.letters import IDENTITY, composer, letter

NOW = datetime(2026, 11, 10, 12, 0, tzinfo=UTC)
STAMPED = datetime(2026, 11, 9, 8, 7, 6, tzinfo=UTC)
STOPS = Stops(b"s" * 32)
READING = Reading(UIDS, MessageIds(b"s" * 32, IDENTITY.domain), StillClock(NOW), STOPS)


@dataclass(frozen=True)
class Answer:
    """The lines of a calendar that answers; `more` stand in the event, `around` in the calendar."""

    partstat: str = "ACCEPTED"
    attendee: str = f"mailto:{JO}"
    uid: str = UIDS.of(UID, JO)
    sequence: str = "SEQUENCE:0"
    stamp: str = "20261109T080706Z"
    method: str = "METHOD:REPLY"
    more: str = ""
    around: str = ""

    def event(self) -> str:
        return (
            f"BEGIN:VEVENT\nUID:{self.uid}\nDTSTAMP:{self.stamp}\n{self.sequence}\n"
            f"DTSTART:20261125T180000Z\nORGANIZER:mailto:answers@network.example\n"
            f'ATTENDEE;CN="Jo";PARTSTAT={self.partstat}:{self.attendee}\n{self.more}\nEND:VEVENT\n'
        )

    def calendar(self) -> bytes:
        text = (
            f"BEGIN:VCALENDAR\nPRODID:-//x//y//EN\nVERSION:2.0\n{self.method}\n{self.around}\n{self.event()}"
        )
        lines = [line for line in (text + "END:VCALENDAR").split("\n") if line]
        return "\r\n".join([*lines, ""]).encode()


def mail(*calendars: bytes, sender: str = f"Jo <{JO}>", attached: bytes = b"") -> EmailMessage:
    """Text, HTML and calendars are alternatives; a file may hold the same again."""
    message = EmailMessage(SMTP)
    message["From"] = sender
    message["To"] = "answers@network.example"
    message["Subject"] = "Accepted: Peer meeting"
    message.set_content("I shall be there. What I say to people is nobody's business.")
    message.add_alternative("<p>I shall be there.</p>", subtype="html")
    for calendar in calendars:
        message.add_alternative(calendar, "text", "calendar", params={"charset": "UTF-8", "method": "REPLY"})
    if attached:
        message.add_attachment(attached, "application", "ics", filename="invite.ics")
    return message


def answering(answer: Answer | None = None, **changed: str) -> bytes:
    """As most calendars do it."""
    return mail(replace(answer or Answer(), **changed).calendar()).as_bytes()


def by_outlook() -> bytes:
    """Nothing but the calendar, which has lines of its own, folded, with a quoted and a capital scheme."""
    message = EmailMessage(SMTP)
    message["From"] = f"Jo <{JO.upper()}>"
    more = "X-MICROSOFT-IMPORTANCE:1\nX-WEIRD;;=:;\nCOMMENT;LANGUAGE=en-US:I shall\n  be there\\, of course"
    body = Answer("accepted", f"MAILTO:{JO}", more=more, around=ZONE).calendar()
    message.set_content(body, "text", "calendar", params={"charset": "utf-8", "method": "REPLY"})
    return message.as_bytes()


ZONE = (
    "BEGIN:VTIMEZONE\nTZID:Eastern Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T020000\n"
    "TZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nRRULE:FREQ=SECONDLY;INTERVAL=1\nEND:STANDARD\nEND:VTIMEZONE"
)  # a rule that a library would be busy with for hours


def by_a_person(link: str, sender: str = JO, **headers: str) -> bytes:
    """What a mail program makes of a link that writes a mail, once it is sent."""
    address, _, query = link.removeprefix("mailto:").partition("?")
    message = EmailMessage(SMTP)
    message["From"] = f"Jo <{sender}>"
    message["To"] = unquote(address)
    message["Subject"] = parse_qs(query)["subject"][0]
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("")
    return message.as_bytes()


def bounce(
    status: str = "5.1.1", action: str = "failed", to: str = JO, returned: bytes | None = None
) -> bytes:
    """As servers report it (RFC 3464): words, fields, and the letter that came back."""
    report = (
        "From: MAILER-DAEMON@calgary.example\nTo: peers@network.example\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type="delivery-status"; boundary="=_report"\n\n'
        f"--=_report\nContent-Type: text/plain\n\n{to} is not here.\n"
        "--=_report\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mx.calgary.example\n\nFinal-Recipient: rfc822; {to}\n"
        f"Action: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550 {status} {to} unknown\n\n"
        "--=_report\nContent-Type: text/rfc822-headers\n\n"
    )
    back = came_back(to) if returned is None else returned
    return report.replace("\n", "\r\n").encode() + back + b"\r\n--=_report--\r\n"


def came_back(to: str = JO) -> bytes:
    """The headers of a letter of ours."""
    head, _, _ = composer().compose(letter(to=to)).as_bytes().partition(b"\r\n\r\n")
    return head + b"\r\n"
