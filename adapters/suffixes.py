"""Names under which anybody can register: publicsuffixlist, which brings its list along."""

from __future__ import annotations

from functools import cache

from publicsuffixlist import PublicSuffixList


@cache
def public_suffixes() -> PublicSuffixList:
    """Reading it takes a while, so it is read once."""
    return PublicSuffixList(accept_unknown=False)
