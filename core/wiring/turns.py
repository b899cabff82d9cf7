"""Short writes about AI take turns within a process."""

from threading import Lock

TURNS = Lock()
"""Held for a hold or a bill, milliseconds each. SQLite lets those who wait for its one write lock draw lots, and a
thread that loses for ten seconds fails; with many questions under way that happens on a busy machine."""
