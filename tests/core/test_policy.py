"""The policy of who may join, class by class: what an address says, what is done, and why."""

import pytest

from bot.joining.model import WorkRole
from tests.core.claims import reasons, weigh

ELECTED, CONTRACTOR, OTHER = WorkRole.ELECTED_OFFICIAL, WorkRole.CONTRACTOR, WorkRole.OTHER

# class, address, community, evidence, route, reasons
TABLE = [
    ("1 exact", "jo@york.ca", "york", "strong", "ready", "listed_domain"),
    ("2 sub-domain", "jo@sub.calgary.ca", "calgary", "strong", "ready", "listed_domain_subdomain"),
    ("3 stale", "jo@ferryland.com", "ferryland", "partial", "review", "stale_listing"),
    ("3 unconfirmed", "jo@md.bonnyville.ab.ca", "md-bonnyville", "partial", "review", "unconfirmed_domain"),
    ("4 lower", "jo@mrcmatapedia.quebec", "albertville", "partial", "review", "shared_upper_tier_domain"),
    ("4 twice", "jo@mrcmatapedia.quebec", "sayabec", "partial", "review", "shared_upper_tier_domain"),
    ("4 by code", "jo@rdn.bc.ca", "5921007", "partial", "review", "shared_upper_tier_domain"),
    ("4 upper tier", "jo@mrcmatapedia.quebec", "mrc-070", "strong", "ready", "listed_domain"),
    ("4 province", "jo@gnb.ca", "rural-district", "partial", "review", "shared_upper_tier_domain"),
    ("5 shared", "jo@carmanmanitoba.ca", "dufferin", "partial", "review", "shared_domain"),
    ("6 other", "jo@innisfil.ca", "innisfail", "mismatch", "review", "domain_of_other_community"),
    ("6 lower tier's", "jo@nanaimo.ca", "5921", "mismatch", "review", "domain_of_other_community"),
    ("6 neighbours", "jo@town.bonnyville.ab.ca", "md-bonnyville", "mismatch", "review",
     "domain_of_other_community"),
    ("7 unlisted", "jo@newtown.example.ca", "calgary", "none", "review", "unlisted_domain"),
    ("8 provider", "jo@sasktel.net", "calgary", "personal", "review", "not_organisation_mail"),
    ("8 free", "jo@gmail.com", "calgary", "personal", "review", "not_organisation_mail"),
    ("8 platform", "jo@town.wixsite.com", "calgary", "personal", "review", "not_organisation_mail"),
    ("8 office", "jo@globetrotter.net", "lac-des-iles", "personal", "review",
     "office_uses_isp_mail not_organisation_mail"),
    ("8 reserve", "jo@sasktel.net", "reserve-61", "personal", "review",
     "office_uses_isp_mail not_organisation_mail"),
    ("9 federal", "jo@sac-isc.gc.ca", "calgary", "negative", "refuse", "federal_government"),
    ("9 federal", "jo@canada.ca", "calgary", "negative", "refuse", "federal_government"),
    ("10 provincial", "jo@gov.bc.ca", "calgary", "negative", "refuse", "provincial_government"),
    ("10 provincial", "jo@ontario.ca", "calgary", "negative", "refuse", "provincial_government"),
    ("10 provincial", "jo@mamh.gouv.qc.ca", "calgary", "negative", "refuse", "provincial_government"),
    ("10 provincial", "jo@gnb.ca", "calgary", "negative", "refuse", "provincial_government"),
    ("11 university", "jo@ubc.ca", "calgary", "negative", "refuse", "education"),
    ("11 school district", "jo@sd23.bc.ca", "calgary", "negative", "refuse", "education"),
    ("12 partner", "jo@iclei.org", "calgary", "partial", "review", "not_a_community"),
    ("12 association", "jo@fcm.ca", "calgary", "partial", "review", "not_a_community"),
    ("13 disposable", "jo@mailinator.com", "calgary", "negative", "refuse", "disposable"),
    ("15 encoded", "jo@xn--clgary-3nf.ca", "calgary", "suspicious", "review",
     "idn_lookalike lookalike_of_listed"),
    ("15 of nobody", "jo@xn--fiq228c.ca", "calgary", "suspicious", "review", "idn_lookalike"),
    ("15 genuine", "jo@xn--mtepec-bva.ca", "metepec", "strong", "ready", "listed_domain"),
    ("16 one letter", "jo@calqary.ca", "calgary", "suspicious", "review", "lookalike_of_listed"),
    ("16 other ending", "jo@calgary.co", "calgary", "suspicious", "review", "lookalike_of_listed"),
    ("16 skeleton", "jo@carrnanmanitoba.ca", "carman", "suspicious", "review", "lookalike_of_listed"),
    ("16 below one", "jo@mail.calqary.ca", "calgary", "suspicious", "review", "lookalike_of_listed"),
    ("17 tag", "Jo+CCRI@Calgary.CA", "calgary", "strong", "ready", "listed_domain"),
    ("18 role mailbox", "info@calgary.ca", "calgary", "strong", "review", "role_mailbox listed_domain"),
    ("18 dg", "dg@ferryland.com", "ferryland", "partial", "review", "stale_listing role_mailbox"),
    ("18 provider", "mairie@sasktel.net", "calgary", "personal", "review",
     "not_organisation_mail role_mailbox"),
    ("21 agency", "jo@vancouvereconomic.com", "vec", "partial", "review", "economic_agency listed_domain"),
    ("21 its city", "jo@vancouvereconomic.com", "vancouver", "partial", "review", "economic_agency"),
    ("21 by its city", "jo@vancouver.ca", "vec", "partial", "review", "economic_agency"),
    ("22 library", "jo@calgarylibrary.ca", "library", "partial", "review", "municipal_agency listed_domain"),
    ("22 its city", "jo@calgarylibrary.ca", "calgary", "partial", "review", "municipal_agency"),
    ("23 tribal council", "jo@sktc.sk.ca", "sktc", "partial", "review",
     "indigenous_organisation listed_domain"),
    ("23 Inuit", "jo@tunngavik.com", "tunngavik", "partial", "review",
     "indigenous_organisation listed_domain"),
    ("23 Métis", "jo@msgc.ca", "msgc", "partial", "review", "indigenous_organisation unconfirmed_domain"),
    ("23 no domain", "jo@gmail.com", "sktc", "personal", "review",
     "not_organisation_mail indigenous_organisation"),
    ("23 settlement", "jo@kikino.ca", "settlement", "strong", "ready", "listed_domain"),
    ("24 not listed", "jo@newnation.example.ca", "", "none", "review", "unlisted_community unlisted_domain"),
    ("24 unknown id", "jo@newnation.example.ca", "nobody", "none", "review",
     "unlisted_community unlisted_domain"),
    ("band's reserve", "jo@waskaganish.ca", "reserve-61", "strong", "ready", "listed_domain"),
]  # fmt: skip


