"""One transaction: its stores, and what they share.

Why READ COMMITTED is enough on PostgreSQL: nothing relies on what it read a moment ago. A request is saved
only over the revision before it, a profile or account only over the one that was read; what must be single
has a unique index; counting and recording sendings is one step under an advisory lock; an errand is claimed
under its row's lock. Whoever comes second waits, then finds no row to change (and says so) or meets a
conflict (and is run again, on what is there by then). On SQLite there is one writer at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from typing import TypeVar

from sqlalchemy import Connection

from storage.aged import SqlAged
from storage.agreements import SqlAgreements
from storage.attestations import SqlAttestations
from storage.audit import SqlAudit
from storage.ballots import SqlBallots
from storage.clock_changes import SqlClockChanges
from storage.consents import SqlConsents
from storage.deadlines import SqlDeadlines
from storage.errors import Conflict, Contended
from storage.feedback import SqlFeedback
from storage.feeds import SqlCalendarFeeds
from storage.figures import SqlFigures
from storage.formers import SqlFormerEntries
from storage.holdings import SqlHoldings
from storage.joining import SqlRequests
from storage.keyring import Keyring
from storage.leases import SqlLeases, SqlTold
from storage.marks import SqlMarks
from storage.meetings import SqlMeetings
from storage.members import SqlProfiles
from storage.outbox import SqlOutbox
from storage.pages import SqlPages
from storage.polls import SqlPolls
from storage.postings import SqlPostings
from storage.proofs import SqlProofs
from storage.questions import SqlQuestions, SqlScrubs
from storage.registry import SqlRegistry
from storage.reminder_choices import SqlReminderChoices
from storage.reverifying import SqlReverifying
from storage.rolls import SqlRolls
from storage.seats import SqlSeats
from storage.statements import Database
from storage.tickets import SqlTickets
from storage.topics import SqlTopics
from storage.vault import Vault
from storage.visits import SqlVisits
from storage.vouches import SqlVouches
from storage.webinars import SqlGuests

T = TypeVar("T")

RUNS = 5
SQLITE_CONFLICTS = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}
POSTGRES_CONFLICTS = {"23505", "40001", "40P01"}  # unique violation, serialisation failure, deadlock


class SqlUnit:
    def __init__(self, connection: Connection, vault: Vault) -> None:
        self.database = database = Database(connection)
        self._keyring = keyring = Keyring(database, vault)
        self.requests = SqlRequests(database, keyring)
        self.deadlines = SqlDeadlines(database)
        self.vouches = SqlVouches(database)
        self.proofs = SqlProofs(database, keyring)
        self.attestations = SqlAttestations(database)
        self.profiles = SqlProfiles(database, keyring)
        self.reverifying = SqlReverifying(database, self.profiles)
        self.postings = SqlPostings(database)
        self.outbox = SqlOutbox(database)
        self.registry = SqlRegistry(database)
        self.agreements = SqlAgreements(database)
        self.audit = SqlAudit(database)
        self.marks = SqlMarks(database)
        self.leases = SqlLeases(database)
        self.told = SqlTold(database)
        self.meetings = SqlMeetings(database, keyring)
        self.seats = SqlSeats(database)
        self.former_entries = SqlFormerEntries(database, keyring)
        self.clock_changes = SqlClockChanges(database)
        self.calendar_feeds = SqlCalendarFeeds(database, keyring)
        self.pages = SqlPages(database, keyring)
        self.visits = SqlVisits(database, keyring)
        self.figures = SqlFigures(database)
        self.feedback = SqlFeedback(database)
        self.reminder_choices = SqlReminderChoices(database)
        self.polls = SqlPolls(database, keyring)
        self.rolls = SqlRolls(database)
        self.topics = SqlTopics(database, keyring)
        self.aged = SqlAged(database)
        self.questions = SqlQuestions(database, keyring)
        self.scrubs = SqlScrubs(database)
        self.ballots = SqlBallots(database, vault.polls)
        self.consents = SqlConsents(database, keyring)
        self.tickets = SqlTickets(database, keyring)
        self.guests = SqlGuests(database, keyring)
        self.holdings = SqlHoldings(database, keyring)

    @property
    def doomed_keys(self) -> Collection[str]:
        """To be destroyed once the transaction is durable."""
        return self._keyring.doomed.values()

    @property
    def doomed_polls(self) -> Collection[str]:
        """Whose keys likewise, with what is left of their ballots."""
        return self.ballots.doomed

    @property
    def erases(self) -> bool:
        """What was deleted is to leave the files too."""
        return bool(self.doomed_polls) or self.database.erases


def until_it_succeeds(once: Callable[[], T]) -> T:
    """Run a transaction again when another one was in its way: everything of it was undone by then."""
    for _ in range(RUNS):
        try:
            return once()
        except Exception as error:
            if not _is_conflict(error):
                raise
    raise Contended


def _is_conflict(error: Exception) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) in SQLITE_CONFLICTS
    return isinstance(error, Conflict) or getattr(error, "sqlstate", None) in POSTGRES_CONFLICTS
