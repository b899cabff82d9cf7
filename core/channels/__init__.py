"""What each channel allows, and how a post moves on it: pure, no clock, no network."""
