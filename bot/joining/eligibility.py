"""How much a mailbox says about who somebody works for, and what is done with that: advice, with reasons.

A person decides; nothing here approves anybody. Only what cannot or must not receive a code is refused, and
a domain that is in no list never is: most small communities have none that could be listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.communities.kin import ABOVE_COMMUNITIES, AGENCIES, Kin, kin, listing, office
from bot.communities.model import Community
from bot.communities.registry import Communities, Listed, Listing, Lookalike
from bot.joining.address import Address, Domain, MalformedAddress
from bot.joining.model import WorkRole


class Evidence(StrEnum):
    """What the address says about the community that was named."""

    STRONG = "strong"
    PARTIAL = "partial"
    PERSONAL = "personal"
    NONE = "none"
    MISMATCH = "mismatch"
    SUSPICIOUS = "suspicious"
    NEGATIVE = "negative"
    INVALID = "invalid"


class Route(StrEnum):
    """What the bot does: one press is enough, a coordinator looks closely, or no code is sent."""

    READY = "ready"
    REVIEW = "review"
    REFUSE = "refuse"


class ReasonCode(StrEnum):
    """Why, in order of weight: the first one that applies decides the route."""

    MALFORMED_ADDRESS = "malformed_address"
    PUBLIC_SUFFIX = "public_suffix"
    NON_ASCII_DOMAIN = "non_ascii_domain"
    DISPOSABLE = "disposable"
    FEDERAL_GOVERNMENT = "federal_government"
    PROVINCIAL_GOVERNMENT = "provincial_government"
    EDUCATION = "education"

    MAILBOX_NOT_PROVEN = "mailbox_not_proven"
    IDN_LOOKALIKE = "idn_lookalike"
    LOOKALIKE_OF_LISTED = "lookalike_of_listed"
    DOMAIN_OF_OTHER_COMMUNITY = "domain_of_other_community"
    OFFICE_USES_ISP_MAIL = "office_uses_isp_mail"
    NOT_ORGANISATION_MAIL = "not_organisation_mail"
    NOT_A_COMMUNITY = "not_a_community"
    ECONOMIC_AGENCY = "economic_agency"
    MUNICIPAL_AGENCY = "municipal_agency"
    INDIGENOUS_ORGANISATION = "indigenous_organisation"
    UNLISTED_COMMUNITY = "unlisted_community"
    UNLISTED_DOMAIN = "unlisted_domain"
    SHARED_UPPER_TIER_DOMAIN = "shared_upper_tier_domain"
    SHARED_DOMAIN = "shared_domain"
    STALE_LISTING = "stale_listing"
    UNCONFIRMED_DOMAIN = "unconfirmed_domain"
    ELECTED_OFFICIAL = "elected_official"
    CONTRACTOR = "contractor"
    ROLE_UNCLEAR = "role_unclear"
    ROLE_MAILBOX = "role_mailbox"

    LISTED_DOMAIN = "listed_domain"
    LISTED_DOMAIN_SUBDOMAIN = "listed_domain_subdomain"


# These may serve a community all the same, so they may ask for a person.
APPEALABLE = frozenset(
    {ReasonCode.FEDERAL_GOVERNMENT, ReasonCode.PROVINCIAL_GOVERNMENT, ReasonCode.EDUCATION}
)
REFUSING = APPEALABLE | {
    ReasonCode.MALFORMED_ADDRESS,
    ReasonCode.PUBLIC_SUFFIX,
    ReasonCode.NON_ASCII_DOMAIN,
    ReasonCode.DISPOSABLE,
}
_READY = frozenset({ReasonCode.LISTED_DOMAIN, ReasonCode.LISTED_DOMAIN_SUBDOMAIN})
_LISTED = {True: ReasonCode.LISTED_DOMAIN, False: ReasonCode.LISTED_DOMAIN_SUBDOMAIN}
_ORGANISATION = frozenset(
    {ReasonCode.ECONOMIC_AGENCY, ReasonCode.MUNICIPAL_AGENCY, ReasonCode.INDIGENOUS_ORGANISATION}
)
_WEIGHT = {code: weight for weight, code in enumerate(ReasonCode)}

_BY_DOMAIN = {
    Domain.ORDINARY: (Evidence.NONE, ReasonCode.UNLISTED_DOMAIN),
    Domain.FREE_MAIL: (Evidence.PERSONAL, ReasonCode.NOT_ORGANISATION_MAIL),
    Domain.PLATFORM: (Evidence.PERSONAL, ReasonCode.NOT_ORGANISATION_MAIL),
    Domain.PARTNER: (Evidence.PARTIAL, ReasonCode.NOT_A_COMMUNITY),
    Domain.EDUCATION: (Evidence.NEGATIVE, ReasonCode.EDUCATION),
    Domain.FEDERAL: (Evidence.NEGATIVE, ReasonCode.FEDERAL_GOVERNMENT),
    Domain.PROVINCIAL: (Evidence.NEGATIVE, ReasonCode.PROVINCIAL_GOVERNMENT),
    Domain.DISPOSABLE: (Evidence.NEGATIVE, ReasonCode.DISPOSABLE),
}
_BY_ROLE = {
    WorkRole.ELECTED_OFFICIAL: ReasonCode.ELECTED_OFFICIAL,
    WorkRole.CONTRACTOR: ReasonCode.CONTRACTOR,
    WorkRole.OTHER: ReasonCode.ROLE_UNCLEAR,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says: `community_id` is empty when the community was typed because it is not in the
    registry; `proven` when a code that was sent to the address came back."""

    address: Address
    community_id: str
    work_role: WorkRole
    proven: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """The evidence, and the reasons with the one that decides the route first; the listing on which it
    rests, and what the address could be taken for, as a hint."""

    evidence: Evidence
    reasons: tuple[ReasonCode, ...]
    listing: Listing | None = None
    lookalikes: tuple[Lookalike, ...] = ()

    def __post_init__(self) -> None:
        if not self.reasons or list(self.reasons) != sorted(set(self.reasons), key=_WEIGHT.__getitem__):
            raise ValueError(self.reasons)

    @property
    def route(self) -> Route:
        if self.reasons[0] in REFUSING:
            return Route.REFUSE
        return Route.READY if self.reasons[0] in _READY else Route.REVIEW

    @property
    def appealable(self) -> bool:
        """Refused, but for a reason that a person may be asked to look at anyway."""
        return self.reasons[0] in APPEALABLE


