"""The privacy notice as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.settings import NoticeSettings, Settings
from adapters.words import PlainWriter, Words
from bot.chat import Named, Reader, Text, Value
from bot.members.notice import Responsible, lines, of_people, sections
from bot.members.retention import Retention

WRITE = PlainWriter()


def responsible_of(settings: NoticeSettings | Settings) -> Responsible:
    english = settings.network_name
    name = Named(english, settings.network_name_fr or english) if english else None
    contact = settings.privacy_contact or settings.contact or ""
    return Responsible(name, settings.privacy_officer or "", contact, settings.postal_address or "")


class Page:
    """In one language."""

    def __init__(self, language: str, responsible: Responsible, kept: Retention) -> None:
        self._words, self._reader = Words.load(), Reader(language, "UTC")
        self._responsible, self._kept = responsible, kept

    def markdown(self) -> str:
        return "\n".join([*self._head(), *self._sections(), *self._columns()]) + "\n"

    def _say(self, value: Value) -> str:
        return self._words.say(value, self._reader, WRITE)

    def _head(self) -> Iterator[str]:
        values = self._responsible.values(self._kept)
        yield f"# {self._say(Text('privacy.title', values))}"
        yield ""
        yield self._say(Text("privacy.generated"))

    def _sections(self) -> Iterator[str]:
        for name, section in sections(self._responsible, self._kept):
            yield from ("", f"## {self._say(section.title)}")
            for paragraph in section.paragraphs:
                yield from ("", self._say(paragraph))
            if name == "held":
                yield from self._table()
            if name == "forgetting":
                yield ""
                yield from (f"- {self._say(rule)}" for rule in of_people(self._kept))

    def _table(self) -> Iterator[str]:
        heads = [self._say(Text(f"privacy.table.{head}")) for head in ("what", "why", "how_long")]
        yield from ("", f"| {' | '.join(heads)} |", "|---|---|---|")
        for line in lines(self._kept):
            how = " ".join(self._say(each) for each in line.how_long)
            yield f"| {self._say(line.what)} | {self._say(line.why)} | {how} |"

    def _columns(self) -> Iterator[str]:
        """For whoever checks it against the database."""
        yield from ("", f"## {self._say(Text('privacy.columns.title'))}", "")
        yield self._say(Text("privacy.columns.1"))
        yield ""
        for line in lines(self._kept):
            yield f"- {self._say(line.what)}: {', '.join(f'`{column}`' for column in line.columns)}"
