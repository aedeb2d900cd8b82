"""ACTES: actors, events and stance in French geopolitical news."""
