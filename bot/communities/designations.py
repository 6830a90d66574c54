"""A municipality's name without what it is: "City of Calgary", « Ville de Calgary » and "Calgary" are one."""

from __future__ import annotations

import re

_ENGLISH = (
    r"(?:(?:regional |rural |northern )?(?:city|town|township|village|hamlet|district|county|municipality))"
    r" of (?:the )?"
)
_FRENCH = (
    r"(?:ville|village|village nordique|canton|hameau|district|district r[ée]gional|comt[ée]|mrc"
    r"|municipalit[ée]|municipalit[ée] r[ée]gionale|municipalit[ée] rurale)"
    r" (?:de la |de l['\u2019]|de |du |des |d['\u2019])"
)
_DESIGNATION = re.compile(f"^(?:{_ENGLISH}|{_FRENCH})(?=\\S)", re.IGNORECASE)


def without_designation(name: str) -> str:
    """The name alone; a name that has no designation in front of it stays as it is."""
    return _DESIGNATION.sub("", name, count=1)
