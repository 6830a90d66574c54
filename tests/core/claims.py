"""A small registry with one of each kind, and claims that are weighed against it."""

from datetime import UTC, datetime, timedelta
from functools import cache

from adapters.addresses import LibraryAddresses
from adapters.communities import Directory
from bot.communities.model import Community
from bot.communities.registry import Listed
from bot.joining.eligibility import Assessment, Claim, assess
from bot.joining.model import WorkRole

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LIFE = timedelta(days=730)
ADDRESSES = LibraryAddresses()


def place(
    community_id: str,
    kind: str = "municipality",
    *,
    type_code: str = "",
    parent_id: str = "",
    mail_class: str = "",
) -> Community:
    return Community(community_id, community_id, "", kind, "ON", type_code, parent_id, mail_class)


COMMUNITIES = (
    place("york", "regional"),
    place("calgary"),
    place("innisfil"),
    place("innisfail"),
    place("ferryland"),
    place("bonnyville"),
    place("md-bonnyville"),
    place("carman"),
    place("dufferin"),
    place("mrc-070", "regional"),
    place("albertville", parent_id="mrc-070", mail_class="shared"),
    place("sayabec", parent_id="mrc-070"),
    place("5921", "regional"),
    place("5921007"),
    place("lac-des-iles", mail_class="isp"),
    place("rural-district", mail_class="province"),
    place("band-61", "first_nation", type_code="BAND", mail_class="isp"),
    place("reserve-61", "first_nation", parent_id="band-61"),
    place("vancouver"),
    place("vec", "economic_agency", parent_id="vancouver"),
    place("library", "municipal_agency", parent_id="calgary"),
    place("sktc", "other", type_code="TRIBAL_COUNCIL"),
    place("tunngavik", "inuit", type_code="INUIT_ORG"),
    place("msgc", "metis", type_code="METIS_GOVERNMENT"),
    place("settlement", "metis", type_code="METIS_SETTLEMENT"),
    place("metepec"),
)


def says(community_id: str, domain: str, as_of: str = "2026", *, sourced: bool = True) -> Listed:
    return Listed(community_id, domain, "list", sourced=sourced, as_of=as_of)


LISTED = (
    says("york", "york.ca"),
    says("calgary", "calgary.ca"),
    says("innisfil", "innisfil.ca"),
    says("innisfail", "innisfail.ca"),
    says("ferryland", "ferryland.com", "2014"),
    says("bonnyville", "town.bonnyville.ab.ca"),
    says("md-bonnyville", "md.bonnyville.ab.ca", sourced=False),
    says("carman", "carmanmanitoba.ca"),
    says("dufferin", "carmanmanitoba.ca"),
    says("mrc-070", "mrcmatapedia.quebec"),
    says("sayabec", "mrcmatapedia.quebec"),
    says("5921", "rdn.bc.ca"),
    says("5921007", "nanaimo.ca"),
    says("band-61", "waskaganish.ca"),
    says("vancouver", "vancouver.ca"),
    says("vec", "vancouvereconomic.com"),
    says("library", "calgarylibrary.ca"),
    says("sktc", "sktc.sk.ca"),
    says("tunngavik", "tunngavik.com"),
    says("msgc", "msgc.ca", sourced=False),
    says("settlement", "kikino.ca"),
    says("metepec", "xn--mtepec-bva.ca"),
)


@cache
def registry() -> Directory:
    return Directory(COMMUNITIES, LISTED)


def weigh(
    address: str,
    community_id: str = "calgary",
    role: WorkRole = WorkRole.STAFF,
    *,
    proven: bool = True,
    learned: tuple[Listed, ...] = (),
    communities: Directory | None = None,
) -> Assessment:
    claim = Claim(ADDRESSES.read(address), community_id, role, proven)
    return assess(claim, communities or registry(), learned, NOW, LIFE)


def reasons(found: Assessment) -> list[str]:
    return [str(code) for code in found.reasons]
