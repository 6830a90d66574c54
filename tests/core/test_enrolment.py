"""Members whom a network has already come in by a list: all or nobody, and they hear of meetings alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.audit import OPERATOR, Action
from bot.chat import Reader
from bot.deliveries import Admit, Direct, Letter
from bot.joining.model import State
from bot.members.enrolment import Entrant, Met
from bot.members.model import Profile, Standing
from bot.ports import Unit
from storage.errors import Contended
from tests.core.cast import ANA, CALGARY, CLAIRE, LUC, Actor
from tests.core.house import DOWN, House
from tests.core.links import ELSEWHERE, proves_link
from tests.core.meetings import plans, told
from tests.core.memberships import decides
from tests.core.reading import actions, title
from tests.world import NOON


def entrant(who: Actor, **changes: object) -> Entrant:
    listed = Entrant(who.name, who.email, who.email, CALGARY, "", who.reader)
    return replace(listed, **changes)  # type: ignore[arg-type] # names are ours


def of_mailbox(house: House, who: Actor) -> Profile:
    found = house.storage.transact(lambda unit: unit.profiles.of_mailbox(who.email))
    assert found is not None
    return found


def test_whoever_is_new_becomes_a_member(house: House) -> None:
    """With name, community, language, and since when."""
    joined = NOON - timedelta(days=300)
    met = house.app.enrol([entrant(ANA, joined_at=joined, reader=Reader("fr", "America/Edmonton"))])

    member = of_mailbox(house, ANA)
    assert met == Counter({Met.NEW: 1})
    assert (member.standing, member.name, member.community_id) == (Standing.MEMBER, "Ana Roy", CALGARY)
    assert (member.address, member.reader, member.joined_at) == (
        ANA.email, Reader("fr", "America/Edmonton"), joined,
    )  # fmt: skip


def test_without_a_date_they_join_now(house: House) -> None:
    """When it was, the list does not say."""
    house.app.enrol([entrant(ANA)])

    assert of_mailbox(house, ANA).joined_at == NOON


@pytest.mark.parametrize("consented", [None, NOON - timedelta(days=9)])
def test_consent_is_recorded_only_with_its_date(house: House, consented: object) -> None:
    """Whoever sends mail must be able to show it."""
    house.app.enrol([entrant(ANA, consented_at=consented)])

    member = of_mailbox(house, ANA)
    assert (member.mail_consent, member.consented_at) == ("import" if consented else "", consented)


def test_nobody_is_welcomed(house: House) -> None:
    """No letter, no card; where no meeting is ahead, nothing at all."""
    house.app.enrol([entrant(ANA), entrant(LUC)])

    assert house.lives_on(minutes=1) == []


def test_whoever_came_by_the_list_is_invited_to_what_is_ahead(house: House) -> None:
    """Once each, also those who had asked; who was a member before hears nothing new."""
    house.joins(LUC)
    house.waits(ANA.called("bea"))
    plans(house)
    house.lives_on(minutes=1)
    before = told(house, LUC)
    house.app.enrol([entrant(ANA), entrant(ANA.called("bea")), entrant(LUC)])
    house.lives_on(minutes=1)
    house.lives_on(minutes=1)

    assert [told(house, who) for who in (ANA, ANA.called("bea"), LUC)] == [before] * 3
    assert before == [("invited", "REQUEST", 0)]


def test_each_new_member_is_audited_as_the_operator_s_doing(house: House) -> None:
    """By id."""
    house.app.enrol([entrant(ANA)])
    member = of_mailbox(house, ANA)
    (line,) = house.storage.transact(lambda unit: unit.audit.of(member.id, 9))

    assert (line.action, line.actor) == (Action.IMPORTED, OPERATOR)


@pytest.mark.parametrize("how", ["link", "join"])
def test_in_the_chat_they_are_recognised_by_their_mailbox(house: House, how: str) -> None:
    """By either way in; the door opens, and no coordinator is asked."""
    house.app.enrol([entrant(ANA)])
    if how == "link":
        answer = proves_link(house, ANA)
    else:
        house.asks(ANA)
        answer = house.proves(ANA)
    house.carries_out()

    assert title(answer) == "members.linked.title"
    assert house.inside == {ANA.person.identity}
    assert title(house.types(ANA, "home")) == "members.home.title"


def test_the_first_coordinator_comes_in_so(house: House) -> None:
    """Added, recognised by the mailbox, and able to approve the next one, whom nobody else could."""
    house.app.enrol([entrant(CLAIRE)])
    proves_link(house, CLAIRE, CLAIRE.email)
    request = house.waits(ANA)
    house.approves(CLAIRE, request)

    assert house.request(ANA).decided_by == of_mailbox(house, CLAIRE).id


# ---- whom we know already


def test_a_second_time_everybody_is_left_as_they_are(house: House) -> None:
    """An import can be repeated."""
    house.app.enrol([entrant(ANA), entrant(LUC)])
    before = of_mailbox(house, ANA)
    house.waits_for(days=1)
    met = house.app.enrol([entrant(ANA, name="Somebody", consented_at=NOON), entrant(LUC)])

    assert met == Counter({Met.MEMBER: 2})
    assert of_mailbox(house, ANA) == before


def test_an_applicant_on_the_list_becomes_a_member(house: House) -> None:
    """Their request is over, its card says so, and the door opens without a welcome."""
    request = house.waits(ANA)
    met = house.app.enrol([entrant(ANA, community_id="", community_typed="Calgary Fire")])
    carried_out = house.carries_out()

    assert met == Counter({Met.OUTSIDER: 1})
    assert (house.profile(ANA).standing, house.profile(ANA).community_typed) == (
        Standing.MEMBER, "Calgary Fire",
    )  # fmt: skip
    assert house.request(ANA).state is State.WITHDRAWN
    assert actions(house.card(request)) == []
    assert house.inside == {ANA.person.identity}
    assert [x for x in carried_out if isinstance(x, Letter | Direct)] == []


def test_an_applicant_keeps_language_and_consent_of_their_own(house: House) -> None:
    """What they said themselves counts more than a list."""
    house.asks(LUC)
    house.proves(LUC, consent=("mail",))
    house.app.enrol([entrant(LUC, reader=Reader("en", "America/Toronto"), consented_at=NOON)])

    assert house.profile(LUC).reader == LUC.reader
    assert house.profile(LUC).mail_consent != "import"


def test_whoever_was_removed_is_not_taken_back_by_a_list(house: House) -> None:
    """An old list does not undo what coordinators decided; nor does it lift a suspension."""
    decides(house, "remove", house.joins(ANA))
    decides(house, "suspend", house.joins(LUC))
    met = house.app.enrol([entrant(ANA), entrant(LUC)])

    assert met == Counter({Met.REMOVED: 1, Met.MEMBER: 1})
    assert house.profile(ANA).standing is Standing.REMOVED
    assert house.profile(LUC).standing is Standing.SUSPENDED


@pytest.mark.parametrize("closed", [True, False], ids=["after", "before"])
def test_who_left_is_taken_in_anew(house: House, closed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Before the doors are closed too: the account comes along."""
    house.joins(ANA)
    house.fates[Admit] = DOWN
    house.leaves(ANA)
    if closed:
        house.carries_out()
    met = house.app.enrol([entrant(ANA)])
    house.fates.clear()
    house.carries_out()

    assert met == Counter({Met.NEW: 1})
    assert of_mailbox(house, ANA).standing is Standing.MEMBER
    assert (house.knows(ANA) is None) == closed
    assert house.inside == (set() if closed else {ANA.person.identity})


