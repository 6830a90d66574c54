"""Two communities have agreed to be named in public: the page of those that take part is not empty."""

from __future__ import annotations

from datetime import timedelta

from adapters.local.scenes import Scenes

AGREED = ("winnipeg.ca", "ville.quebec.qc.ca")  # by their domains


class Naming(Scenes):
    """Priya looks them up and writes it down."""

    async def play(self) -> None:
        for domain in AGREED:
            priya = self.coordinator("priya")
            await self.then(priya.types(f"/host community {domain}"))
            form = await self.then(priya.presses("communities.name"))
            day = self._sandbox.clock.now() - timedelta(days=1)
            await self.then(priya.fills_in(form, basis="council", agreed=f"{day:%Y-%m-%d}"))
