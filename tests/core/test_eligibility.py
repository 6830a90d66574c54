"""The evidence of a mailbox: what it says, what the bot does with it, and why."""

import itertools

import pytest

from bot.joining.address import Address, Domain
from bot.joining.eligibility import Assessment, Evidence, ReasonCode, Route, assess
from bot.joining.model import WorkRole
from bot.joining.registry import Listed, Listing

CALGARY = Listing("calgary.ca", (Listed("4806016", "calgary.ca"),), exact=True)
BELOW_CALGARY = Listing("calgary.ca", (Listed("4806016", "calgary.ca"),), exact=False)
CARMAN = "carmanmanitoba.ca"
SHARED = Listing(CARMAN, (Listed("4603053", CARMAN), Listed("4603050", CARMAN)), exact=True)
LISTINGS = (None, CALGARY, BELOW_CALGARY, SHARED)


def address(host: str = "calgary.ca", domain: Domain = Domain.ORDINARY) -> Address:
    return Address(f"jo@{host}", f"jo@{host}", host, domain)


def weigh(
    domain: Domain = Domain.ORDINARY,
    listing: Listing | None = None,
    community_id: str = "4806016",
    work_role: WorkRole = WorkRole.STAFF,
    *,
    proven: bool = True,
) -> Assessment:
    return assess(address(domain=domain), listing, community_id, work_role, proven=proven)


def test_the_community_s_own_domain_makes_a_request_ready() -> None:
    """A proven mailbox on the listed domain of the community that was named is strong evidence."""
    found = weigh(listing=CALGARY)

    assert (found.evidence, found.route) == (Evidence.STRONG, Route.READY)
    assert found.reasons == (ReasonCode.LISTED_DOMAIN,)


def test_a_sub_domain_of_it_does_so_too() -> None:
    """With a reason of its own, so that the coordinator looks at the whole host."""
    found = weigh(listing=BELOW_CALGARY)

    assert (found.evidence, found.route) == (Evidence.STRONG, Route.READY)
    assert found.reasons == (ReasonCode.LISTED_DOMAIN_SUBDOMAIN,)


@pytest.mark.parametrize("community_id", ["4806016", ""])
def test_a_domain_that_is_in_no_list_is_looked_at_and_never_refused(community_id: str) -> None:
    """Most small communities have none that could be listed."""
    found = weigh(community_id=community_id)

    assert (found.evidence, found.route) == (Evidence.NONE, Route.REVIEW)
    assert ReasonCode.UNLISTED_DOMAIN in found.reasons


def test_a_community_that_was_typed_is_a_reason_to_look() -> None:
    """The registry is a help, not a list of who is a community."""
    found = weigh(community_id="")

    assert found.reasons == (ReasonCode.UNLISTED_COMMUNITY, ReasonCode.UNLISTED_DOMAIN)


@pytest.mark.parametrize("community_id", ["5921007", ""])
def test_the_domain_of_another_community_is_a_mismatch(community_id: str) -> None:
    """It is shown, never corrected silently."""
    found = weigh(listing=CALGARY, community_id=community_id)

    assert (found.evidence, found.route) == (Evidence.MISMATCH, Route.REVIEW)
    assert found.reasons[0] is ReasonCode.DOMAIN_OF_OTHER_COMMUNITY


def test_a_domain_of_several_communities_is_partial_evidence() -> None:
    """A coordinator finds out for which of them the person works."""
    found = weigh(listing=SHARED, community_id="4603050")

    assert (found.evidence, found.route) == (Evidence.PARTIAL, Route.REVIEW)
    assert found.reasons == (ReasonCode.SHARED_DOMAIN,)


def test_free_mail_is_personal_and_looked_at() -> None:
    """About one small office in ten has no other mail."""
    found = weigh(Domain.FREE_MAIL)

    assert (found.evidence, found.route) == (Evidence.PERSONAL, Route.REVIEW)
    assert found.reasons == (ReasonCode.NOT_ORGANISATION_MAIL,)


