"""A community of the registry, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat import Named, Text, Value

# Type codes of organisations above single communities, of whatever kind.
ORGANISATIONS = frozenset({"TRIBAL_COUNCIL", "INUIT_ORG", "METIS_GOVERNMENT"})


@dataclass(frozen=True, slots=True)
class Community:
    """`id` is stable (the census code, a band number, a slug). `name` is the English or only name, as the
    community writes it; `name_fr` the French one when there is another. `parent_id` is the upper tier of a
    municipality, the band of a reserve or the community that an agency serves; `mail_class` what the office's
    own mailbox is: `own`, `shared` (the upper tier's), `isp`, `province` (which runs the place), or unknown.
    Whose domains are which, `registry` says.
    One that has `withdrawn` is not named: its id alone is known."""

    id: str
    name: str
    name_fr: str
    kind: str
    province: str
    type_code: str = ""
    parent_id: str = ""
    mail_class: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""
    withdrawn: bool = False

    @property
    def is_area(self) -> bool:
        """Of statistics: nobody works there, unless a domain is known. An organisation has an office."""
        return self.kind == "other" and self.type_code not in ORGANISATIONS

    @property
    def is_land(self) -> bool:
        """A reserve, settlement or settlement area: the office is the band's, or the self-government's."""
        return self.kind == "first_nation" and self.id.isdigit()

    @property
    def named(self) -> Named:
        return Named(self.name, self.name_fr or self.name)


def community_named(community: Community | None, typed: str) -> Value:
    """The registry's name with its province, or what was typed."""
    if community is None:
        return Text("joining.community_typed", {"typed": typed}) if typed else ""
    return Text("joining.community_listed", {"name": community.named, "province": community.province})
