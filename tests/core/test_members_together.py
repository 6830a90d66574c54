"""Things that are done to memberships at the same moment: one of them wins, and nothing is half done."""

from collections import Counter
from dataclasses import replace
from functools import partial

import pytest

from bot.audit import Action
from bot.joining import changing
from bot.joining.model import State
from bot.members.model import Standing
from storage.errors import Contended
from tests.core.cast import ANA, CLAIRE, DEV
from tests.core.changes import changes, newest_code, proves_change
from tests.core.house import House
from tests.core.links import ELSEWHERE, both
from tests.core.memberships import decides, told
from tests.core.reading import refusal, title
from tests.core.test_together import together

TWIN = replace(ANA, user="ana-too", email="ana@york.ca", platform="discord")


def audited(house: House, subject: str) -> Counter[Action]:
    lines = house.storage.transact(lambda unit: unit.audit.of(subject, 50))
    return Counter(line.action for line in lines)


def test_of_two_coordinators_who_suspend_at_once_one_counts(crowded: House) -> None:
    """The other sees that it is done; one letter, one message."""
    member = crowded.joins(ANA)
    suspend = partial(crowded.submits, action="members.suspend", subject=member.id, reason="other")
    answers = together(crowded, *[partial(suspend, who) for who in (CLAIRE, DEV) * 2])

    assert sorted(title(answer) for answer in answers) == ["members.desk.title"] + ["refusal.title"] * 3
    assert told(crowded) == ["members.suspended.title"] * 2
    assert audited(crowded, member.id)[Action.SUSPENDED] == 1


def test_suspending_and_removing_at_once_ends_in_one_of_them(crowded: House) -> None:
    """Told as it is."""
    member = crowded.joins(ANA)
    together(
        crowded,
        partial(crowded.submits, CLAIRE, "members.suspend", member.id, reason="other"),
        partial(crowded.submits, DEV, "members.remove", member.id, reason="other"),
    )
    standing = crowded.profile(ANA).standing

    assert told(crowded) == [f"members.{standing}.title"] * 2
    assert crowded.inside == set()


def test_leaving_while_one_is_removed_leaves_nothing_half(crowded: House) -> None:
    """Either they have left and are forgotten, or they were removed and are known for that."""
    member = crowded.joins(ANA)
    remove = partial(crowded.submits, CLAIRE, "members.remove", member.id, reason="other")
    together(crowded, remove, partial(crowded.leaves, ANA))
    crowded.carries_out()

    known = crowded.knows(ANA)
    assert known is None or known.standing is Standing.REMOVED
    assert crowded.inside == set()


def test_two_accounts_that_unlink_each_other_at_once_leave_one(crowded: House) -> None:
    """Nobody is locked out of their own membership."""
    both(crowded)
    member = crowded.profile(ANA)
    one, other = crowded.account(ANA), crowded.account(ELSEWHERE)
    together(
        crowded,
        partial(crowded.presses, ANA, "members.unlinked", other.id),
        partial(crowded.presses, ELSEWHERE, "members.unlinked", one.id),
    )
    crowded.carries_out()

    left = crowded.storage.transact(lambda unit: unit.profiles.accounts(member.id))
    assert len(left) == 1
    assert crowded.inside == {left[0].identity}


def test_unlinking_twice_at_once_is_unlinking_once(crowded: House) -> None:
    """The second press finds no such account of theirs."""
    both(crowded)
    unlink = partial(crowded.presses, ANA, "members.unlinked", crowded.account(ELSEWHERE).id)
    answers = together(crowded, unlink, unlink)
    crowded.carries_out()

    assert sorted(title(answer) for answer in answers) == ["members.accounts.title", "refusal.title"]
    assert crowded.knows(ELSEWHERE) is None


def test_two_who_are_merged_into_each_other_at_once_are_one(crowded: House) -> None:
    """One stays, whichever it is."""
    ana, twin = crowded.joins(ANA), crowded.joins(TWIN)
    answers = together(
        crowded,
        partial(crowded.presses, CLAIRE, "members.merged", ana.id + twin.id),
        partial(crowded.presses, DEV, "members.merged", twin.id + ana.id),
    )
    crowded.carries_out()

    assert sorted(title(answer) for answer in answers) == ["members.desk.title", "refusal.title"]
    assert crowded.profile(ANA) == crowded.profile(TWIN)
    assert crowded.profile(ANA).standing is Standing.MEMBER
    assert crowded.inside == {ANA.person.identity, TWIN.person.identity}