def unusable(malformed: MalformedAddress) -> Assessment:
    """What was typed is no address."""
    return Assessment(Evidence.INVALID, (ReasonCode(malformed.code),))


def assess(
    claim: Claim, registry: Communities, learned: Sequence[Listed], now: datetime, life: timedelta
) -> Assessment:
    """Weigh what somebody says. `learned` is what the stored registry says at this moment of the address's
    host and its parents; `life` how long a listing is taken for granted."""
    named = registry.get(claim.community_id) if claim.community_id else None
    found = listing(claim.address.host, registry, learned)
    lookalikes: tuple[Lookalike, ...] = ()
    if found:
        evidence, reasons = _by_listing(named, found, registry, now, life)
    elif _neighbours_matter(claim.address):
        lookalikes = tuple(registry.lookalikes(claim.address))
        evidence, reasons = _by_likeness(claim.address, lookalikes)
    else:
        evidence, reasons = _by_domain(claim.address.domain, named, registry)
    reasons |= _by_community(named) | _by_person(claim)
    if evidence is Evidence.STRONG and not reasons.isdisjoint(_ORGANISATION):
        evidence = Evidence.PARTIAL
    return Assessment(evidence, tuple(sorted(reasons, key=_WEIGHT.__getitem__)), found, lookalikes)


def _by_person(claim: Claim) -> set[ReasonCode]:
    reasons = set() if claim.proven else {ReasonCode.MAILBOX_NOT_PROVEN}
    if claim.work_role in _BY_ROLE:
        reasons.add(_BY_ROLE[claim.work_role])
    if claim.address.role_mailbox:
        reasons.add(ReasonCode.ROLE_MAILBOX)
    return reasons


