"""What can go wrong with a database, drawn once. No message quotes a value: it may be a person's or a secret.

StorageError
├── NotMigrated       the database is not in the state that this version works with
├── LaterVersion      a later version has changed the database
├── KeysMissing       the keys are not where they belong
├── WrongMainKey      the main key of the settings is another one
│   └── OtherMainKey  of a backup
├── AlreadyRunning    a bot has this database, or a command that needs it for itself
├── Conflict          something changed meanwhile: the transaction is run again
├── Contended         a transaction met a conflict each time that it was run
├── NoPollFolder      it is not said where the keys of polls are to lie
├── PollKeysAway      they lie elsewhere, or their disk is not there
├── NotStored         the transaction was lost before it was durable
├── NotAlone          a ballot would have been stored together with something else
├── Tampered          a sealed field was changed or moved
├── NotABackup        a file that does not begin like one
├── NotTheTwoFiles    data and keys changed places
├── NotOneBackup      data and keys of two backups
├── BackupDamaged     a file that is not as it was written
├── Expired           a backup that may not be put back any more
├── OtherRevision     a backup of another version's database
└── NotEmpty          a database that something would be restored over
"""

from __future__ import annotations


class StorageError(Exception):
    """Something is wrong with the database or its keys."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


class NotMigrated(StorageError):
    """The database is not in the state that this version works with: run `peerbot migrate`."""


class LaterVersion(StorageError):
    """A later version has changed this database: use that, or go back with it (`peerbot migrate --to`)."""


class KeysMissing(StorageError):
    """The database holds people, but the keys to it are not there: restore the key store from its backup."""


class WrongMainKey(StorageError):
    """The main key is not the one with which the keys of this database were wrapped."""


class OtherMainKey(WrongMainKey):
    """The main key is not the one under which this backup was made (or the file's beginning is damaged)."""


class AlreadyRunning(StorageError):
    """A bot is running on this database, or a command that needs it for itself."""


class Conflict(StorageError):
    """What was read has been changed by somebody else."""


class Contended(StorageError):
    """Other transactions were in the way each time that this one was tried."""


class NoPollFolder(StorageError):
    """On PostgreSQL the keys of polls need a folder that all bots share: PEERBOT_POLL_KEYS."""


class PollKeysAway(StorageError):
    """The keys of polls are out of reach: PEERBOT_POLL_KEYS is another folder, or cannot be used."""


class NotStored(StorageError):
    """The database could not keep what was to be stored (its disk may be full): nothing was stored."""


class NotAlone(StorageError):
    """A ballot has to be alone in its transaction: what lies beside it could tell whose it is."""


class Tampered(StorageError):
    """A sealed field was changed, or stands where it was not written."""


class NotABackup(StorageError):
    """This is no file that this version of `peerbot backup` has written."""


class NotTheTwoFiles(StorageError):
    """The first file has to be the data of a backup, the second one its keys."""


class NotOneBackup(StorageError):
    """The data and the keys are of two backups that were not made together."""


class BackupDamaged(StorageError):
    """A file of this backup is damaged or incomplete."""


class OtherRevision(StorageError):
    """Another version made this backup: restore it with that one, then update and run `peerbot migrate`."""


class Expired(StorageError):
    """The time of this backup is over (PEERBOT_KEY_BACKUP_DAYS): it would bring back who was forgotten."""


class NotEmpty(StorageError):
    """There is something in this database already: restore into one that `peerbot migrate` has just made."""
