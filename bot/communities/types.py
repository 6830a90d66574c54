"""What a community calls itself, where its type code says so: town, rural municipality, reserve.

A town and the rural municipality around it often have one name; so do two municipalities of one province.
"""

from __future__ import annotations

from bot.chat import Text
from bot.communities.model import Community

# Of the census, the provinces and the registry, by the word for them (`community.type.<word>`).
TYPES = {
    "city": ("CY", "C", "CV"),
    "ville": ("V",),
    "town": ("T", "TV"),
    "municipality": ("MÉ", "MU", "M"),
    "parish_municipality": ("PE",),
    "township": ("TP", "CT"),
    "united_townships": ("CU",),
    "village": ("VL",),
    "summer_village": ("SV",),
    "resort_village": ("RV",),
    "northern_village": ("NV", "VN"),
    "cree_village": ("VC",),
    "hamlet": ("HAM",),
    "northern_hamlet": ("NH",),
    "rural_municipality": ("RM",),
    "district": ("DM", "MD"),
    "specialized_municipality": ("SM",),
    "county": ("CTY", "COUNTY"),
    "regional_municipality": ("RGM",),
    "regional_district": ("RD",),
    "mrc": ("MRC",),
    "electoral_area": ("RDA",),
    "rural_community": ("RCR",),
    "local_government": ("LG2023",),
    "special_area": ("SA",),
    "unorganized": ("NO", "SNO"),
    "parish": ("P",),
    "reserve": ("IRI",),
    "settlement": ("S-É",),
    "tribal_council": ("TRIBAL_COUNCIL",),
    "inuit_organisation": ("INUIT_ORG",),
    "metis_settlement": ("METIS_SETTLEMENT",),
    "metis_government": ("METIS_GOVERNMENT",),
}
_WORDS = {code: word for word, codes in TYPES.items() for code in codes}
_UPPER = {"RM": "regional_municipality"}  # where the census means another thing of an upper tier by it
_ALIKE = {"town": "city", "ville": "city"}  # « ville »


def type_named(community: Community) -> Text:
    """By its type; by its kind when that has no word that people use."""
    word = _word(community)
    return Text(f"community.type.{word}") if word else Text(f"community.kind.{community.kind}")


def read_alike(one: Community, other: Community) -> bool:
    """By name, type and province, in one of the languages at least."""
    named = one.named.en == other.named.en or one.named.fr == other.named.fr
    return named and one.province == other.province and _read_as(one) == _read_as(other)


def _read_as(community: Community) -> str:
    word = _word(community) or community.kind
    return _ALIKE.get(word, word)


def _word(community: Community) -> str | None:
    upper = _UPPER.get(community.type_code) if community.kind == "regional" else None
    return upper or _WORDS.get(community.type_code)
