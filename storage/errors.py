"""What can go wrong with a database, drawn once. No message quotes a value: it may be a person's or a secret.

StorageError
├── NotMigrated       the database is not in the state that this version works with
├── KeysMissing       the keys are not where they belong
├── WrongMainKey      the main key of the settings is another one
├── AlreadyRunning    a bot has this database, or a command that needs it for itself
├── Conflict          something changed meanwhile: the transaction is run again
├── Contended         a transaction met a conflict each time that it was run
├── NotStored         the transaction was lost before it was durable
└── Tampered          a sealed field was changed or moved
"""

from __future__ import annotations


class StorageError(Exception):
    """Something is wrong with the database or its keys."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


class NotMigrated(StorageError):
    """The database is not in the state that this version works with: run `peerbot migrate`."""


class KeysMissing(StorageError):
    """The database holds people, but the keys to it are not there: restore the key store from its backup."""


class WrongMainKey(StorageError):
    """The main key is not the one with which the keys of this database were wrapped."""


class AlreadyRunning(StorageError):
    """A bot is running on this database, or a command that needs it for itself."""


class Conflict(StorageError):
    """What was read has been changed by somebody else."""


class Contended(StorageError):
    """Other transactions were in the way each time that this one was tried."""


class NotStored(StorageError):
    """The database could not keep what was to be stored (its disk may be full): nothing was stored."""


class Tampered(StorageError):
    """A sealed field was changed, or stands where it was not written."""
