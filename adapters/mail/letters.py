"""A letter becomes a mail: plain text and HTML side by side, with the network's identity below both; beside
them, in an invitation, what a calendar reads, which is attached too, for programs that look there.

Pure: the same letter under the same clock and secret gives the same octets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from html import escape
from urllib.parse import quote

from adapters.dates import when
from adapters.mail.calendar import Organizer, Uids, invitation
from adapters.mail.headers import WIRE, mailbox, one_line, several_lines
from adapters.mail.identity import MailIdentity, UnusableAddress, split_address
from adapters.mail.message_ids import MessageIds
from adapters.mail.stops import Stops
from adapters.platform import DeliveryFailed
from adapters.words import Words, Writer
from bot.chat import Link, Reader, Text
from bot.deliveries import Asked, Invitation, Letter
from bot.outbox import Result
from bot.ports import Clock

FILE = "invitation.ics"

_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{subject}</title>
</head>
<body style="margin:0">
<div lang="{language}" style="max-width:36em;margin:0 auto;padding:1.5em;\
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:break-word">
{blocks}
<hr style="border:0;border-top:1px solid;margin:1.5em 0;opacity:.4">
<p style="margin:0;font-size:.875rem">{footer}</p>
</div>
</body>
</html>
"""
_PARAGRAPH = '<p style="margin:0 0 1em">{}</p>'
_ANSWER = '<a href="{}" style="display:inline-block;padding:.5em 1em;border:1px solid">{}</a>'
_HIGHLIGHT = '<p style="margin:1em 0;font:bold 2rem monospace;letter-spacing:.1em" translate="no">{}</p>'


class PlainPart(Writer):
    """How the text part writes values."""

    def text(self, written: str) -> str:
        return several_lines(written)

    def moment(self, moment: datetime, reader: Reader) -> str:
        return when(moment, reader)


class HtmlPart(Writer):
    """How the HTML part writes values: escaped, people's words apart from ours in their own direction."""

    def plain(self, ours: str) -> str:
        return escape(ours)

    def text(self, written: str) -> str:
        return f"<bdi>{escape(several_lines(written))}</bdi>"

    def moment(self, moment: datetime, reader: Reader) -> str:
        return escape(when(moment, reader))

    def link(self, link: Link) -> str:
        return f'<a href="{escape(link.address)}">{escape(link.address)}</a>'


class HtmlFooter(HtmlPart):
    """As `HtmlPart`, where the only value is our own address: it can be followed."""

    def text(self, written: str) -> str:
        target = f"mailto:{quote(written, safe='@')}"
        return f'<a href="{escape(target)}" style="color:inherit">{escape(written)}</a>'


