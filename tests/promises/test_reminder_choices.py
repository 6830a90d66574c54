"""The promises of bot.meetings.choices.ReminderChoices."""

from dataclasses import replace

from bot.meetings.choices import ReminderChoice, Way
from bot.meetings.reminders import Step
from bot.members.model import Account, Standing
from storage.engine import Storage
from tests.promises.cast import AL, JO, ON_SLACK, know

CHOICE = ReminderChoice("jo", Way.DIRECT, (Step.DAY, Step.HOUR))
MEMBER = replace(JO, standing=Standing.MEMBER)


def keep(storage: Storage, *choices: ReminderChoice) -> None:
    for choice in choices:
        storage.transact(lambda unit, choice=choice: unit.reminder_choices.keep(choice))  # type: ignore[misc] # of this turn


def get(storage: Storage, member: str = "jo") -> ReminderChoice | None:
    return storage.transact(lambda unit: unit.reminder_choices.get(member))


def wanting(storage: Storage, step: Step, after: str = "", limit: int = 10) -> list[tuple[str, Way]]:
    found = storage.transact(lambda unit: unit.reminder_choices.wanting(step, after, limit))
    assert {each.zone for each in found} <= {JO.reader.zone}
    return [(each.member, each.way) for each in found]


def link(storage: Storage, *accounts: Account) -> None:
    for account in accounts:
        storage.transact(lambda unit, account=account: unit.profiles.link(account))  # type: ignore[misc] # of this turn


def test_the_latest_choice_holds(storage: Storage) -> None:
    """Of whoever has made one."""
    know(storage, MEMBER)
    keep(storage, CHOICE)
    first = get(storage)
    keep(storage, ReminderChoice("jo", Way.NONE))

    assert (first, get(storage)) == (CHOICE, ReminderChoice("jo", Way.NONE))
    assert get(storage, "al") is None


def test_members_who_want_a_reminder_are_found(storage: Storage) -> None:
    """For that step, leafed through; no longer once they want none."""
    know(storage, MEMBER, replace(MEMBER, id="kim"), replace(AL, standing=Standing.SUSPENDED))
    keep(storage, CHOICE, replace(CHOICE, member="kim", way=Way.MAIL), replace(CHOICE, member="al"))
    both = [("jo", Way.DIRECT), ("kim", Way.MAIL)]

    assert wanting(storage, Step.DAY) == both
    assert wanting(storage, Step.WEEK) == []
    assert wanting(storage, Step.HOUR, limit=1) + wanting(storage, Step.HOUR, after="jo") == both
    keep(storage, ReminderChoice("jo", Way.NONE, (Step.DAY,)))
    assert wanting(storage, Step.DAY) == both[1:]


def test_whoever_sees_no_room_and_chose_nothing_is_reminded_by_mail(storage: Storage) -> None:
    """Of the week and the day; whoever has an account chooses for themselves."""
    know(storage, MEMBER, replace(MEMBER, id="kim"), replace(MEMBER, id="lee"), AL)
    link(storage, ON_SLACK)
    keep(storage, ReminderChoice("lee", Way.NONE))

    assert [wanting(storage, step) for step in Step] == [[("kim", Way.MAIL)], [("kim", Way.MAIL)], []]


def test_of_whoever_is_forgotten_no_choice_is_kept(storage: Storage) -> None:
    """However they are forgotten."""
    know(storage, MEMBER, AL)
    keep(storage, CHOICE, replace(CHOICE, member="al"))
    storage.transact(lambda unit: unit.profiles.forget("jo"))
    storage.transact(lambda unit: unit.reminder_choices.forget("al"))

    assert (get(storage), get(storage, "al")) == (None, None)
