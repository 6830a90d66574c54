"""Every table. The comment of a column says what it holds and why that may be kept.

Sealed columns are readable with the data key of one person only, and no longer once that is destroyed.
Fingerprints are keyed: they answer "is it the same?" and nothing else. No unique key holds a personal
value, because databases quote those in their errors and logs.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, text

from storage.types import Fingerprint, Moment, Number, Sealed

HEAD = "0002"  # the revision of `migrations` that these tables are
KEYS_SCHEMA = "peerbot_keys"  # a schema of its own on PostgreSQL, a file of its own beside SQLite's
# Conditions of partial indexes, which a query has to repeat word for word for SQLite to use them.
DOOMED = "doomed_key <> ''"
OPEN = "(state IN ('unverified', 'waiting', 'needs_information') OR held_until IS NOT NULL)"
DECIDABLE = "state IN ('waiting', 'needs_information')"
INSIDE = "standing IN ('member', 'suspended')"
FAILED = "result IN ('never', 'unknown')"
FAILING = "settled_at IS NULL AND code <> ''"

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


def _code(name: str, comment: str) -> Column[str]:
    """An id, a code or a version of ours; empty rather than NULL when there is none."""
    return Column(name, String, nullable=False, comment=comment)


def _later_code(name: str, comment: str, default: str = "") -> Column[str]:
    """A code that rows of before did not have."""
    return Column(name, String, nullable=False, server_default=text(f"'{default}'"), comment=comment)


def _count(name: str, comment: str) -> Column[int]:
    return Column(name, Integer, nullable=False, comment=comment)


def _truth(name: str, comment: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, comment=comment)


def _sealed(name: str, comment: str) -> Column[bytes]:
    """Words of or about a person; NULL when there are none."""
    return Column(name, Sealed, comment=f"sealed: {comment}")


def _number(comment: str) -> Column[int]:
    return Column("number", Number, primary_key=True, comment=comment)


def _id(comment: str) -> Column[str]:
    return Column("id", String, nullable=False, unique=True, comment=comment)


def _index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


profiles = Table(
    "profiles",
    metadata,
    Column("id", String, primary_key=True, comment="random; all that stays of somebody who was forgotten"),
    _code("key_id", "the data key of this person; empty when forgotten"),
    _code("doomed_key", "the data key to destroy when forgotten, until that is known to be done"),
    _count("revision", "counts changes, so that none is lost between two processes"),
    _code("standing", "outside, member, suspended, removed or left: what the network needs to know"),
    _sealed("name", "what to call them"),
    _sealed("address", "where their letters go"),
    Column("mailbox", Fingerprint, comment="keyed fingerprint: one member a proven mailbox"),
    _code("language", "en or fr: in which they are spoken to"),
    _code("zone", "IANA zone: in which moments are shown to them"),
    Column("known_at", Moment, nullable=False, comment="since when the network knows of them"),
    _code("community_id", "row of the registry for whom they work; empty when forgotten"),
    _sealed("community_typed", "for whom they work, when the registry has no row"),
    _code("mail_consent", "version of the text by which they agreed to mail: the law asks for the record"),
    Column("consented_at", Moment, comment="when they agreed: the law asks for the record"),
    Column("joined_at", Moment, comment="membership began"),
    Column("left_at", Moment, comment="membership ended"),
    _later_code("reason", "code of why they were suspended or removed"),
    Column("coordinated_at", Moment, comment="when they last acted as a coordinator: who else there is"),
    _index("ix_profiles_inside", "id", where=INSIDE),
    _index("ix_profiles_coordinated_at", "coordinated_at", where="coordinated_at IS NOT NULL"),
    _index("ix_profiles_doomed_key", "doomed_key", where=DOOMED),
    _index("uq_profiles_mailbox", "mailbox", where="mailbox IS NOT NULL", unique=True),
    sqlite_with_rowid=False,
)

accounts = Table(
    "accounts",
    metadata,
    _number("the order in which accounts were linked"),
    _id("random; named in errands"),
    Column(
        "profile_id", ForeignKey(profiles.c.id), nullable=False, index=True, comment="whose account it is"
    ),
    Column(
        "fingerprint", Fingerprint, nullable=False, unique=True, comment="keyed fingerprint of `identity`"
    ),
    _sealed("identity", "platform, workspace and user id: to reach and admit them"),
    _code("admission", "whether this account was let into the members' room"),
    _code("problem", "code of what went wrong in admitting"),
    _count("revision", "counts changes, so that none is lost between two processes"),
)

requests = Table(
    "requests",
    metadata,
    _number("the order in which requests were made"),
    _id("random; people quote its beginning"),
    Column("applicant", ForeignKey(profiles.c.id), nullable=False, index=True, comment="profile id"),
    _code("state", "where the request stands"),
    _count("revision", "counts changes: of two who decide at once, one wins"),
    _sealed("name", "who asks"),
    _sealed("address", "the mailbox to prove, as typed"),
    Column("mailbox", Fingerprint, comment="keyed fingerprint: to find earlier requests of one mailbox"),
    _code("community_id", "row of the registry for whom they say they work"),
    _sealed("community_typed", "for whom they say they work, when the registry has no row"),
    _code("work_role", "staff, elected official, contractor or other"),
    _truth("insisted", "they want a person to look although the rules advise against it"),
    _code("evidence", "code: how strong the evidence of the mailbox is"),
    _code("reasons", "codes, parted by spaces: why"),
    Column("asked_at", Moment, nullable=False, comment="when they asked"),
    Column("proven_at", Moment, comment="when the mailbox was proven"),
    _code("attestation", "version of the text that they attested"),
    Column("answer_by", Moment, comment="by when the network promised an answer"),
    Column("paused_at", Moment, comment="since when that promise waits for their answer"),
    _code("assigned_to", "profile id of the coordinator who looks at it"),
    _code("decided_by", "profile id of the coordinator who decided"),
    Column("decided_at", Moment, comment="when it was over"),
    _code("reason", "code of the reason for declining"),
    _truth("silent", "closed without a message"),
    _later_code("purpose", "to join, to change employer or mailbox, or to link an account", "join"),
    Column("reminds_at", Moment, comment="when time alone next brings something about for it"),
    Column("broken_at", Moment, comment="when the promise to answer was broken"),
    Column("held_until", Moment, comment="until then nobody outside hears of the decision"),
    _index("ix_requests_decidable", "answer_by", where=DECIDABLE),
    _index("ix_requests_reminds_at", "reminds_at", where="reminds_at IS NOT NULL"),
    _index("ix_requests_held_until", "held_until", where="held_until IS NOT NULL"),
    _index("uq_requests_open", "applicant", where=OPEN, unique=True),
    _index("ix_requests_proven", "mailbox", where="proven_at IS NOT NULL"),
    _index("ix_requests_unverified", "asked_at", where="state = 'unverified'"),
)

writings = Table(
    "writings",
    metadata,
    Column("request_id", ForeignKey(requests.c.id), primary_key=True, comment="to which request it belongs"),
    Column("kind", String, primary_key=True, comment="line, question, answer, note or former"),
    Column("sealed", Sealed, nullable=False, comment="sealed: what a person handed over by a form"),
    Column("expires_at", Moment, comment="when it is deleted; a while after the request is over"),
    _index("ix_writings_expires_at", "expires_at", where="expires_at IS NOT NULL"),
    sqlite_with_rowid=False,
)

proof_sends = Table(
    "proof_sends",
    metadata,
    Column("applicant", String, primary_key=True, comment="profile id: to limit what one person can ask for"),
    Column(
        "mailbox", Fingerprint, primary_key=True, comment="keyed fingerprint: to limit what one mailbox gets"
    ),
    Column(
        "asked_at", Moment, primary_key=True, comment="when a code was asked for; the row lives an hour or so"
    ),
    _count("times", "how often within that moment"),
    Index("ix_proof_sends_mailbox", "mailbox", "asked_at"),
    sqlite_with_rowid=False,
)

proof_attempts = Table(
    "proof_attempts",
    metadata,
    Column("request_id", String, primary_key=True, comment="whose code is tried"),
    _count("made", "attempts since the last sending was asked for: to stop guessing"),
    Column("begun_at", Moment, nullable=False, comment="since when they are counted"),
    sqlite_with_rowid=False,
)

proof_codes = Table(
    "proof_codes",
    metadata,
    Column("request_id", String, primary_key=True, comment="for which request the code is good"),
    Column("digest", Fingerprint, primary_key=True, comment="keyed digest of the code, bound to the request"),
    Column("expires_at", Moment, nullable=False, comment="until when the code is good"),
    Index("ix_proof_codes_expires_at", "expires_at"),
    sqlite_with_rowid=False,
)

postings = Table(
    "postings",
    metadata,
    Column("subject", String, primary_key=True, comment="id of what is shown"),
    Column("platform", String, primary_key=True, comment="where it is shown"),
    _code("reference", "names the message on that platform, to show it anew in the same place"),
    sqlite_with_rowid=False,
)

errands = Table(
    "errands",
    metadata,
    _number("the order in which errands were written"),
    _id("random; names the letter or message that comes of it"),
    _code("kind", "what is to be done"),
    _code("subject", "id of what it is about"),
    _code("recipient", "id of whom it is for"),
    Column("key", String, nullable=False, unique=True, comment="of ids: written twice is written once"),
    _code("order_key", "errands of one such key are done in the order in which they were written"),
    Column("due", Moment, nullable=False, comment="not before that moment"),
    Column("written", Moment, nullable=False, comment="since when it waits, to know when to give up"),
    _count("attempt", "counts claims: a settlement belongs to one of them"),
    _truth("interrupted", "the claim before this one ran out without a word"),
    Column("lease_until", Moment, comment="claimed until then"),
    Column("settled_at", Moment, comment="when it ended; deleted a while later"),
    _code("result", "how it ended"),
    _code("code", "why the last attempt failed: a code of ours, never a server's words"),
    _index("ix_errands_due", "due", "number", where="settled_at IS NULL"),
    _index("ix_errands_lease", "lease_until", where="lease_until IS NOT NULL"),
    _index("ix_errands_order", "order_key", "number", where="settled_at IS NULL AND order_key <> ''"),
    _index("ix_errands_settled", "settled_at", where="settled_at IS NOT NULL"),
    _index("ix_errands_failed", "number", where=FAILED),
    _index("ix_errands_failing", "number", where=FAILING),
)

audit = Table(
    "audit",
    metadata,
    _number("the order in which things were done"),
    _id("random; names the line when somebody asks about it"),
    Column("at", Moment, nullable=False, comment="when it was done"),
    _code("actor", "profile id of whoever did it, or the operator, or time alone"),
    _code("action", "code: what was done"),
    _code("subject", "id of what it was done to"),
    _code("reason", "code: why"),
    _code("detail", "codes and ids: from what to what"),
    Index("ix_audit_subject", "subject", "number"),
)

marks = Table(
    "marks",
    metadata,
    Column("name", String, primary_key=True, comment="what all processes share a moment of"),
    Column("at", Moment, nullable=False, comment="since when it is so, or when it was last done"),
    _code("actor", "profile id of whoever did it, or the operator, or time alone"),
    sqlite_with_rowid=False,
)

wrapped_keys = Table(
    "wrapped_keys",
    metadata,
    Column("id", String, primary_key=True, comment="random; or the name of the index key"),
    Column(
        "wrapped", Sealed, nullable=False, comment="a key, sealed with the main key, which is never stored"
    ),
    Column("minted_at", Moment, nullable=False, comment="keys that nobody got are destroyed a day later"),
    schema=KEYS_SCHEMA,
)
