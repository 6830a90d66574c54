"""How much a mailbox says about who somebody works for, and what is done with that: advice, with reasons.

A person decides; nothing here approves anybody. Only what cannot or must not receive a code is refused, and
a domain that is in no list never is: most small communities have none that could be listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.joining.address import Address, Domain
from bot.joining.model import WorkRole
from bot.joining.registry import Listing, Lookalike


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

    MAILBOX_NOT_PROVEN = "mailbox_not_proven"
    DOMAIN_OF_OTHER_COMMUNITY = "domain_of_other_community"
    NOT_ORGANISATION_MAIL = "not_organisation_mail"
    UNLISTED_COMMUNITY = "unlisted_community"
    UNLISTED_DOMAIN = "unlisted_domain"
    SHARED_DOMAIN = "shared_domain"
    ELECTED_OFFICIAL = "elected_official"
    CONTRACTOR = "contractor"
    ROLE_UNCLEAR = "role_unclear"

    LISTED_DOMAIN = "listed_domain"
    LISTED_DOMAIN_SUBDOMAIN = "listed_domain_subdomain"


# Staff of other governments may serve a community all the same, so these two may ask for a person.
APPEALABLE = frozenset({ReasonCode.FEDERAL_GOVERNMENT, ReasonCode.PROVINCIAL_GOVERNMENT})

REFUSING = APPEALABLE | {
    ReasonCode.MALFORMED_ADDRESS,
    ReasonCode.PUBLIC_SUFFIX,
    ReasonCode.NON_ASCII_DOMAIN,
    ReasonCode.DISPOSABLE,
}
_READY = frozenset({ReasonCode.LISTED_DOMAIN, ReasonCode.LISTED_DOMAIN_SUBDOMAIN})
_WEIGHT = {code: weight for weight, code in enumerate(ReasonCode)}

_BY_DOMAIN = {
    Domain.ORDINARY: (Evidence.NONE, ReasonCode.UNLISTED_DOMAIN),
    Domain.FREE_MAIL: (Evidence.PERSONAL, ReasonCode.NOT_ORGANISATION_MAIL),
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
class Assessment:
    """The evidence, and the reasons with the one that decides the route first."""

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


def assess(
    address: Address, listing: Listing | None, community_id: str, work_role: WorkRole, *, proven: bool
) -> Assessment:
    """Weigh `address` for the community that was named: `community_id` is empty when it was typed because
    it is not in the registry, `listing` is what the registry says about the address's host."""
    evidence, by_host = _by_host(address, listing, community_id)
    reasons = {by_host}
    if not proven:
        reasons.add(ReasonCode.MAILBOX_NOT_PROVEN)
    if not community_id:
        reasons.add(ReasonCode.UNLISTED_COMMUNITY)
    if work_role in _BY_ROLE:
        reasons.add(_BY_ROLE[work_role])
    return Assessment(evidence, tuple(sorted(reasons, key=_WEIGHT.__getitem__)), listing)


def _by_host(address: Address, listing: Listing | None, community_id: str) -> tuple[Evidence, ReasonCode]:
    if listing is None:
        return _BY_DOMAIN[address.domain]
    if community_id not in listing.community_ids:
        return Evidence.MISMATCH, ReasonCode.DOMAIN_OF_OTHER_COMMUNITY
    if len(listing.community_ids) > 1:
        return Evidence.PARTIAL, ReasonCode.SHARED_DOMAIN
    exact, below = ReasonCode.LISTED_DOMAIN, ReasonCode.LISTED_DOMAIN_SUBDOMAIN
    return Evidence.STRONG, exact if listing.exact else below
