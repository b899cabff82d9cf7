"""Measure, explain and predict: what the published posts did, and what that says about the next ones."""