def test_merging_while_one_of_them_leaves_leaves_nothing_half(crowded: House) -> None:
    """Whoever left is forgotten, or was merged before."""
    ana, twin = crowded.joins(ANA), crowded.joins(TWIN)
    merge = partial(crowded.presses, CLAIRE, "members.merged", ana.id + twin.id)
    together(crowded, merge, partial(crowded.leaves, TWIN))
    crowded.carries_out()

    known = {who.user: crowded.knows(who) for who in (ANA, TWIN)}
    members = [profile.id for profile in known.values() if profile]
    assert set(members) <= {ana.id}
    assert crowded.inside == {who.person.identity for who in (ANA, TWIN) if known[who.user]}


def test_of_two_members_who_prove_one_mailbox_at_once_one_gets_it(crowded: House) -> None:
    """The other waits for a coordinator."""
    second = ANA.called("second")
    crowded.joins(ANA)
    crowded.joins(second)
    enters = []
    for who in (ANA, second):
        changes(crowded, who, email="shared@calgary.ca")
        code = newest_code(crowded)
        request = crowded.request(who)
        enter = partial(crowded.submits, who, "joining.verify", request.id, attestation=("attest",))
        enters.append(partial(enter, code=code))
    together(crowded, *enters)

    states = sorted(crowded.request(who).state for who in (ANA, second))
    addresses = [crowded.profile(who).address for who in (ANA, second)]
    assert states == [State.APPROVED, State.WAITING]
    assert addresses.count("shared@calgary.ca") == 1


def test_whoever_came_to_have_the_mailbox_a_moment_ago_keeps_it(crowded: House) -> None:
    """Nobody is merged by that: the change is a conflict, and is done again."""
    other = crowded.joins(TWIN)
    crowded.joins(ANA)
    changes(crowded, ANA, email=TWIN.email)
    request = crowded.request(ANA)

    with pytest.raises(Contended):
        crowded.app.operate(lambda turn: changing.apply(turn, request))

    assert crowded.profile(TWIN) == other
    assert crowded.profile(ANA).address == ANA.email


def test_a_change_approved_and_withdrawn_at_once_is_one_of_them(crowded: House) -> None:
    """The mailbox is the one that was decided on."""
    crowded.joins(ANA)
    proves_change(crowded, ANA, email="ana@hamilton.ca")
    crowded.carries_out()
    request = crowded.request(ANA)
    withdraw = partial(crowded.presses, ANA, "joining.withdrawn", request.id)
    together(crowded, partial(crowded.approves, CLAIRE, request), withdraw)

    approved = crowded.request(ANA).state is State.APPROVED
    assert crowded.profile(ANA).address == ("ana@hamilton.ca" if approved else ANA.email)


def test_a_code_for_a_link_that_is_entered_twice_at_once_links_once(crowded: House) -> None:
    """The second answer shows what there is by then."""
    member = crowded.joins(ANA)
    crowded.submits(ELSEWHERE, "joining.link", "new", email=ANA.email)
    code, request = newest_code(crowded), crowded.request(ELSEWHERE)
    enter = partial(crowded.submits, ELSEWHERE, "joining.verify", request.id, 0, code=code)
    together(crowded, enter, enter)
    crowded.carries_out()

    assert crowded.profile(ELSEWHERE).id == member.id
    assert audited(crowded, member.id)[Action.LINKED] == 1


def test_suspending_while_an_account_is_linked_puts_both_out(crowded: House) -> None:
    """Whichever comes first."""
    member = crowded.joins(ANA)
    crowded.submits(ELSEWHERE, "joining.link", "new", email=ANA.email)
    code, request = newest_code(crowded), crowded.request(ELSEWHERE)
    together(
        crowded,
        partial(crowded.submits, ELSEWHERE, "joining.verify", request.id, 0, code=code),
        partial(crowded.submits, CLAIRE, "members.suspend", member.id, reason="account"),
    )
    crowded.carries_out()

    assert crowded.profile(ELSEWHERE).id == member.id
    assert crowded.inside == set()


def test_reinstated_while_the_door_closes_they_are_in(crowded: House) -> None:
    """What crosses is put right by whatever comes last."""
    member = crowded.joins(ANA)
    decides(crowded, "suspend", member)
    reinstate = partial(crowded.presses, CLAIRE, "members.reinstate", member.id)
    answers = together(crowded, reinstate, reinstate)
    crowded.carries_out()

    assert [refusal(answer) for answer in answers if answer.reply.notice] == ["refusal.stale"]  # type: ignore[union-attr]
    assert crowded.inside == {ANA.person.identity}
    assert crowded.profile(ANA).standing is Standing.MEMBER
