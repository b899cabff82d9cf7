"""Everything that needs someone else's client library. Nobody imports these: ``backends`` finds them by name."""
