"""What a page says and asks, read from its HTML as a browser without scripts would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str]


@dataclass
class PageForm:
    """`values` are what is sent when it is sent as it stands; `buttons` what can be pressed."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)


class Reader(HTMLParser):
    """Text, forms and addresses of one page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.forms: list[PageForm] = []
        self.links: dict[str, str] = {}
        self.languages: list[str] = []
        self.errors: dict[str, str] = {}
        self._open: list[tuple[str, Attributes]] = []
        self._words: list[str] = []
        self._in: dict[int, list[str]] = {}
        self._list = ""
        self.feed(html)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.languages.append(given["lang"])
        if tag == "form":
            self.forms.append(PageForm(given.get("action", "")))
        if tag == "input" and "name" in given:
            self._input(given)
        if tag == "select":
            self._list = given["name"]
        if tag == "option" and "selected" in given:
            self.forms[-1].values[self._list] = [given["value"]]
        if tag in {"a", "button", "p", "textarea", "option"}:
            self._open.append((tag, given))
            self._in[len(self._open)] = []

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            return
        said = " ".join("".join(self._in.pop(len(self._open))).split())
        _, given = self._open.pop()
        if tag == "a":
            self.links[said] = given["href"]
        elif tag == "button" and self.forms:
            self.forms[-1].buttons[said] = (given.get("name", ""), given.get("value", ""))
        elif tag == "textarea":
            self.forms[-1].values[given["name"]] = [said]
        elif tag == "p" and given.get("id", "").startswith("error-"):
            self.errors[given["id"].removeprefix("error-")] = said

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        for pieces in self._in.values():
            pieces.append(data)

    def _input(self, given: Attributes) -> None:
        form, name = self.forms[-1], given["name"]
        if given["type"] in {"radio", "checkbox"}:
            form.choices.setdefault(name, []).append(given["value"])
            if "checked" not in given:
                return
        form.values.setdefault(name, []).append(given.get("value", ""))

    def form(self, action: str = "") -> PageForm:
        """The one that asks for something: `action` begins its key."""
        return next(
            each for each in self.forms if "form" in each.values and each.values["form"][0].startswith(action)
        )

    def button(self, action: str) -> tuple[PageForm, tuple[str, str]]:
        """The one whose key begins so, in its form."""
        return next(
            (form, pressed)
            for form in self.forms
            for pressed in form.buttons.values()
            if pressed[1].startswith(action)
        )