@pytest.mark.parametrize(
    "domain, reason",
    [
        (Domain.FEDERAL, ReasonCode.FEDERAL_GOVERNMENT),
        (Domain.PROVINCIAL, ReasonCode.PROVINCIAL_GOVERNMENT),
    ],
)
def test_other_governments_are_refused_and_may_ask_for_a_person(domain: Domain, reason: ReasonCode) -> None:
    """Their staff are not the community's, with exceptions that only a person can see."""
    found = weigh(domain)

    assert (found.evidence, found.route) == (Evidence.NEGATIVE, Route.REFUSE)
    assert (found.reasons, found.appealable) == ((reason,), True)


def test_a_disposable_mailbox_is_refused_finally() -> None:
    """It proves nothing about anybody."""
    found = weigh(Domain.DISPOSABLE)

    assert (found.evidence, found.route) == (Evidence.NEGATIVE, Route.REFUSE)
    assert (found.reasons, found.appealable) == ((ReasonCode.DISPOSABLE,), False)


@pytest.mark.parametrize("domain", Domain)
def test_a_listing_wins_over_what_the_domain_looks_like(domain: Domain) -> None:
    """What the network knows about a community is better than a general list."""
    assert weigh(domain, CALGARY) == weigh(Domain.ORDINARY, CALGARY)


@pytest.mark.parametrize(
    "work_role, reason",
    [
        (WorkRole.ELECTED_OFFICIAL, ReasonCode.ELECTED_OFFICIAL),
        (WorkRole.CONTRACTOR, ReasonCode.CONTRACTOR),
        (WorkRole.OTHER, ReasonCode.ROLE_UNCLEAR),
    ],
)
def test_whoever_is_not_staff_is_looked_at_whatever_the_domain(
    work_role: WorkRole, reason: ReasonCode
) -> None:
    """The evidence stays that of the mailbox, the role decides the route."""
    found = weigh(listing=CALGARY, work_role=work_role)

    assert (found.evidence, found.route) == (Evidence.STRONG, Route.REVIEW)
    assert found.reasons == (reason, ReasonCode.LISTED_DOMAIN)


def test_a_mailbox_that_is_not_proven_is_looked_at_first_of_all() -> None:
    """Anybody can type an address of the community."""
    found = weigh(listing=CALGARY, proven=False)

    assert found.route is Route.REVIEW
    assert found.reasons == (ReasonCode.MAILBOX_NOT_PROVEN, ReasonCode.LISTED_DOMAIN)


def test_what_would_be_refused_stays_refused_when_it_is_not_proven() -> None:
    """No code is sent to what could not be admitted with it."""
    found = weigh(Domain.DISPOSABLE, proven=False)

    assert found.route is Route.REFUSE
    assert found.reasons[0] is ReasonCode.DISPOSABLE


def test_only_a_proven_mailbox_of_staff_on_the_community_s_domain_is_ready() -> None:
    """In all combinations; and what is in no list is never refused for anything but its domain's class."""
    refusing = {Domain.FEDERAL, Domain.PROVINCIAL, Domain.DISPOSABLE}
    for domain, listing, named, role, proven in itertools.product(
        Domain, LISTINGS, ("4806016", "4603050", ""), WorkRole, (True, False)
    ):
        found = weigh(domain, listing, named, role, proven=proven)

        own = listing in (CALGARY, BELOW_CALGARY) and named == "4806016"
        assert (found.route is Route.READY) == (own and role is WorkRole.STAFF and proven)
        assert (found.route is Route.REFUSE) == (listing is None and domain in refusing)


@pytest.mark.parametrize(
    "reasons", [(), (ReasonCode.LISTED_DOMAIN, ReasonCode.CONTRACTOR), (ReasonCode.DISPOSABLE,) * 2]
)
def test_reasons_stand_in_the_order_of_their_weight(reasons: tuple[ReasonCode, ...]) -> None:
    """The first one decides the route, so nothing else can be built."""
    with pytest.raises(ValueError, match=r"^\("):
        Assessment(Evidence.STRONG, reasons)