# ---- all or nobody


def test_a_rehearsal_changes_nothing(house: House) -> None:
    """And counts as the real thing does."""
    house.waits(ANA)
    waiting = house.request(ANA)
    listed = [entrant(ANA), entrant(LUC)]
    rehearsed = house.app.enrol(listed, rehearse=True)

    assert house.request(ANA) == waiting
    assert house.storage.transact(lambda unit: unit.profiles.of_mailbox(LUC.email)) is None
    assert rehearsed == house.app.enrol(listed)


def broken_list() -> Iterator[Entrant]:
    yield entrant(ANA)
    raise Contended


def test_a_list_that_breaks_off_takes_nobody_in(house: House) -> None:
    """One transaction for all."""
    with pytest.raises(Contended):
        house.app.enrol(broken_list())  # type: ignore[arg-type] # one that cannot be gone through

    def nobody(unit: Unit) -> bool:
        return unit.profiles.of_mailbox(ANA.email) is None

    assert house.storage.transact(nobody)


def test_the_same_list_at_once_from_two_operators_is_one(crowded: House) -> None:
    """Nobody is there twice."""
    listed = [entrant(ANA.called(f"p{number}")) for number in range(20)]
    under_way = [crowded.storage.submit(lambda: crowded.app.enrol(listed)) for _ in range(3)]
    met = Counter[Met]()
    for each in under_way:
        met += each.result()

    assert met == Counter({Met.NEW: 20, Met.MEMBER: 40})
    inside = crowded.storage.transact(lambda unit: unit.profiles.inside("", 100))
    assert len(inside) == 20


def test_an_account_that_links_while_the_list_comes_in_is_theirs(crowded: House) -> None:
    """Whichever is first, they are one member at the end."""
    crowded.submits(ELSEWHERE, "joining.link", "new", email=ANA.email)
    crowded.carries_out()
    crowded.app.enrol([entrant(ANA)])
    code = crowded.codes(ANA)[-1]
    crowded.submits(ELSEWHERE, "joining.verify", crowded.request(ELSEWHERE).id, 0, code=code)

    assert crowded.profile(ELSEWHERE) == of_mailbox(crowded, ANA)
