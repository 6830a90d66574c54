"""What people agreed to and when; links by which they take along what is held about them; who wants no mail;
whose receipt for having been forgotten is under way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BEGUN = """
    INSERT INTO consents (member, at, agreed, way, platform, version, language)
    SELECT id, consented_at, TRUE, CASE mail_consent WHEN 'import' THEN 'import' ELSE 'form' END, '',
    mail_consent, language FROM profiles WHERE consented_at IS NOT NULL AND key_id <> '' ORDER BY consented_at
"""


def upgrade() -> None:
    """What is known of those who agreed before is where it begins."""
    _consents()
    _tickets()
    op.add_column(
        "profiles",
        sa.Column(
            "mail_off",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="they want no mail but answers to what they do",
        ),
    )
    op.add_column(
        "profiles",
        sa.Column(
            "receipt",
            sa.String(),
            nullable=False,
            server_default=sa.text("''"),
            comment="of being forgotten: id of the audit line, until the letter with it has gone out",
        ),
    )
    op.add_column(
        "communities",
        sa.Column(
            "withdrawn",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="it asked not to be named: of the rest nothing is kept",
        ),
    )
    op.create_index("ix_audit_actor", "audit", ["actor", "number"])
    op.execute(sa.text(BEGUN))
    _unchangeable()


def downgrade() -> None:
    """Who wants no mail gets it again; what they agreed to last stays with their profile."""
    op.drop_index("ix_audit_actor", "audit")
    op.drop_column("communities", "withdrawn")
    op.drop_column("profiles", "receipt")
    op.drop_column("profiles", "mail_off")
    op.drop_table("tickets")
    op.drop_table("consents")
    if _on_postgresql():
        op.execute("DROP FUNCTION refuse_other_consent()")


def _consents() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "consents",
        sa.Column("number", number, nullable=False, comment="the order in which they were written down"),
        _code("member", "profile id of whose consent it is"),
        _moment("at", "when they agreed to mail, or stopped it"),
        sa.Column("agreed", sa.Boolean(), nullable=False, comment="they agreed; otherwise they stopped"),
        _code("way", "form, import, command, mail or link: how they said so"),
        _code("platform", "where they said so, if in a chat"),
        _code("version", "of the text that they agreed to"),
        _code("language", "en or fr: in which they read it"),
        sa.PrimaryKeyConstraint("number", name="pk_consents"),
    )
    op.create_index("ix_consents_member", "consents", ["member", "number"])


def _tickets() -> None:
    op.create_table(
        "tickets",
        _code("member", "profile id: whose it is"),
        _code("purpose", "download or forget: what it is good for, once"),
        sa.Column(
            "token",
            sa.LargeBinary(32),
            nullable=False,
            comment="keyed fingerprint of the secret",
        ),
        _moment("expires_at", "until when it is good"),
        sa.PrimaryKeyConstraint("member", "purpose", name="pk_tickets"),
        sa.UniqueConstraint("token", name="uq_tickets_token"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tickets_expires_at", "tickets", ["expires_at"])


def _unchangeable() -> None:
    """What somebody agreed to is not said otherwise later; it goes with whoever is forgotten."""
    if _on_postgresql():
        op.execute(
            "CREATE FUNCTION refuse_other_consent() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'consents are not changed'; END $$"
        )
        op.execute(
            "CREATE TRIGGER consents_unchanged BEFORE UPDATE ON consents"
            " FOR EACH ROW EXECUTE FUNCTION refuse_other_consent()"
        )
        return
    op.execute(
        "CREATE TRIGGER consents_unchanged BEFORE UPDATE ON consents"
        " BEGIN SELECT RAISE(ABORT, 'consents are not changed'); END"
    )


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _code(name: str, comment: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, comment=comment)


def _moment(name: str, comment: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False, comment=comment)
