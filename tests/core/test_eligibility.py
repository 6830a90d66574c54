"""The evidence of a mailbox: what the registry says of it, now, and what was learned since."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.communities import Directory
from bot.communities.model import Community
from bot.communities.registry import Listed
from bot.joining.address import Address, Domain, parents
from bot.joining.eligibility import Assessment, Claim, Evidence, ReasonCode, Route, assess
from bot.joining.model import WorkRole
from tests.core.claims import COMMUNITIES, LIFE, LISTED, NOW, place, reasons, registry, says, weigh

NEW = "newtown.example.ca"


def confirmed(community_id: str, domain: str) -> Listed:
    return Listed(community_id, domain).confirm("coordinator", NOW)


# ---- what was learned since memory was filled


def test_a_domain_that_was_just_confirmed_counts_at_once() -> None:
    """The first from a town makes the way easier for the second, whichever process heard of it."""
    found = weigh(f"jo@{NEW}", "calgary", learned=(confirmed("calgary", NEW),))

    assert (found.evidence, found.route) == ("strong", "ready")
    assert found.listing is not None
    assert found.listing.listed[0].confirmed_by == "coordinator"


def test_a_domain_that_was_just_revoked_counts_no_more() -> None:
    """What memory still believes is laid over."""
    revoked = says("york", "york.ca").revoke("coordinator", NOW)
    found = weigh("jo@york.ca", "york", learned=(revoked,))

    assert reasons(found) == ["unlisted_domain"]


def test_below_a_revoked_domain_its_listed_parent_counts() -> None:
    """The longest that stands."""
    revoked = confirmed("calgary", "lib.calgary.ca").revoke("coordinator", NOW)

    assert reasons(weigh("jo@lib.calgary.ca", learned=(revoked,))) == ["listed_domain_subdomain"]


def test_a_learned_domain_below_a_listed_one_is_its_own_community_s() -> None:
    """Whole labels, the longest first."""
    learned = (confirmed("innisfil", "guest.calgary.ca"),)

    assert reasons(weigh("jo@guest.calgary.ca", learned=learned)) == ["domain_of_other_community"]
    assert reasons(weigh("jo@guest.calgary.ca", "innisfil", learned=learned)) == ["listed_domain"]
    assert reasons(weigh("jo@calgary.ca", learned=learned)) == ["listed_domain"]


def test_a_second_community_of_a_domain_makes_it_shared() -> None:
    """A coordinator finds out which of them it is."""
    learned = (confirmed("innisfil", "calgary.ca"),)

    assert reasons(weigh("jo@calgary.ca", learned=learned)) == ["shared_domain"]


# ---- age and confirmation


def test_a_listing_is_good_for_its_life_and_not_a_moment_longer() -> None:
    """Offices change their domains."""
    old = Listed("calgary", NEW).confirm("coordinator", NOW - LIFE)
    older = Listed("calgary", NEW).confirm("coordinator", NOW - LIFE - timedelta(seconds=1))

    assert reasons(weigh(f"jo@{NEW}", learned=(old,))) == ["listed_domain"]
    assert reasons(weigh(f"jo@{NEW}", learned=(older,))) == ["stale_listing"]


def test_what_is_old_and_has_one_witness_lacks_both() -> None:
    """Said once each, the age first."""
    found = weigh(f"jo@{NEW}", learned=(says("calgary", NEW, "2014", sourced=False),))

    assert (found.evidence, reasons(found)) == ("partial", ["stale_listing", "unconfirmed_domain"])


def test_a_coordinator_s_word_makes_an_old_list_new() -> None:
    """The press on the card counts like a list of that day."""
    fresh = says("ferryland", "ferryland.com", "2014").confirm("coordinator", NOW)

    assert reasons(weigh("jo@ferryland.com", "ferryland", learned=(fresh,))) == ["listed_domain"]


@pytest.mark.parametrize("stated", ["band-61", "reserve-61"])
def test_of_a_band_and_its_reserve_the_better_listing_counts(stated: str) -> None:
    """One office: what is known of either is known of both, and nothing is shared."""
    learned = (confirmed("reserve-61", "nation.example.ca"), says("band-61", "nation.example.ca", "2014"))

    assert reasons(weigh("jo@nation.example.ca", stated, learned=learned)) == ["listed_domain"]


def test_an_encoded_name_needs_a_confirmed_listing() -> None:
    """A single witness may have been taken in like anybody else."""
    host = "xn--fiq228c.ca"
    found = weigh(f"jo@{host}", learned=(says("calgary", host, sourced=False),))

    assert (found.evidence, reasons(found)) == ("suspicious", ["idn_lookalike", "unconfirmed_domain"])


# ---- hints


def test_what_it_could_be_taken_for_is_a_hint_and_refuses_nothing() -> None:
    """Real neighbours differ by one letter; a person compares."""
    found = weigh("jo@calqary.ca")

    assert [(each.domain, each.how) for each in found.lookalikes] == [("calgary.ca", "letter")]
    assert found.route is Route.REVIEW


@pytest.mark.parametrize(
    "address, community_id", [("jo@innisfil.ca", "innisfil"), ("jo@innisfail.ca", "innisfail")]
)
def test_listed_neighbours_do_not_block_each_other(address: str, community_id: str) -> None:
    """The exact match is looked for first."""
    found = weigh(address, community_id)

    assert (found.route, found.lookalikes) == (Route.READY, ())


@pytest.mark.parametrize("domain", Domain)
def test_a_listing_wins_over_what_the_domain_looks_like(domain: Domain) -> None:
    """What the network knows about a community is better than a general list."""
    calgary = Address("jo@calgary.ca", "jo@calgary.ca", "calgary.ca", domain, "calgary.ca", "calgary.ca")

    found = assess(Claim(calgary, "calgary", WorkRole.STAFF, proven=True), registry(), (), NOW, LIFE)

    assert (found.evidence, found.route) == (Evidence.STRONG, Route.READY)


@pytest.mark.parametrize(
    "why", [(), (ReasonCode.LISTED_DOMAIN, ReasonCode.CONTRACTOR), (ReasonCode.DISPOSABLE,) * 2]
)
def test_reasons_stand_in_the_order_of_their_weight(why: tuple[ReasonCode, ...]) -> None:
    """The first one decides the route, so nothing else can be built."""
    with pytest.raises(ValueError, match=r"^\("):
        Assessment(Evidence.STRONG, why)


# ---- what holds of everything

NAMES = ("calgary", "york", "mail", "ca", "qc", "ab", "quebec", "xn--clgary-3nf", "town")
HOSTS = st.lists(st.sampled_from(NAMES), min_size=2, max_size=4).map(".".join)
IDS = [each.id for each in COMMUNITIES]
LISTINGS = st.builds(
    Listed,
    st.sampled_from(IDS),
    HOSTS,
    source=st.sampled_from(["", "list"]),
    sourced=st.booleans(),
    as_of=st.sampled_from(["", "2014", "2026", "2026-11-22"]),
    confirmed_at=st.sampled_from([None, NOW, NOW - 2 * LIFE]),
    revoked_at=st.sampled_from([None, None, NOW]),
)
TWINS: dict[str, str] = {"reserve-61": "band-61"}


def office(community_id: str) -> str:
    return TWINS.get(community_id, community_id)


def below(community_id: str) -> set[str]:
    """Its lower tiers and agencies, which take nothing away from it."""
    by_code = {"5921007"} if community_id == "5921" else set()
    return by_code | {each.id for each in COMMUNITIES if each.parent_id == office(community_id)}


def addressed(host: str, domain: Domain) -> Address:
    return Address(f"jo@{host}", f"jo@{host}", host, domain, host, host)


@given(
    st.lists(LISTINGS, max_size=6),
    st.lists(LISTINGS, max_size=3),
    HOSTS,
    st.sampled_from(Domain),
    st.sampled_from([*IDS, "", "nobody"]),
    st.sampled_from(WorkRole),
    st.booleans(),
)
def test_nothing_but_a_whole_label_match_of_the_community_s_own_domain_is_strong(
    remembered: list[Listed],
    learned: list[Listed],
    host: str,
    domain: Domain,
    stated: str,
    role: WorkRole,
    proven: bool,  # noqa: FBT001
) -> None:
    """Of one that stands, is confirmed and fresh and of no stranger; ready only when proven."""
    memory = {each.key: each for each in remembered}
    known = memory | {each.key: each for each in learned}
    claim = Claim(addressed(host, domain), stated, role, proven)

    found = assess(claim, Directory(COMMUNITIES, memory.values()), learned, NOW, LIFE)

    standing = [each for each in known.values() if each.stands and each.domain in parents(host)]
    longest = max((len(each.domain) for each in standing), default=0)
    own = [e for e in standing if len(e.domain) == longest and office(e.community_id) == office(stated)]
    good = [each for each in own if each.is_confirmed and not each.is_stale(NOW, LIFE)]
    others = {e.community_id for e in standing if len(e.domain) == longest and e not in own}
    assert found.evidence is not Evidence.STRONG or (good and others <= below(stated))
    assert found.route is not Route.READY or (good and proven and role is WorkRole.STAFF)
    assert found.evidence in {Evidence.STRONG, Evidence.SUSPICIOUS, Evidence.PARTIAL} or not own


@given(st.text(max_size=20), st.text(max_size=20))
def test_whatever_is_stated_ends_in_an_assessment(stated: str, kind: str) -> None:
    """A community that nobody knows, and one of a kind that nobody has foreseen."""
    strange = Directory([*COMMUNITIES, place("strange", kind, parent_id=stated)], LISTED)

    for community_id in (stated, "strange"):
        assert weigh("jo@calgary.ca", community_id, communities=strange).reasons


def test_a_circle_of_parents_ends_and_is_not_strong() -> None:
    """A file can say anything."""
    circle = [
        Community("a", "a", "", "first_nation", "ON", parent_id="b"),
        Community("b", "b", "", "first_nation", "ON", parent_id="a"),
    ]
    found = weigh("jo@calgary.ca", "a", communities=Directory(circle, [says("b", "calgary.ca")]))

    assert found.evidence is not Evidence.STRONG
