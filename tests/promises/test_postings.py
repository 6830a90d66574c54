"""The promises of bot.members.ports.Postings."""

from storage.engine import Storage


def keep(storage: Storage, platform: str, reference: str) -> None:
    storage.transact(lambda unit: unit.postings.keep("first", platform, reference))


def reference(storage: Storage, subject: str, platform: str) -> str | None:
    return storage.transact(lambda unit: unit.postings.reference(subject, platform))


def test_a_posting_is_found_by_what_it_shows_and_where(storage: Storage) -> None:
    """Each platform has a message of its own."""
    keep(storage, "slack", "C1:1764090000.1")
    keep(storage, "discord", "99")

    assert reference(storage, "first", "slack") == "C1:1764090000.1"
    assert reference(storage, "first", "discord") == "99"


def test_what_was_not_posted_has_no_reference(storage: Storage) -> None:
    """Neither elsewhere nor about something else."""
    keep(storage, "slack", "C1:1764090000.1")

    assert reference(storage, "first", "discord") is None
    assert reference(storage, "second", "slack") is None


def test_the_newest_posting_counts(storage: Storage) -> None:
    """A message that was deleted by a person is posted anew, and found from then on."""
    keep(storage, "slack", "old")
    keep(storage, "slack", "new")

    assert reference(storage, "first", "slack") == "new"
