"""A page with a few sentences in the network's languages, and perhaps one button. It holds nothing of
anybody: whoever fetches it, a person or a mail scanner, sees the same."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from aiohttp import web

from adapters.words import PlainWriter, Words
from bot.chat import Reader, Text

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body style="max-width:36em;margin:0 auto;padding:1.5em;font:1.125rem/1.5 system-ui,sans-serif">
<main>
{parts}
{form}
</main>
</body>
</html>
"""
_PART = '<section lang="{language}"><h1 style="font-size:1.5rem">{title}</h1><p>{said}</p></section>'
_BUTTON = "font:inherit;min-height:2.75rem;padding:.5em 1em"
_FORM = f'<form method="post"><button style="{_BUTTON}">{{label}}</button></form>'


class Pages:
    """In these languages, one below the other."""

    def __init__(self, words: Words, languages: Sequence[str]) -> None:
        self._words = words
        self._languages = languages

    def page(self, title: Text, said: Text, button: Text | None = None, status: int = 200) -> web.Response:
        """The button sends the form to the very address of the page."""
        parts = [
            _PART.format(language=each, title=self._say(title, each), said=self._say(said, each))
            for each in self._languages
        ]
        html = _PAGE.format(
            language=self._languages[0],
            title=self._say(title, self._languages[0]),
            parts="\n".join(parts),
            form=_FORM.format(label=self._in_all(button)) if button else "",
        )
        return web.Response(
            text=html, content_type="text/html", charset="utf-8", headers=HEADERS, status=status
        )

    def _in_all(self, label: Text) -> str:
        return " / ".join(dict.fromkeys(self._say(label, each) for each in self._languages))

    def _say(self, text: Text, language: str) -> str:
        return escape(self._words.say(text, Reader(language, "UTC"), PlainWriter()))


def unavailable(pages: Pages) -> web.Response:
    """Something of ours failed; whatever it was about is as it was."""
    answer = pages.page(Text("page.fault.title"), Text("page.fault.body"), status=503)
    answer.headers["Retry-After"] = "60"
    return answer
