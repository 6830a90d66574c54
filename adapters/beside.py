"""What commands work with beside a running bot: the same core over the same database, and no way out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from adapters.addresses import LibraryAddresses
from adapters.clock import SystemEntropy
from adapters.communities import Directory
from adapters.settings import Settings
from adapters.wiring import clock_of, network_of
from bot.app import App
from bot.communities import refreshing
from bot.ports import World
from storage.engine import Storage, open_storage


@contextmanager
def beside(settings: Settings) -> Iterator[App]:
    """Raises `StorageError` when the database cannot be used."""
    with beside_storage(settings) as (app, _storage):
        yield app


@contextmanager
def beside_storage(settings: Settings) -> Iterator[tuple[App, Storage]]:
    """The same, for what has to be swept afterwards."""
    url, key = settings.storage_url, settings.main_key.get_secret_value()
    entropy = SystemEntropy()
    with clock_of(url) as clock, closing(open_storage(url, key, entropy, clock)) as storage:
        network, communities = network_of(settings), Directory.starter()
        app = App(World(network, storage, clock, entropy, LibraryAddresses(), communities))
        app.operate(refreshing.refresh)
        yield app, storage
