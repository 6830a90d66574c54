"""Things that people do at the same moment: one of them wins, nobody is told an untruth, nothing doubles."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import chain

from bot.deliveries import Admit, Letter, Post
from bot.joining.model import State
from bot.members.model import Standing
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.house import House
from tests.core.reading import refusal, title
from tests.promises.cast import T


def together(house: House, *calls: Callable[[], T]) -> list[T]:
    """All are handed in before any is waited for."""
    under_way = [house.storage.submit(call) for call in calls]
    return [each.result() for each in under_way]


def letters(house: House) -> Counter[str]:
    return Counter(x.subject.id for x in house.carries_out() if isinstance(x, Letter))


def test_of_many_presses_on_approve_one_counts(crowded: House) -> None:
    """The others are told who it was; one letter, one welcome, one door."""
    request = crowded.waits(ANA)
    presses = [partial(crowded.approves, who, request) for who in (CLAIRE, DEV) * 4]
    answers = together(crowded, *presses)
    told = [answer for answer in answers if getattr(answer.reply, "notice", None)]
    carried_out = crowded.carries_out()

    assert {refusal(answer) for answer in told} == {"refusal.already_decided"}
    assert len(told) == 7
    assert len(crowded.directs(ANA)) == 1
    assert len([x for x in carried_out if isinstance(x, Letter | Admit)]) == 2


def test_approving_and_declining_at_once_is_one_of_them(crowded: House) -> None:
    """What the applicant is told is what was decided."""
    request = crowded.waits(ANA)
    decline = partial(
        crowded.submits, DEV, "joining.decline", request.id, request.revision, reason="other", message="send"
    )
    together(crowded, partial(crowded.approves, CLAIRE, request), decline)

    approved = crowded.request(ANA).state is State.APPROVED
    assert approved == (crowded.profile(ANA).standing is Standing.MEMBER)
    assert letters(crowded) == {"joining.letter.subject" if approved else "joining.declined.subject": 1}


def test_withdrawing_and_approving_at_once_is_one_of_them(crowded: House) -> None:
    """Nobody becomes a member by a request that was withdrawn."""
    request = crowded.waits(ANA)
    withdraw = partial(crowded.presses, ANA, "joining.withdrawn", request.id)
    together(crowded, partial(crowded.approves, CLAIRE, request), withdraw)

    approved = crowded.request(ANA).state is State.APPROVED
    assert approved == (crowded.profile(ANA).standing is Standing.MEMBER)
    assert letters(crowded) == ({"joining.letter.subject": 1} if approved else {})


def test_an_impatient_newcomer_makes_one_request_and_gets_one_code(crowded: House) -> None:
    """However often the button was pressed before the first answer came."""
    first, *others = together(crowded, *[partial(crowded.asks, ANA)] * 6)

    assert title(first) == "joining.code_sent.title"
    assert others == [first] * 5
    assert letters(crowded) == {"joining.code_letter.subject": 1}


def test_a_code_that_is_entered_twice_at_once_proves_once(crowded: House) -> None:
    """One card in each room."""
    crowded.asks(ANA)
    code = crowded.code_of(ANA)
    answers = together(crowded, *[partial(crowded.enters, ANA, code)] * 4)
    posts = [x for x in crowded.carries_out() if isinstance(x, Post)]

    assert {title(answer) for answer in answers} == {"joining.status.title"}
    assert [post.platform for post in posts] == ["slack", "discord"]


def test_two_accounts_that_prove_a_mailbox_at_once_are_one_person(crowded: House) -> None:
    """With one request, whichever was first; here it is eight pairs of them."""
    pairs = [(who, who.on("discord")) for who in (ANA.called(f"ana{number}") for number in range(8))]
    for each in chain(*pairs):
        crowded.asks(each)
    crowded.carries_out()
    codes = {letter.key.split(":")[1]: letter.highlight for letter in crowded.arrived(Letter)}
    together(
        crowded,
        *[partial(crowded.enters, who, codes[crowded.request(who).id]) for who in chain(*pairs)],
    )

    for who, elsewhere in pairs:
        assert crowded.profile(who) == crowded.profile(elsewhere)
        assert crowded.request(who).state is State.WAITING


def test_a_crowd_gets_no_more_than_three_letters_into_a_mailbox(crowded: House) -> None:
    """Counting and writing down is one step."""
    crowd = [replace(LUC, user=f"stranger{number}", email=ANA.email) for number in range(10)]
    answers = together(crowded, *[partial(crowded.asks, each) for each in crowd])

    assert {title(answer) for answer in answers} == {"joining.code_sent.title"}
    assert letters(crowded) == {"joining.code_letter.subject": 3}


def test_guesses_at_the_same_moment_are_counted_one_by_one(crowded: House) -> None:
    """Twenty at once are five and fifteen that are not looked at."""
    crowded.asks(ANA)
    code = int(crowded.code_of(ANA).replace(" ", ""))
    wrong = [f"{(code + number) % 10**8:08}" for number in range(1, 21)]
    answers = together(crowded, *[partial(crowded.enters, ANA, each) for each in wrong])

    assert Counter(answer.reply.fields["code"].id for answer in answers) == {  # type: ignore[union-attr]
        "joining.code.wrong": 5, "joining.code.spent": 15,
    }  # fmt: skip


def test_leaving_from_two_accounts_at_once_is_leaving_once(crowded: House) -> None:
    """Both doors close."""
    elsewhere = ANA.on("discord")
    crowded.joins(ANA)
    crowded.asks(elsewhere)
    crowded.proves(elsewhere)
    crowded.carries_out()
    answers = together(crowded, partial(crowded.leaves, ANA), partial(crowded.leaves, elsewhere))
    crowded.carries_out()

    assert sorted(title(answer) for answer in answers) == ["members.left.title", "refusal.title"]
    assert crowded.inside == set()
    assert crowded.knows(ANA) is crowded.knows(elsewhere) is None


def test_leaving_while_another_account_is_linked_leaves_nothing_half(crowded: House) -> None:
    """Either both accounts have left, or both are somebody's who asks anew."""
    elsewhere = ANA.on("discord")
    crowded.joins(ANA)
    crowded.asks(elsewhere)
    code = crowded.code_of(elsewhere)
    together(crowded, partial(crowded.leaves, ANA), partial(crowded.enters, elsewhere, code))
    crowded.carries_out()

    profile = crowded.knows(ANA)
    assert profile == crowded.knows(elsewhere)
    assert profile is None or profile.standing is Standing.OUTSIDE
    assert crowded.inside == set()