@dataclass(frozen=True, slots=True)
class Composer:
    """`secret` keys the digests in Message-IDs, which so tell nothing about what a letter is for, and in the
    UIDs of invitations; `address` is where the web port is reached, if it is."""

    words: Words
    identity: MailIdentity
    clock: Clock
    secret: bytes
    address: str = ""

    def compose(self, letter: Letter) -> EmailMessage:
        """The mail, ready for the wire; raises `DeliveryFailed` for an address that cannot be used."""
        try:
            local, domain = split_address(letter.to)
        except UnusableAddress:
            raise DeliveryFailed(Result.NEVER, "mailbox_malformed") from None
        ids = MessageIds(self.secret, self.identity.domain)
        token = ids.token(letter.key, letter.to)
        message = EmailMessage(WIRE.clone(utf8=True) if not local.isascii() else WIRE)
        message["Message-ID"] = ids.written(token)
        for name, value in self._fields(letter, mailbox(letter.to_name, local, domain)):
            message[name] = value
        message.set_content(self._plain(letter))
        message.add_alternative(self._html(letter), subtype="html")
        if letter.attached:
            message.set_boundary(f"=_.{token}")
            name, content = letter.attached.name, letter.attached.content
            message.add_attachment(content, "application", "json", filename=name)
        if letter.invitation:
            self._invite(message, letter, letter.invitation, token)
        message["Content-Language"] = letter.reader.language
        # "=_" can stand in neither quoted-printable nor base64, and nothing in a boundary is left to chance.
        message.set_boundary(f"=_{token}")
        return message

    def _invite(self, message: EmailMessage, letter: Letter, asked: Invitation, token: str) -> None:
        """For calendars (RFC 6047, 2.4), and as a file. No boundary may begin as another one does."""
        organizer = Organizer(self.identity.name, self.identity.organizer)
        body = invitation(letter, asked, organizer, Uids(self.secret), self.words)
        message.add_alternative(body, "text", "calendar")
        *_, part = message.iter_parts()  # the library would quote what some programs look for as it is
        part.replace_header("Content-Type", f"text/calendar; method={asked.method}; charset=UTF-8")
        message.set_boundary(f"=_.{token}")
        message.add_attachment(body, "application", "ics", filename=FILE)

    def _fields(self, letter: Letter, to: Address) -> Iterator[tuple[str, object]]:
        us, name = self.identity, self.words.say(self.identity.name, letter.reader, PlainPart())
        yield "From", mailbox(name, *split_address(us.sender))
        yield "To", to
        yield "Reply-To", mailbox(name, *split_address(us.contact))
        yield "Subject", one_line(self.words.say(letter.subject, letter.reader, PlainPart()))
        yield "Date", self.clock.now()
        yield "Auto-Submitted", "auto-generated"
        yield "X-Auto-Response-Suppress", "All"  # Exchange heeds this one for out-of-office replies
        if letter.stop:
            yield "List-Unsubscribe", self._stops.links(letter.stop)
            if self.address:  # without a page there is nothing that one press could do (RFC 8058)
                yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"

    @property
    def _stops(self) -> Stops:
        return Stops(self.secret, self.address, self.identity.answers, self.identity.contact)

    def _plain(self, letter: Letter) -> str:
        write = PlainPart()
        blocks = [block for value in letter.body if (block := self.words.say(value, letter.reader, write))]
        blocks += [self._asked(asked, letter.reader) for asked in letter.asked]
        footer = "\n".join(["--", *self._postal(letter.reader), *self._notes(letter, write)])
        return "\n\n".join([*_with_highlight(blocks, letter.highlight), footer]) + "\n"

    def _html(self, letter: Letter) -> str:
        said = (self.words.say(value, letter.reader, HtmlPart()) for value in letter.body)
        blocks = [_PARAGRAPH.format(_lines(block)) for block in said if block]
        blocks += [self._asked_in_html(asked, letter.reader) for asked in letter.asked]
        highlight = letter.highlight and _HIGHLIGHT.format(escape(letter.highlight))
        footer = [*map(escape, self._postal(letter.reader)), *self._notes(letter, HtmlFooter())]
        return _PAGE.format(
            language=letter.reader.language,
            subject=escape(one_line(self.words.say(letter.subject, letter.reader, PlainPart()))),
            blocks="\n".join(_with_highlight(blocks, highlight)),
            footer=_lines("\n".join(footer)),
        )

    def _asked(self, asked: Asked, reader: Reader) -> str:
        """Each answer is a mail that is written already, to where mail is read."""
        lines = [
            f"{self.words.say(label, reader, PlainPart())}: {self._mail(word)}"
            for label, word in asked.answers
        ]
        return "\n".join([self.words.say(asked.question, reader, PlainPart()), *lines])

    def _asked_in_html(self, asked: Asked, reader: Reader) -> str:
        links = [
            _ANSWER.format(escape(self._mail(word)), self.words.say(label, reader, HtmlPart()))
            for label, word in asked.answers
        ]
        question = self.words.say(asked.question, reader, HtmlPart())
        return _PARAGRAPH.format("<br>\n".join([question, "\n".join(links)]))

    def _mail(self, word: str) -> str:
        return f"mailto:{quote(self.identity.organizer, safe='@')}?subject={quote(word)}"

    def _postal(self, reader: Reader) -> list[str]:
        name = self.words.say(self.identity.name, reader, PlainPart())
        return [several_lines(line).strip() for line in (name, *self.identity.postal) if line.strip()]

    def _rights(self) -> tuple[Text, ...]:
        """Where a mail is read that asks for them."""
        inbox = self.identity.answers
        return (Text("letter.footer.rights", {"inbox": inbox}),) if inbox else ()

    def _notes(self, letter: Letter, write: Writer) -> list[str]:
        contact = {"contact": self.identity.contact}
        page = self._stops.page(letter.stop) if letter.stop else ""
        stop = Text("letter.footer.page", {"link": Link(page)}) if page else None
        notes = (
            Text("letter.footer.questions", contact),
            stop or Text("letter.footer.stop", contact),
            *self._rights(),
        )
        return [self.words.say(note, letter.reader, write) for note in notes]


def _with_highlight(blocks: list[str], highlight: str) -> list[str]:
    return [*blocks[:1], highlight, *blocks[1:]] if highlight else blocks


def _lines(html: str) -> str:
    return html.replace("\n", "<br>\n")
