"""What the doctor says of the folder in which the keys of open polls lie."""

from __future__ import annotations

from adapters.doctor import Finding, fail, ok, warn

POLL_KEYS = "the folder of polls' keys"


def check_poll_keys(*, polls: int, lost: int, unknown: int, known_by: str, is_home: bool) -> Finding:
    """So many polls have keys; `lost` of these are not in the folder, which has `unknown` others. It is known
    by a file. The most serious is said."""
    if polls and not is_home:
        return fail(
            f"{POLL_KEYS} is not the one in which they lie, or its disk is not mounted: open polls take no "
            "ballot and are not counted until it is. Only if its disk is lost for good, with those polls' "
            f"ballots: touch {known_by} in it"
        )
    if lost:
        return fail(f"open polls whose key is lost, with all their ballots: {lost}. Withdraw them")
    if unknown:
        return warn(
            f"{POLL_KEYS} has files that this database does not know: {unknown}. If they are no other "
            "network's, but of a database that is gone, delete them: they may open its ballots"
        )
    return ok(f"{POLL_KEYS} is the one in which they lie (of open polls: {polls})")
