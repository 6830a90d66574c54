"""What coordinators know of an applicant from elsewhere, in codes: nobody's words are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Ground(StrEnum):
    """Why somebody is approved although the address alone does not say enough."""

    PHONE = "phone"  # a call to a number that the community publishes
    DOCUMENT = "document"
    KNOWN = "known"  # in person
    VOUCHED = "vouched"  # by a member of the same community
    OTHER = "other"


ATTESTABLE = (Ground.PHONE, Ground.DOCUMENT, Ground.KNOWN)  # what a coordinator can check alone


@dataclass(frozen=True, slots=True)
class Attestation:
    """A coordinator has checked that the applicant works there; `attested_by` is a profile id."""

    request_id: str
    attested_by: str
    ground: Ground
    at: datetime


class Attestations(Protocol):
    """Who has attested what about whom: ids, codes and moments only."""

    def keep(self, attestation: Attestation) -> None:
        """In place of an earlier one about the same request by the same coordinator."""

    def of(self, request_id: str) -> Sequence[Attestation]:
        """All about a request, the oldest first."""

    def hand_over(self, one: str, other: str) -> None:
        """What the profile `one` attested was attested by `other`: they are the same person. Where both did
        about one request, the newer one stays."""
