"""The use cases: each opens what it needs, calls the pure rooms, and returns an Answer."""
