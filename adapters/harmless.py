"""A person's words as they can stand among ours: without what could reorder or imitate their surroundings."""

from __future__ import annotations

import unicodedata

# Controls, private use, halves of surrogate pairs; and what embeds, overrides or isolates a direction.
_HIDDEN = {"Cc", "Co", "Cs"}
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT = {"R", "AL"}
_ISOLATED = "\u2068{}\u2069"


def harmless(written: str) -> str:
    """A right-to-left name moves nothing around it."""
    kept = "".join(character for character in written if not _is_hidden(character))
    mixed = any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in kept)
    return _ISOLATED.format(kept) if mixed else kept


def _is_hidden(character: str) -> bool:
    if character in "\n\t":
        return False
    return character in _REORDERING or unicodedata.category(character) in _HIDDEN
