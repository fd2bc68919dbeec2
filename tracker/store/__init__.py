"""What is known, kept: the only room with SQL in it. Who may write is told by `tracker.store.lock`."""

from tracker.store.opening import open_store, store_exists
from tracker.store.query import IncidentQuery, ItemQuery
from tracker.store.store import Store

__all__ = ["IncidentQuery", "ItemQuery", "Store", "open_store", "store_exists"]
