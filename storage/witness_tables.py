"""The tables of eligibility: the registry of communities, and who vouched or attested.

The registry's are public facts: communities, which domains are theirs, and which of them agree to be named.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table

from storage.columns import code, count, index, later_truth, metadata, truth
from storage.types import Moment

CONFIRMED = "confirmed_by <> ''"
REVOKED = "revoked_by <> ''"

vouches = Table(
    "vouches",
    metadata,
    Column("id", String, primary_key=True, comment="random; named in the voucher's buttons"),
    code("request_id", "whom they are asked about"),
    code("voucher", "profile id of the member who is asked"),
    code("asked_by", "profile id of the coordinator who asks"),
    Column("asked_at", Moment, nullable=False, comment="when they were asked"),
    code("answer", "yes or no; empty until they have answered"),
    Column("answered_at", Moment, comment="when they answered"),
    Index("ix_vouches_request_id", "request_id", "asked_at"),
    Index("ix_vouches_voucher", "voucher"),
    Index("ix_vouches_asked_at", "asked_at"),
    sqlite_with_rowid=False,
)

attestations = Table(
    "attestations",
    metadata,
    Column("request_id", String, primary_key=True, comment="about whom"),
    Column("attested_by", String, primary_key=True, comment="profile id of the coordinator who attests"),
    code("ground", "code: how they know"),
    Column("at", Moment, nullable=False, comment="when they said so"),
    Index("ix_attestations_at", "at"),
    sqlite_with_rowid=False,
)

counters = Table(
    "counters",
    metadata,
    Column("name", String, primary_key=True, comment="what is counted"),
    count("count", "one more with each change; whoever changes it holds it until the end"),
    sqlite_with_rowid=False,
)

communities = Table(
    "communities",
    metadata,
    Column("id", String, primary_key=True, comment="census code, band number or a slug: public"),
    code("name", "the English or only name, as the community writes it"),
    code("name_fr", "the French name, when it is another"),
    code("aliases", "other names, parted by semicolons"),
    code("kind", "municipality, first_nation and so on"),
    code("type_code", "what kind exactly, as the source says it"),
    code("province", "two letters"),
    code("parent_id", "upper tier, band of a reserve, community that an agency serves"),
    code("mail_class", "own, shared, isp or province: what the office's mailbox is"),
    code("note", "what a coordinator should know about it: public"),
    count("changed", "the registry's number when it was last changed"),
    later_truth("withdrawn", "it asked not to be named: of the rest nothing is kept"),
    Index("ix_communities_changed", "changed"),
    sqlite_with_rowid=False,
)

listings = Table(
    "listings",
    metadata,
    Column("key", String, primary_key=True, comment="digest of community and domain; named in buttons"),
    code("community_id", "whose domain it is"),
    code("domain", "lower-case ASCII host of mailboxes"),
    code("source", "which list says so; empty when only a coordinator does"),
    truth("sourced", "a public list says so, not one witness"),
    code("as_of", "year, month or day of the newest witness"),
    code("confirmed_by", "profile id of the coordinator who confirmed it, or the operator"),
    Column("confirmed_at", Moment, comment="when it was confirmed"),
    code("revoked_by", "profile id of the coordinator who revoked it, or the operator"),
    Column("revoked_at", Moment, comment="since when it is not theirs any more"),
    count("changed", "the registry's number when it was last changed"),
    index("ix_listings_confirmed", "confirmed_at", where=CONFIRMED),
    index("ix_listings_revoked", "revoked_at", where=REVOKED),
    Index("ix_listings_domain", "domain"),
    Index("ix_listings_community_id", "community_id"),
    Index("ix_listings_changed", "changed"),
    sqlite_with_rowid=False,
)

agreements = Table(
    "agreements",
    metadata,
    Column(
        "community_id", String, primary_key=True, comment="row of the registry: it may be named in public"
    ),
    code("basis", "code: on whose word; empty once it may not any more"),
    code("day", "year, month and day on which they said so; empty once they do not any more"),
    count("revision", "counts changes: of two at once, one wins"),
    sqlite_with_rowid=False,
)
