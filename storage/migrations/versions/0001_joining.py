"""Profiles, join requests, proofs of mailboxes, postings, errands, and the key store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEYS = "peerbot_keys"


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(sa.text(f"CREATE SCHEMA IF NOT EXISTS {KEYS}"))
    _profiles()
    _accounts()
    _requests()
    _request_indexes()
    _writings()
    _proofs()
    _postings()
    _errands()
    _keys()


def downgrade() -> None:
    for table in ("errands", "postings", "proof_codes", "proof_attempts", "proof_sends"):
        op.drop_table(table)
    for table in ("writings", "requests", "accounts", "profiles"):
        op.drop_table(table)
    op.drop_table("wrapped_keys", schema=KEYS)
    if op.get_context().dialect.name == "postgresql":
        op.execute(sa.text(f"DROP SCHEMA {KEYS}"))


# ---- columns


def _code(name: str, comment: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, comment=comment)


def _count(name: str, comment: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, comment=comment)


def _truth(name: str, comment: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, comment=comment)


def _sealed(name: str, comment: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), comment=f"sealed: {comment}")


def _fingerprint(name: str, comment: str, *, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(32), nullable=nullable, comment=f"keyed {comment}")


def _moment(name: str, comment: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, comment=comment)


def _number(comment: str) -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("number", kind, nullable=False, comment=comment)


def _index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


# ---- tables


def _profiles() -> None:
    op.create_table(
        "profiles",
        _code("id", "random; all that stays of somebody who was forgotten"),
        _code("key_id", "the data key of this person; empty when forgotten"),
        _code("doomed_key", "the data key to destroy when forgotten, until that is known to be done"),
        _count("revision", "counts changes, so that none is lost between two processes"),
        _code("standing", "outside, member or left: what the network needs to know"),
        _sealed("name", "what to call them"),
        _sealed("address", "where their letters go"),
        _fingerprint("mailbox", "fingerprint: one member a proven mailbox", nullable=True),
        _code("language", "en or fr: in which they are spoken to"),
        _code("zone", "IANA zone: in which moments are shown to them"),
        _moment("known_at", "since when the network knows of them", nullable=False),
        _code("community_id", "row of the registry for whom they work; empty when forgotten"),
        _sealed("community_typed", "for whom they work, when the registry has no row"),
        _code(
            "mail_consent", "version of the text by which they agreed to mail: the law asks for the record"
        ),
        _moment("consented_at", "when they agreed: the law asks for the record"),
        _moment("joined_at", "membership began"),
        _moment("left_at", "membership ended"),
        sa.PrimaryKeyConstraint("id", name="pk_profiles"),
        sqlite_with_rowid=False,
    )
    _index("ix_profiles_doomed_key", "profiles", ["doomed_key"], "doomed_key <> ''")
    _index("uq_profiles_mailbox", "profiles", ["mailbox"], "mailbox IS NOT NULL", unique=True)


def _accounts() -> None:
    op.create_table(
        "accounts",
        _number("the order in which accounts were linked"),
        _code("id", "random; named in errands"),
        _code("profile_id", "whose account it is"),
        _fingerprint("fingerprint", "fingerprint of `identity`"),
        _sealed("identity", "platform, workspace and user id: to reach and admit them"),
        _code("admission", "whether this account was let into the members' room"),
        _code("problem", "code of what went wrong in admitting"),
        _count("revision", "counts changes, so that none is lost between two processes"),
        sa.PrimaryKeyConstraint("number", name="pk_accounts"),
        sa.UniqueConstraint("id", name="uq_accounts_id"),
        sa.UniqueConstraint("fingerprint", name="uq_accounts_fingerprint"),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name="fk_accounts_profile_id"),
    )
    op.create_index("ix_accounts_profile_id", "accounts", ["profile_id"])


def _requests() -> None:
    op.create_table(
        "requests",
        _number("the order in which requests were made"),
        _code("id", "random; people quote its beginning"),
        _code("applicant", "profile id"),
        _code("state", "where the request stands"),
        _count("revision", "counts changes: of two who decide at once, one wins"),
        _sealed("name", "who asks"),
        _sealed("address", "the mailbox to prove, as typed"),
        _fingerprint("mailbox", "fingerprint: to find earlier requests of one mailbox", nullable=True),
        _code("community_id", "row of the registry for whom they say they work"),
        _sealed("community_typed", "for whom they say they work, when the registry has no row"),
        _code("work_role", "staff, elected official, contractor or other"),
        _truth("insisted", "they want a person to look although the rules advise against it"),
        _code("evidence", "code: how strong the evidence of the mailbox is"),
        _code("reasons", "codes, parted by spaces: why"),
        _moment("asked_at", "when they asked", nullable=False),
        _moment("proven_at", "when the mailbox was proven"),
        _code("attestation", "version of the text that they attested"),
        _moment("answer_by", "by when the network promised an answer"),
        _moment("paused_at", "since when that promise waits for their answer"),
        _code("assigned_to", "profile id of the coordinator who looks at it"),
        _code("decided_by", "profile id of the coordinator who decided"),
        _moment("decided_at", "when it was over"),
        _code("reason", "code of the reason for declining"),
        _truth("silent", "closed without a message"),
        sa.PrimaryKeyConstraint("number", name="pk_requests"),
        sa.UniqueConstraint("id", name="uq_requests_id"),
        sa.ForeignKeyConstraint(["applicant"], ["profiles.id"], name="fk_requests_applicant"),
    )


def _request_indexes() -> None:
    op.create_index("ix_requests_applicant", "requests", ["applicant"])
    open_states = "state IN ('unverified', 'waiting', 'needs_information')"
    _index("uq_requests_open", "requests", ["applicant"], open_states, unique=True)
    _index("ix_requests_proven", "requests", ["mailbox"], "proven_at IS NOT NULL")
    _index("ix_requests_unverified", "requests", ["asked_at"], "state = 'unverified'")


def _writings() -> None:
    op.create_table(
        "writings",
        _code("request_id", "to which request it belongs"),
        _code("kind", "line, question, answer or note"),
        sa.Column(
            "sealed", sa.LargeBinary(), nullable=False, comment="sealed: what a person handed over by a form"
        ),
        _moment("expires_at", "when it is deleted; a while after the request is over"),
        sa.PrimaryKeyConstraint("request_id", "kind", name="pk_writings"),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_writings_request_id"),
        sqlite_with_rowid=False,
    )
    _index("ix_writings_expires_at", "writings", ["expires_at"], "expires_at IS NOT NULL")


def _proofs() -> None:
    op.create_table(
        "proof_sends",
        _code("applicant", "profile id: to limit what one person can ask for"),
        _fingerprint("mailbox", "fingerprint: to limit what one mailbox gets"),
        _moment("asked_at", "when a code was asked for; the row lives an hour or so", nullable=False),
        _count("times", "how often within that moment"),
        sa.PrimaryKeyConstraint("applicant", "mailbox", "asked_at", name="pk_proof_sends"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_proof_sends_mailbox", "proof_sends", ["mailbox", "asked_at"])
    op.create_table(
        "proof_attempts",
        _code("request_id", "whose code is tried"),
        _count("made", "attempts since the last sending was asked for: to stop guessing"),
        _moment("begun_at", "since when they are counted", nullable=False),
        sa.PrimaryKeyConstraint("request_id", name="pk_proof_attempts"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "proof_codes",
        _code("request_id", "for which request the code is good"),
        _fingerprint("digest", "digest of the code, bound to the request"),
        _moment("expires_at", "until when the code is good", nullable=False),
        sa.PrimaryKeyConstraint("request_id", "digest", name="pk_proof_codes"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_proof_codes_expires_at", "proof_codes", ["expires_at"])


def _postings() -> None:
    op.create_table(
        "postings",
        _code("subject", "id of what is shown"),
        _code("platform", "where it is shown"),
        _code("reference", "names the message on that platform, to show it anew in the same place"),
        sa.PrimaryKeyConstraint("subject", "platform", name="pk_postings"),
        sqlite_with_rowid=False,
    )


def _errands() -> None:
    op.create_table(
        "errands",
        _number("the order in which errands were written"),
        _code("id", "random; names the letter or message that comes of it"),
        _code("kind", "what is to be done"),
        _code("subject", "id of what it is about"),
        _code("recipient", "id of whom it is for"),
        _code("key", "of ids: written twice is written once"),
        _code("order_key", "errands of one such key are done in the order in which they were written"),
        _moment("due", "not before that moment", nullable=False),
        _moment("written", "since when it waits, to know when to give up", nullable=False),
        _count("attempt", "counts claims: a settlement belongs to one of them"),
        _truth("interrupted", "the claim before this one ran out without a word"),
        _moment("lease_until", "claimed until then"),
        _moment("settled_at", "when it ended; deleted a while later"),
        _code("result", "how it ended"),
        _code("code", "why the last attempt failed: a code of ours, never a server's words"),
        sa.PrimaryKeyConstraint("number", name="pk_errands"),
        sa.UniqueConstraint("id", name="uq_errands_id"),
        sa.UniqueConstraint("key", name="uq_errands_key"),
    )
    _index("ix_errands_due", "errands", ["due", "number"], "settled_at IS NULL")
    _index("ix_errands_lease", "errands", ["lease_until"], "lease_until IS NOT NULL")
    ordered = "settled_at IS NULL AND order_key <> ''"
    _index("ix_errands_order", "errands", ["order_key", "number"], ordered)
    _index("ix_errands_settled", "errands", ["settled_at"], "settled_at IS NOT NULL")


def _keys() -> None:
    op.create_table(
        "wrapped_keys",
        _code("id", "random; or the name of the index key"),
        sa.Column(
            "wrapped",
            sa.LargeBinary(),
            nullable=False,
            comment="a key, sealed with the main key, which is never stored",
        ),
        _moment("minted_at", "keys that nobody got are destroyed a day later", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wrapped_keys"),
        schema=KEYS,
    )
