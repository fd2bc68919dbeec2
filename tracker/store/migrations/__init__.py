"""The store's schema as it grew, one revision after another; run by `tracker.store.upgrade`."""