@pytest.mark.parametrize("name, address, community_id, evidence, route, why", TABLE)
def test_the_policy_is_what_its_table_says(
    name: str, address: str, community_id: str, evidence: str, route: str, why: str
) -> None:
    """Evidence, route and reasons of each class; 14 never becomes an address (tests/adapters)."""
    found = weigh(address, community_id)

    assert (found.evidence, found.route, reasons(found)) == (evidence, route, why.split())


@pytest.mark.parametrize(
    "name, address, role, why",
    [
        ("19", "jo@calgary.ca", ELECTED, "elected_official listed_domain"),
        ("19", "mayor@calgary.ca", ELECTED, "elected_official role_mailbox listed_domain"),
        ("20", "jo@calgary.ca", CONTRACTOR, "contractor listed_domain"),
        ("other", "jo@calgary.ca", OTHER, "role_unclear listed_domain"),
    ],
)
def test_a_role_changes_the_route_and_not_the_evidence(
    name: str, address: str, role: WorkRole, why: str
) -> None:
    """The domain is strong, and the role decides that somebody looks."""
    found = weigh(address, role=role)

    assert (found.evidence, found.route, reasons(found)) == ("strong", "review", why.split())


@pytest.mark.parametrize("name, address, community_id, evidence, route, why", TABLE)
def test_what_is_not_proven_is_never_ready(
    name: str, address: str, community_id: str, evidence: str, route: str, why: str
) -> None:
    """The evidence is what it would be; what is refused stays refused."""
    found = weigh(address, community_id, proven=False)
    refused = route == "refuse"

    assert (found.evidence, found.route) == (evidence, "refuse" if refused else "review")
    assert (found.reasons[0] == "mailbox_not_proven") is not refused


@pytest.mark.parametrize(
    "name, address, refused_for",
    [
        ("9", "jo@gc.ca", "federal_government"),
        ("10", "jo@gov.ab.ca", "provincial_government"),
        ("11", "jo@ubc.ca", "education"),
    ],
)
def test_those_who_may_serve_a_community_all_the_same_can_ask_for_a_person(
    name: str, address: str, refused_for: str
) -> None:
    """A button brings the request to a coordinator with the reason on the card."""
    found = weigh(address)

    assert (found.appealable, found.reasons[0]) == (True, refused_for)
    assert not weigh("jo@mailinator.com").appealable


# ---- the addresses by which other systems are compared

THIRTEEN = [
    ("jo@calgary.ca", True),
    ("Jo@Calgary.CA", True),
    ("jo@sub.calgary.ca", True),
    ("jo+ccri@calgary.ca", True),
    ("jo@notcalgary.ca", False),
    ("jo@calgary.ca.evil.com", False),
    ("jo@calgary.ca-evil.com", False),
    ("jo@evil-calgary.ca", False),
    ("jo@calgary.evil.ca", False),
    ("jo@xn--clgary-3nf.ca", False),
]


@pytest.mark.parametrize("address, strong", THIRTEEN)
def test_only_whole_labels_of_a_listed_domain_open_the_door(address: str, strong: bool) -> None:  # noqa: FBT001
    """Whatever the case; not the end of a label, and not a name in front of another one."""
    assert (weigh(address).evidence == "strong") is strong
