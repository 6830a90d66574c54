"""Header fields on the wire.

The standard library's own folding of a long display name drops its quotes (`"Long, Name" <a@b>` becomes two
recipients) and reads encoded words that somebody typed as their name; it also encodes addresses of pages
that are longer than a line. So the fields that people's words or long addresses reach are written here.
"""

from __future__ import annotations

import re
from email.header import Header
from email.headerregistry import (
    Address,
    BaseHeader,
    Group,
    HeaderRegistry,
    UniqueAddressHeader,
    UniqueUnstructuredHeader,
)
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy, Policy
from typing import Any, cast

LINE = 76  # characters, which leaves encoded words their 75 (RFC 2047, 2)
LONGEST_WORDS = 300  # characters; so that no field can reach 998 octets a line, whatever it holds
_SHORT = 60
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/?^_`{|}~\-]+(?: [A-Za-z0-9!#$%&'*+/?^_`{|}~\-]+)*")
_TURNING = re.compile(
    "[\u202a-\u202e\u2066-\u2069]"
)  # embeddings, overrides, isolates: make text read as another
_BREAKING = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")  # controls, and the ends of lines and paragraphs
_HALVES = re.compile("[\ud800-\udfff]")  # of a pair, which no encoding can write


def one_line(written: str) -> str:
    """Without anything that could end or disguise a header line; everything else stays as written."""
    visible = _in_line(_TURNING.sub("", written))
    return re.sub(" {2,}", " ", visible).strip(" ")[:LONGEST_WORDS]


def several_lines(written: str) -> str:
    """As `one_line`, but keeping line ends: for the body."""
    return "\n".join(map(_in_line, re.split("\r\n|\r|\n", written)))


def _in_line(written: str) -> str:
    return _HALVES.sub("\ufffd", _BREAKING.sub(" ", written))


def mailbox(name: str, local: str, domain: str) -> Address:
    """`Name <local@domain>`, for From, To and Reply-To."""
    return Address(one_line(name), local, domain)


class AddressField(UniqueAddressHeader):
    """From, To, Reply-To: one mailbox."""

    name: str

    @classmethod
    def parse(cls, value: Address, kwds: dict[str, Any]) -> None:  # type: ignore[override] # never a str
        kwds.update(decoded=str(value), groups=[Group(None, [value])], parse_tree=None)

    def fold(self, *, policy: Policy) -> str:
        (box,) = self.addresses
        address = f"{box.username}@{box.domain}"
        if not box.display_name:
            return f"{self.name}: {address}{policy.linesep}"
        phrase = _phrase(self.name, box.display_name, policy.linesep)
        gap = " " if len(self.name) + len(phrase) + len(address) <= LINE - 5 else policy.linesep + " "
        return f"{self.name}: {phrase}{gap}<{address}>{policy.linesep}"


class WrittenField(UniqueUnstructuredHeader):
    """What is written is what is meant: the library would read encoded words in it."""

    name: str

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        kwds.update(decoded=value, parse_tree=None)


class SubjectField(WrittenField):
    """Words in any script."""

    def fold(self, *, policy: Policy) -> str:
        words = str(self)
        charset = "us-ascii" if words.isascii() and "=?" not in words else "utf-8"
        return f"{self.name}: {_encoded(self.name, words, charset, policy.linesep)}{policy.linesep}"


class LinksField(WrittenField):
    """Message-ID, List-Unsubscribe: addresses in angle brackets, never encoded, one a line."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {str(self).replace('>, <', f'>,{policy.linesep} <')}{policy.linesep}"


class PlainField(WrittenField):
    """What is ours alone, and short: the library would take it to pieces each time."""

    name: str

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


class Fields(HeaderRegistry):
    """The library makes a class for each field that it meets, each time."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, type[BaseHeader]] = {}

    def __getitem__(self, name: str) -> type[BaseHeader]:
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = super().__getitem__(name)
        return made


def _phrase(field: str, name: str, linesep: str) -> str:
    plain = name.isascii() and "=?" not in name and len(name) <= _SHORT
    if plain and _ATOMS.fullmatch(name):
        return name
    if plain:
        return '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return _encoded(field, name, "utf-8", linesep)


def _encoded(field: str, words: str, charset: str, linesep: str) -> str:
    return Header(words, charset, LINE, field).encode(linesep=linesep)


_FIELDS = {
    "From": AddressField,
    "To": AddressField,
    "Reply-To": AddressField,
    "Subject": SubjectField,
    "Message-ID": LinksField,
    "List-Unsubscribe": LinksField,
    "List-Unsubscribe-Post": PlainField,
    "MIME-Version": PlainField,
    "Content-Type": PlainField,
    "Content-Transfer-Encoding": PlainField,
    "Content-Disposition": PlainField,
    "Content-Language": PlainField,
    "Auto-Submitted": PlainField,
    "X-Auto-Response-Suppress": PlainField,
}


def _wire_policy() -> EmailPolicy[EmailMessage]:
    fields = Fields()
    for name, field in _FIELDS.items():
        # The registry itself puts BaseHeader behind each of them, as behind the library's own.
        fields.map_to_type(name, cast("type[BaseHeader]", field))
    return SMTP.clone(cte_type="7bit", header_factory=fields)


WIRE = _wire_policy()