def _by_community(named: Community | None) -> set[ReasonCode]:
    """Who was named may be no community, or not known to us."""
    if named is None:
        return {ReasonCode.UNLISTED_COMMUNITY}
    if named.type_code in ABOVE_COMMUNITIES:
        return {ReasonCode.INDIGENOUS_ORGANISATION}
    return {ReasonCode(named.kind)} if named.kind in AGENCIES else set()


# ---- a domain that is listed


def _by_listing(
    named: Community | None, found: Listing, registry: Communities, now: datetime, life: timedelta
) -> tuple[Evidence, set[ReasonCode]]:
    by_kin = kin(named, found.listed, registry)
    if Kin.OWN in by_kin:
        faults = _faults(by_kin[Kin.OWN], now, life) | _sharing(by_kin)
        if not faults:
            return Evidence.STRONG, {_LISTED[found.exact]}
        if ReasonCode.UNCONFIRMED_DOMAIN in faults and "xn--" in found.domain:
            return Evidence.SUSPICIOUS, faults | {ReasonCode.IDN_LOOKALIKE}
        return Evidence.PARTIAL, faults
    if named and Kin.ABOVE in by_kin:
        faults = _faults(by_kin[Kin.ABOVE], now, life)
        if named.kind not in AGENCIES:
            faults.add(ReasonCode.SHARED_UPPER_TIER_DOMAIN)
        return Evidence.PARTIAL, faults
    if Kin.AGENCY in by_kin:
        agencies = by_kin[Kin.AGENCY]
        of_agency = _by_community(registry.get(agencies[0].community_id))
        return Evidence.PARTIAL, of_agency | _faults(agencies, now, life)
    return Evidence.MISMATCH, {ReasonCode.DOMAIN_OF_OTHER_COMMUNITY}


def _sharing(by_kin: Mapping[Kin, Sequence[Listed]]) -> set[ReasonCode]:
    """Whoever is above has the domain for all below; whoever is below takes nothing away."""
    reasons = {ReasonCode.SHARED_UPPER_TIER_DOMAIN} if Kin.ABOVE in by_kin else set()
    if Kin.STRANGER in by_kin or (Kin.BESIDE in by_kin and not reasons):
        reasons.add(ReasonCode.SHARED_DOMAIN)
    return reasons


def _faults(listed: Sequence[Listed], now: datetime, life: timedelta) -> set[ReasonCode]:
    """What the best of them lacks."""
    return min((_lacking(each, now, life) for each in listed), key=len)


def _lacking(listed: Listed, now: datetime, life: timedelta) -> set[ReasonCode]:
    lacking = {ReasonCode.STALE_LISTING} if listed.is_stale(now, life) else set()
    if not listed.is_confirmed:
        lacking.add(ReasonCode.UNCONFIRMED_DOMAIN)
    return lacking


# ---- one that is not


def _neighbours_matter(address: Address) -> bool:
    """An ordinary name, or one in other letters; but what is refused for its class is refused for that."""
    return address.domain is Domain.ORDINARY or (
        address.is_idn and _BY_DOMAIN[address.domain][1] not in REFUSING
    )


def _by_likeness(address: Address, lookalikes: Sequence[Lookalike]) -> tuple[Evidence, set[ReasonCode]]:
    evidence, reason = _BY_DOMAIN[address.domain]
    reasons: set[ReasonCode] = set()
    if lookalikes:
        reasons.add(ReasonCode.LOOKALIKE_OF_LISTED)
    if address.is_idn:
        reasons.add(ReasonCode.IDN_LOOKALIKE)
    if not reasons:
        return evidence, {reason}
    return Evidence.SUSPICIOUS, reasons | ({reason} - {ReasonCode.UNLISTED_DOMAIN})


def _by_domain(
    domain: Domain, named: Community | None, registry: Communities
) -> tuple[Evidence, set[ReasonCode]]:
    evidence, reason = _BY_DOMAIN[domain]
    mail = office(named, registry).mail_class if named else ""
    if domain is Domain.PROVINCIAL and mail == "province":
        return Evidence.PARTIAL, {ReasonCode.SHARED_UPPER_TIER_DOMAIN}
    if domain is Domain.FREE_MAIL and mail == "isp":
        return evidence, {reason, ReasonCode.OFFICE_USES_ISP_MAIL}
    return evidence, {reason}
