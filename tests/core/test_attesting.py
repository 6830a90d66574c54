"""A coordinator says what they have checked: everybody sees it, and nothing is decided by it."""

from dataclasses import replace

from bot.audit import Action
from bot.chat import Text
from bot.joining.model import State
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, LUC
from tests.core.desk import corrects
from tests.core.evidence import GIL, attests
from tests.core.house import House
from tests.core.reading import card_of, facts, form_of, listed, problems, refusal, said, written
from tests.core.seeing import audited


def test_what_was_checked_stands_on_every_card(house: House) -> None:
    """Who, how and when, in both rooms and on the one that comes back."""
    request = house.waits(GIL)
    answer = attests(house, request, CLAIRE, "phone")
    house.carries_out()
    for card in (card_of(answer), house.card(request), house.card(request, "discord")):
        (line,) = listed(card, "joining.fact.attested")
        assert isinstance(line, Text)
        assert said(line) == ["joining.attested", "joining.ground.phone"]
        assert (line.values["who"], line.values["when"]) == (CLAIRE.name, house.clock.now())


def test_nothing_is_decided_by_it(house: House) -> None:
    """What the others have on their screens stays good."""
    request = house.waits(GIL)
    attests(house, request)

    assert house.request(GIL) == request
    assert request.state is State.WAITING


def test_it_is_audited_with_its_ground(house: House) -> None:
    """By whoever says so."""
    request = house.waits(GIL)
    attests(house, request, CLAIRE, "known")
    line = audited(house, request)[-1]

    assert (line.action, line.actor, line.reason) == (Action.ATTESTED, house.profile(CLAIRE).id, "known")


def test_the_same_said_twice_is_said_once(house: House) -> None:
    """By whoever got no answer the first time; another ground takes the place of the first."""
    request = house.waits(GIL)
    attests(house, request)
    attests(house, request)
    attests(house, request, ground="document")

    found = house.storage.transact(lambda unit: unit.attestations.of(request.id))
    said_so = [line.reason for line in house.audit() if line.action is Action.ATTESTED]
    assert [each.ground for each in found] == ["document"]
    assert said_so == ["phone", "document"]


def test_several_coordinators_attest_each_for_themselves(house: House) -> None:
    """Whoever says it again, says it newly."""
    request = house.waits(GIL)
    attests(house, request, CLAIRE, "phone")
    attests(house, request, DEV, "known")
    attests(house, request, CLAIRE, "document")
    lines = listed(card_of(house.presses(CLAIRE, "joining.show", request.id)), "joining.fact.attested")

    assert sorted(said(lines)) == sorted(
        ["joining.attested"] * 2 + ["joining.ground.document", "joining.ground.known"]
    )
    assert {CLAIRE.name, DEV.name} == set(written(lines))


def test_what_was_attested_stays_when_the_facts_are_corrected(house: House) -> None:
    """With its moment, so that one sees that it was before."""
    request = house.waits(GIL)
    attests(house, request)
    said_at = house.clock.now()
    house.waits_for(days=1)
    card = card_of(corrects(house, DEV, request, role="contractor"))
    (line,) = listed(card, "joining.fact.attested")

    assert isinstance(line, Text)
    assert line.values["when"] == said_at


def test_somebody_merged_into_the_applicant_has_not_attested_for_them(house: House) -> None:
    """Nobody's own word counts, once two turn out to be one person."""
    request = house.waits(GIL)
    attests(house, request, DEV)
    dev, gil = house.profile(DEV), house.profile(GIL)
    house.storage.transact(lambda unit: unit.attestations.hand_over(dev.id, gil.id))
    card = card_of(house.presses(CLAIRE, "joining.show", request.id))

    assert "joining.fact.attested" not in facts(card)
    form = form_of(house.presses(CLAIRE, "joining.approve", request.id, request.revision))
    assert form.action == "joining.overrule"


def test_only_what_a_coordinator_can_check_is_offered(house: House) -> None:
    """That somebody else vouches is theirs to say."""
    request = house.waits(GIL)
    form = form_of(house.presses(CLAIRE, "joining.attest", request.id, request.revision))
    (field,) = form.fields

    assert [choice.value for choice in field.choices] == ["phone", "document", "known"]
    for forged in ("vouched", "other", ""):
        assert list(problems(house.fills_in(CLAIRE, form, ground=forged))) == ["ground"]


def test_nobody_attests_for_themselves_or_without_the_office(house: House) -> None:
    """Nor on what is decided, or with an old screen."""
    request = house.waits(ANA)
    form = form_of(house.presses(CLAIRE, "joining.attest", request.id, request.revision))
    own = replace(ANA, roles=COORDINATES)

    assert refusal(house.fills_in(own, form, ground="known")) == "refusal.own_request"
    assert refusal(house.fills_in(LUC, form, ground="known")) == "refusal.not_allowed"
    assert refusal(house.submits(CLAIRE, "joining.attest", request.id, 99, ground="known")) == "refusal.stale"
    house.approves(DEV, request)
    assert refusal(house.fills_in(CLAIRE, form, ground="known")) == "refusal.already_decided"
