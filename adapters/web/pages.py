"""Templates, filled for a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from adapters.web.assets import assets
from adapters.web.html import Say, plainly, saying
from adapters.web.moments import clocks, stamp, theirs
from adapters.words import Words
from bot.chat import Reader, Text, Value
from bot.joining.entering import ways
from bot.network import Network

LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom people can write to, as letters say it."""

    contact: str
    postal: str


class Pages:
    def __init__(self, words: Words, network: Network, sender: Sender) -> None:
        self.network = network
        self._words = words
        self._told: dict[tuple[str, str], Markup] = {}
        self._everywhere = {
            "network": network.name,
            "sender": sender,
            "answer_days": network.answer_within.days,
            "ways_in": ways(network),
            "languages": LANGUAGES,
            "assets": {name: asset.address for name, asset in assets().items()},
        }

    def reader(self, language: str, zone: str = "") -> Reader:
        return Reader(language, zone or self.network.zone)

    def saying(self, reader: Reader) -> Say:
        return saying(self._words, reader)

    def plainly(self, reader: Reader) -> Callable[[Value], str]:
        return plainly(self._words, reader)

    def show(
        self, template: str, reader: Reader, place: str = "", *, status: int = 200, **values: object
    ) -> web.Response:
        """`place` is the address behind the language, for the switch and for what is posted."""
        return web.Response(
            text=self.markup(template, reader, place, **values), content_type="text/html", status=status
        )

    def short(
        self,
        reader: Reader,
        place: str,
        title: Text,
        said: Text,
        button: Text | None = None,
        *,
        status: int = 200,
    ) -> web.Response:
        """A sentence, and perhaps one button that is sent to this very place; it holds nothing of anybody:
        whoever fetches it, a person or a mail scanner, sees the same."""
        answer = self.show("short.html", reader, place, status=status, title=title, said=said, button=button)
        answer.headers.update({"X-Robots-Tag": "noindex", "Vary": "Accept-Language"})
        return answer

    def _tell(self, say: Say, language: str, message: str, /, **values: Value) -> Markup:
        """What says the same each time is worded once."""
        if values:
            return say(Text(message, values))
        key = language, message
        if key not in self._told:
            self._told[key] = say(Text(message))
        return self._told[key]

    def markup(self, template: str, reader: Reader, place: str = "", **values: object) -> str:
        say = self.saying(reader)
        return (
            _templates()
            .get_template(template)
            .render(
                self._everywhere,
                language=reader.language,
                reader=reader,
                place=place,
                say=say,
                t=partial(self._tell, say, reader.language),
                address=partial(address, reader.language),
                theirs=partial(theirs, language=reader.language),
                clocks=partial(clocks, language=reader.language),
                stamp=stamp,
                **values,
            )
        )


@cache
def _templates() -> Environment:
    """Each is compiled once, however many sites a process has."""
    return Environment(
        loader=PackageLoader("adapters.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def address(language: str, place: str = "") -> str:
    return f"/{language}/{place}" if place else f"/{language}"
