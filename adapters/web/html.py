"""Values as HTML: moments as <time>, addresses as links, what people wrote as text and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from markupsafe import Markup, escape

from adapters.dates import when
from adapters.harmless import harmless
from adapters.words import PlainWriter, Words, Writer
from bot.chat import Link, Reader, Value

Say = Callable[[Value], Markup]


class Html(Writer):
    """All of it is escaped here, so that what is said can stand in a template as it is."""

    def plain(self, ours: str) -> str:
        return str(escape(ours))

    def text(self, written: str) -> str:
        return str(escape(harmless(written)))

    def moment(self, moment: datetime, reader: Reader) -> str:
        said = escape(when(moment, reader))
        return f'<time datetime="{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}">{said}</time>'

    def link(self, link: Link) -> str:
        address = escape(link.address)
        return f'<a href="{address}" rel="noreferrer">{address}</a>'


def plainly(words: Words, reader: Reader) -> Callable[[Value], str]:
    """For one reader, where no markup can be: a script puts it in as text."""
    write = _Plain()
    return lambda value: words.say(value, reader, write)


class _Plain(PlainWriter):
    def text(self, written: str) -> str:
        return harmless(written)


def saying(words: Words, reader: Reader) -> Say:
    """For one reader."""
    write = Html()
    return lambda value: Markup(words.say(value, reader, write))  # noqa: S704 - `Html` has escaped it
