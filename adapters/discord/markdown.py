"""Words within Discord's markdown: escaped, and cut; pure.

docs.discord.com/developers/reference#message-formatting; what formats:
support.discord.com/hc/articles/210298617
"""

from __future__ import annotations

import re

# A backslash makes any sign a sign. What formats wherever it stands; what does at the beginning of a line
# (lists, headings, small print); and what makes a link or a smiley.
_MARKS = re.compile(
    r"[\\*_~`|<>\[\]@#]|(?:^|(?<=[\u2028\u2029]))[ \t]*[-+]|(?<=[0-9])\.(?=\s|$)|:(?=//|\w+:)", re.MULTILINE
)
_CALLS = re.compile(r"\\@(?=everyone|here)", re.IGNORECASE)
_ATOM = re.compile(r"<[^<>]*>|\\.|.", re.DOTALL)


def escaped(text: str) -> str:
    """Read as it was written. A soft hyphen, which nobody sees, parts what would call everybody even where
    escapes are not read."""
    return _CALLS.sub("\\\\@\u00ad", _MARKS.sub(_escape, text))


def _escape(found: re.Match[str]) -> str:
    """Blanks before it, at the beginning of a line, stay as they are."""
    return f"{found[0][:-1]}\\{found[0][-1]}"


def cut(said: str, limit: int) -> str:
    """With a mark that there was more."""
    return said if len(said) <= limit else said[: _end(said, limit - 1)].rstrip() + "…"


def _end(said: str, limit: int) -> int:
    """Where to part it: at the last blank, unless that is far away, or between two characters; never within
    an escape, a call or a moment, which would be read as something else."""
    blank = end = 0
    for atom in _ATOM.finditer(said):
        if atom[0].isspace() and atom.start() <= limit:
            blank = atom.start()
        if atom.end() > limit:
            break
        end = atom.end()
    return blank if blank > limit // 2 else end
