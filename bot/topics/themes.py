"""The themes by which a network tags what members suggest; its settings may name others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from bot.chat import Named
from bot.folding import fold

Themes = Mapping[str, Named]  # by the code that is stored


def code_of(english: str) -> str:
    """What is stored for a theme: its English name, as one word; "" when no letter is in it."""
    return fold(english).replace(" ", "-")


def themed(pairs: Iterable[tuple[str, str]]) -> Themes:
    """English and French names, in this order."""
    return MappingProxyType({code_of(english): Named(english, french) for english, french in pairs})


USUAL = themed(
    (
        ("Zero waste", "Zéro déchet"),
        ("Procurement", "Approvisionnement"),
        ("Surplus assets", "Biens excédentaires"),
        ("Industrial symbiosis", "Symbiose industrielle"),
        ("Agroforestry", "Agroforesterie"),
        ("Water", "Eau"),
        ("Social economy", "Économie sociale"),
        ("Climate plans", "Plans climat"),
        ("Artificial intelligence", "Intelligence artificielle"),
        ("Emerging issues", "Enjeux émergents"),
    )
)
