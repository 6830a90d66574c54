"""Eligibility: a registry that learns, people who vouch and attest, members who are asked again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSIDE = "standing IN ('member', 'suspended')"
ASKED = "asked_at IS NOT NULL"


def upgrade() -> None:
    _profiles()
    op.add_column("requests", _code("first_by", "profile id of who approved first, where it takes two", ""))
    _witnesses()
    _registry()


def downgrade() -> None:
    """What was imported, learned, vouched and attested is lost; nobody's membership is."""
    for name in ("listings", "communities", "counters", "attestations", "vouches"):
        op.drop_table(name)
    op.drop_column("requests", "first_by")
    for name in ("community_id", "reverify_at", "asked"):
        op.drop_index(f"ix_profiles_{name}", "profiles")
    for name in ("verified_at", "asked_at", "asked_why", "reminded_at", "reverify_at"):
        op.drop_column("profiles", name)


# ---- columns


def _code(name: str, comment: str, default: str | None = None) -> sa.Column[str]:
    given = None if default is None else sa.text(f"'{default}'")
    return sa.Column(name, sa.String(), nullable=False, server_default=given, comment=comment)


def _moment(name: str, comment: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, comment=comment)


def _count(name: str, comment: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, comment=comment)


def _index(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


# ---- tables


def _profiles() -> None:
    why = "code of why they are asked: a year is over, a letter came back, a domain fell"
    op.add_column("profiles", _code("asked_why", why, ""))
    for name, comment in (
        ("verified_at", "when it was last known that they work there"),
        ("asked_at", "since when they are asked whether they still do"),
        ("reminded_at", "when they were reminded of that question"),
        ("reverify_at", "when time alone next brings something about for that"),
    ):
        op.add_column("profiles", _moment(name, comment))
    _index("ix_profiles_community_id", "profiles", ["community_id", "id"], INSIDE)
    _index("ix_profiles_reverify_at", "profiles", ["reverify_at"], "reverify_at IS NOT NULL")
    _index("ix_profiles_asked", "profiles", ["reverify_at", "id"], ASKED)
    # Whoever is a member already was looked at when they joined; the next beat finds out what that means.
    op.execute(
        sa.text(f"UPDATE profiles SET verified_at = joined_at, reverify_at = joined_at WHERE {INSIDE}")  # noqa: S608 - ours
    )


def _witnesses() -> None:
    op.create_table(
        "vouches",
        _code("id", "random; named in the voucher's buttons"),
        _code("request_id", "whom they are asked about"),
        _code("voucher", "profile id of the member who is asked"),
        _code("asked_by", "profile id of the coordinator who asks"),
        _moment("asked_at", "when they were asked", nullable=False),
        _code("answer", "yes or no; empty until they have answered"),
        _moment("answered_at", "when they answered"),
        sa.PrimaryKeyConstraint("id", name="pk_vouches"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_vouches_request_id", "vouches", ["request_id", "asked_at"])
    op.create_index("ix_vouches_voucher", "vouches", ["voucher"])
    op.create_table(
        "attestations",
        _code("request_id", "about whom"),
        _code("attested_by", "profile id of the coordinator who attests"),
        _code("ground", "code: how they know"),
        _moment("at", "when they said so", nullable=False),
        sa.PrimaryKeyConstraint("request_id", "attested_by", name="pk_attestations"),
        sqlite_with_rowid=False,
    )


def _registry() -> None:
    op.create_table(
        "counters",
        _code("name", "what is counted"),
        _count("count", "one more with each change; whoever changes it holds it until the end"),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "communities",
        _code("id", "census code, band number or a slug: public"),
        _code("name", "the English or only name, as the community writes it"),
        _code("name_fr", "the French name, when it is another"),
        _code("aliases", "other names, parted by semicolons"),
        _code("kind", "municipality, first_nation and so on"),
        _code("type_code", "what kind exactly, as the source says it"),
        _code("province", "two letters"),
        _code("parent_id", "upper tier, band of a reserve, community that an agency serves"),
        _code("mail_class", "own, shared, isp or province: what the office's mailbox is"),
        _code("note", "what a coordinator should know about it: public"),
        _count("changed", "the registry's number when it was last changed"),
        sa.PrimaryKeyConstraint("id", name="pk_communities"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_communities_changed", "communities", ["changed"])
    op.create_table(
        "listings",
        _code("key", "digest of community and domain; named in buttons"),
        _code("community_id", "whose domain it is"),
        _code("domain", "lower-case ASCII host of mailboxes"),
        _code("source", "which list says so; empty when only a coordinator does"),
        sa.Column("sourced", sa.Boolean(), nullable=False, comment="a public list says so, not one witness"),
        _code("as_of", "year, month or day of the newest witness"),
        _code("confirmed_by", "profile id of the coordinator who confirmed it, or the operator"),
        _moment("confirmed_at", "when it was confirmed"),
        _code("revoked_by", "profile id of the coordinator who revoked it, or the operator"),
        _moment("revoked_at", "since when it is not theirs any more"),
        _count("changed", "the registry's number when it was last changed"),
        sa.PrimaryKeyConstraint("key", name="pk_listings"),
        sqlite_with_rowid=False,
    )
    for name in ("domain", "community_id", "changed"):
        op.create_index(f"ix_listings_{name}", "listings", [name])
