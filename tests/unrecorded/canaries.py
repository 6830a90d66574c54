"""Words that nobody else uses: whatever somebody says or writes has one of its own, and can be found again.

Each is written twice, plainly and with accents: what passes for a code of ours, and what has to be escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase

PLAIN, MARKED = "zqkanari", "zékànàrî"
FOLDED = ("zqkanari", "zekanari")  # the two without accents
CODE_LETTERS = 3
TALK = "talk"  # with this begins the name of whatever people say to each other


def code_of(number: int) -> str:
    letters = [ascii_lowercase[number // 26**place % 26] for place in range(CODE_LETTERS)]
    return "".join(reversed(letters))


@dataclass
class Canaries:
    """Those that there are, by their code: the name says what they are in."""

    names: dict[str, str] = field(default_factory=dict)

    def plain(self, name: str) -> str:
        """Where letters with accents cannot be."""
        return PLAIN + self._code(name)

    def words(self, name: str) -> str:
        code = self._code(name)
        return f"{PLAIN}{code} {MARKED}{code}"

    def _code(self, name: str) -> str:
        """The same for the same name."""
        for code, known in self.names.items():
            if known == name:
                return code
        code = code_of(len(self.names))
        self.names[code] = name
        return code


def is_talk(name: str) -> bool:
    return name.startswith(TALK)


def spoken(names: Mapping[str, str]) -> set[str]:
    return {name for name in names.values() if is_talk(name)}
