"""The evidence on the coordinators' card, as a person reads it: what speaks for a request, what against it,
what to check, and who knows more. Never the whole address."""

from __future__ import annotations

from collections.abc import Iterable

from bot.chat import Fact, Text, Value
from bot.communities import listing_views
from bot.communities.model import community_named
from bot.joining.attestations import Attestation
from bot.joining.eligibility import Assessment, ReasonCode
from bot.joining.grounds import attested
from bot.joining.model import DECIDABLE, JoinRequest
from bot.joining.views import named
from bot.joining.weighing import address_of, weigh
from bot.ports import Turn

NAMED, MANY = 3, 10  # of those from the same community: how many by name, and how many are counted
# What somebody says in favour, even if not enough; anything else speaks against it or is open.
FOR = frozenset(
    {
        "listed_domain", "listed_domain_subdomain", "shared_domain", "shared_upper_tier_domain",
        "stale_listing", "unconfirmed_domain", "office_uses_isp_mail", "indigenous_organisation",
        "economic_agency", "municipal_agency",
    }
)  # fmt: skip


def facts(turn: Turn, request: JoinRequest) -> tuple[Fact, ...]:
    """Once it is decided, what it was decided on."""
    codes = tuple(map(ReasonCode, request.reasons))
    return (
        Fact(Text("joining.fact.domain"), domain(turn, request)),
        Fact(Text("joining.fact.evidence"), Text(f"eligibility.evidence.{request.evidence}")),
        Fact(Text("joining.fact.for"), _sentences(code for code in codes if code in FOR)),
        Fact(Text("joining.fact.against"), _sentences(code for code in codes if code not in FOR)),
        *(_open_facts(turn, request, codes) if request.state in DECIDABLE else ()),
        Fact(Text("joining.fact.attested"), tuple(_attested(turn, each) for each in attested(turn, request))),
    )


def domain(turn: Turn, request: JoinRequest) -> Value:
    """The whole host; one that is written with other letters than a to z, also as it reads."""
    address = address_of(turn, request)
    if address is None or not address.is_idn:
        return request.address.rpartition("@")[2].lower()
    return Text("joining.domain_reads", {"host": address.host, "decoded": address.decoded})


def _sentences(codes: Iterable[ReasonCode]) -> tuple[Value, ...]:
    return tuple(Text(f"eligibility.coordinator.{code}") for code in codes)


def _open_facts(turn: Turn, request: JoinRequest, codes: tuple[ReasonCode, ...]) -> tuple[Fact, ...]:
    """What helps to decide."""
    found = weigh(turn, request)
    open_ = (code for code in codes if code is not ReasonCode.LISTED_DOMAIN)  # that one is settled
    checks = tuple(Text(f"eligibility.check.{code}") for code in open_)
    return (
        Fact(Text("joining.fact.check"), checks),
        Fact(Text("joining.fact.listed"), _listed(turn, request, found) if found else ()),
        Fact(Text("joining.fact.lookalikes"), lookalikes(found) if found else ()),
        Fact(Text("joining.fact.belongs_to"), _belongs_to(turn, found) if found else ()),
        Fact(Text("joining.fact.others"), _others(turn, request)),
    )


def _listed(turn: Turn, request: JoinRequest, found: Assessment) -> tuple[Value, ...]:
    """Who says that the domain is theirs, and since when."""
    listed = found.listing.listed if found.listing else ()
    if ReasonCode.DOMAIN_OF_OTHER_COMMUNITY in found.reasons:
        return ()
    own = [each for each in listed if each.community_id == request.community_id]
    return tuple(listing_views.line(turn, each) for each in own or listed)


def lookalikes(found: Assessment) -> tuple[Text, ...]:
    """A hint, no more: many domains of real communities differ by a letter."""
    return tuple(Text(f"joining.lookalike.{each.how}", {"domain": each.domain}) for each in found.lookalikes)


def _belongs_to(turn: Turn, found: Assessment) -> tuple[Value, ...]:
    """Whose domain it is; a coordinator corrects the request, nothing is switched by itself."""
    if found.listing is None or ReasonCode.DOMAIN_OF_OTHER_COMMUNITY not in found.reasons:
        return ()
    owners = [turn.world.communities.get(each) for each in found.listing.community_ids]
    return (*(community_named(each, "") for each in owners if each), Text("joining.belongs_to.how"))


def _others(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    """Who is in from the same community."""
    if not request.community_id:
        return ()
    found = turn.unit.profiles.of_community(request.community_id, "", MANY + 2)
    others = [each for each in found if each.id != request.applicant and each.name]
    if not others:
        return (Text("joining.others_none"),)
    many = Text("joining.others_many", {"n": MANY})
    count = many if len(others) > MANY else Text("joining.others", {"n": len(others)})
    return (count, *(each.name for each in others[:NAMED]))


def _attested(turn: Turn, attestation: Attestation) -> Text:
    return Text(
        "joining.attested",
        {
            "who": named(turn.unit.profiles.get(attestation.attested_by)),
            "ground": Text(f"joining.ground.{attestation.ground}"),
            "when": attestation.at,
        },
    )
