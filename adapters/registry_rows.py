"""One row of a registry of communities, judged: what each column may hold. All of it is public."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from adapters.registry_words import Misspelt, said, with_words
from adapters.roster_rows import PROVINCES, Problem
from bot.answers import Unusable, clean_line
from bot.communities.listings import NotListable, listable
from bot.communities.model import Community
from bot.communities.registry import Listed
from bot.joining.ports import Addresses

Cells = Mapping[str, str]  # of one row, by column

NEEDED = ("id", "name", "kind", "province")
COLUMNS = (
    "id", "name", "name_fr", "aliases", "kind", "type_code", "province", "domains", "source", "confidence",
    "as_of", "parent_id", "mail_class", "note", "learned",
)  # fmt: skip
KINDS = (
    "municipality", "regional", "first_nation", "inuit", "metis", "economic_agency", "municipal_agency",
    "other",
)  # fmt: skip
CONFIDENCES = ("source", "general")
MAIL_CLASSES = ("own", "shared", "isp", "province")
LIMITS = {
    "name": 120, "name_fr": 120, "aliases": 600, "type_code": 40, "domains": 2_000, "source": 300,
    "note": 500,
}  # fmt: skip
FORMULA = ("=", "+", "-", "@")  # what a spreadsheet would carry out
SHOWN_LIMIT = 60  # characters of what is quoted
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_AS_OF = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
# Apostrophes and the like of Windows-1252 that were taken for Latin-1 somewhere on the way: official lists
# have them ("Sambaa K\x92e").
_HEALED = {code: bytes([code]).decode("cp1252") for code in (*range(0x82, 0x8D), *range(0x91, 0x9D))}
_EARLIEST = 1990  # a year before that is a slip: nobody had such a domain
_SAID = {
    "answers.required": "is empty",
    "answers.too_long": "is too long",
    "answers.one_line": "is more than one line",
    "answers.control": "holds characters that cannot be shown safely",
}
_REFUSED = {
    "malformed_address": "is no domain of mailboxes",
    "public_suffix": "is a name under which anybody can register",
    "non_ascii_domain": "is not written in plain ASCII letters",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a row says."""

    community: Community
    listed: tuple[Listed, ...]


class Wrong(Exception):
    """A cell cannot be taken."""

    def __init__(self, column: str, what: str) -> None:
        super().__init__(f"{column} {what}")
        self.column = column
        self.what = what


@dataclass(frozen=True, slots=True)
class Judge:
    """What rows are judged by. `today` in any zone: a list is not newer than that."""

    addresses: Addresses
    today: date

    def row(self, line: int, cells: Cells) -> Found | tuple[Problem, ...]:
        """A community with its domains, or all that is wrong."""
        problems: list[Problem] = []
        values: dict[str, str] = {}
        for column, read in _READ.items():
            try:
                values[column] = read(column, cells.get(column, ""))
            except Wrong as wrong:
                problems.append(Problem(line, wrong.column, wrong.what))
        listed: list[Listed] = []
        for each in self._listed(values.get("id", ""), values, cells):
            if isinstance(each, Wrong):
                problems.append(Problem(line, each.column, each.what))
            else:
                listed.append(each)
        return tuple(problems) if problems else Found(_community(values), tuple(listed))

    def _listed(self, community_id: str, values: Cells, cells: Cells) -> Iterator[Listed | Wrong]:
        """What its own columns declare, with what people said of it laid over that."""
        domains = values.get("domains", "").split()
        yield from self._problems(values, domains)
        declared = {
            domain: Listed(
                community_id,
                domain,
                values.get("source", ""),
                values.get("confidence") == "source",
                values.get("as_of", ""),
            )
            for domain in domains
        }
        try:
            words = said(cells.get("learned", ""), self.today)
        except Misspelt as misspelt:
            yield Wrong("learned", str(misspelt))
            return
        others = [word.domain for word in words if word.domain not in declared]
        yield from self._unlistable("learned", dict.fromkeys(others))
        yield from with_words(community_id, declared, words)

    def _problems(self, values: Cells, domains: Sequence[str]) -> Iterator[Wrong]:
        yield from self._unlistable("domains", dict.fromkeys(domains))
        for twice in sorted({domain for domain in domains if domains.count(domain) > 1}):
            yield Wrong("domains", f"{_quoted(twice)} stands there twice")
        if domains and values.get("source") == "":
            yield Wrong("source", "is empty: which list says that these are their domains?")
        if domains and values.get("confidence") == "":
            yield Wrong("confidence", f"is none of {', '.join(CONFIDENCES)}")
        if (as_of := values.get("as_of")) and as_of > self.today.isoformat()[: len(as_of)]:
            yield Wrong("as_of", "is in the future")

    def _unlistable(self, column: str, domains: Mapping[str, object]) -> Iterator[Wrong]:
        for domain in domains:
            try:
                listable(self.addresses, domain)
            except NotListable as refused:
                why = _REFUSED.get(refused.code, f"is never a community's own ({refused.code})")
                yield Wrong(column, f"{_quoted(domain)} {why}")
            else:
                if domain != domain.lower():
                    yield Wrong(column, f"{_quoted(domain)} is not in lower case")


def _community(values: Cells) -> Community:
    return Community(
        id=values["id"],
        name=values["name"],
        name_fr=values["name_fr"],
        kind=values["kind"],
        province=values["province"],
        type_code=values["type_code"],
        parent_id=values["parent_id"],
        mail_class=values["mail_class"],
        aliases=tuple(filter(None, map(str.strip, values["aliases"].split(";")))),
        note=values["note"],
    )


# ---- cells


def _id(column: str, cell: str) -> str:
    if not _ID.fullmatch(cell):
        raise Wrong(column, "is not made of lower-case letters, digits and hyphens (60 at most)")
    return cell


def _parent(column: str, cell: str) -> str:
    return _id(column, cell) if cell else ""


def _text(column: str, cell: str) -> str:
    try:
        text = clean_line(cell.translate(_HEALED), LIMITS[column], required=column in NEEDED)
    except Unusable as unusable:
        raise Wrong(column, _SAID[unusable.problem.id]) from None
    if column == "source" and "|" in text:
        raise Wrong(column, "holds a |, which parts what people said")
    if text.startswith(FORMULA):
        raise Wrong(column, "begins like a formula")
    return text


def _one_of(*known: str) -> Callable[[str, str], str]:
    def read(column: str, cell: str) -> str:
        if cell not in known:
            raise Wrong(column, f"is none of {', '.join(filter(None, known))}")
        return cell

    return read


def _as_of(column: str, cell: str) -> str:
    """A year, a month or a day, as far as somebody knows."""
    if not cell:
        return ""
    found = _AS_OF.fullmatch(cell)
    try:
        day = date(*(int(part or 1) for part in found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or day.year < _EARLIEST:
        raise Wrong(column, "is no date such as 2026, 2026-11 or 2026-11-22")
    return cell


def _quoted(domain: str) -> str:
    return ascii(domain[:SHOWN_LIMIT])[1:-1]


_READ: dict[str, Callable[[str, str], str]] = {
    "id": _id,
    "name": _text,
    "name_fr": _text,
    "aliases": _text,
    "kind": _one_of(*KINDS),
    "type_code": _text,
    "province": _one_of(*sorted(PROVINCES)),
    "domains": _text,
    "source": _text,
    "confidence": _one_of("", *CONFIDENCES),
    "as_of": _as_of,
    "parent_id": _parent,
    "mail_class": _one_of("", *MAIL_CLASSES),
    "note": _text,
}
