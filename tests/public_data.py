"""Public data, compiled from open sources, where somebody has it beside the repository; nothing needs it."""

from pathlib import Path

import pytest

PUBLIC_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PUBLIC_LIST = PUBLIC_DATA / "communities.csv"
beside_the_list = pytest.mark.skipif(
    not PUBLIC_LIST.exists(), reason="the public list does not lie beside the repository"
)
