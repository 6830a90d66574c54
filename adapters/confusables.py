"""Letters that look alike are made one, so that names which could be taken for one another become the same.

Unicode's table, as confusable-homoglyphs brings it, leads from each letter to the one that it looks like and
back again; which way is which, it does not tell. So each letter is led to plain ones (a to z, nought to
nine), which is what somebody in Canada believes to read in a domain.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# Plain ones can be taken for others too, alone or in pairs; what looks like i in one font is l in another.
_PLAIN = (("0", "o"), ("1", "l"), ("i", "l"), ("rn", "m"), ("vv", "w"))


def skeleton(host: str) -> str:
    """Of a host as it reads, label by label: a dot stays a dot, and nothing else becomes one."""
    likeness = host if host.isascii() else "".join(map(_plain, _bare(host)))
    for looks, like in _PLAIN:
        likeness = likeness.replace(looks, like)
    return likeness


def _bare(text: str) -> str:
    """Without accents and other marks."""
    parts = unicodedata.normalize("NFKD", text).lower()
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@cache
def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    # 900 KB of JSON, read at the first xn-- name and not at the start
    from confusable_homoglyphs.confusables import confusables_data  # noqa: PLC0415

    likes = (_bare(found["c"]) for found in confusables_data.get(letter, ()))
    return next((like for like in likes if like.isascii() and like.isalnum()), letter)
