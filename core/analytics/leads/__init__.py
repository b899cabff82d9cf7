"""Leads that come from outside: told by signed events or by a file, and traced to posts by their links' tags."""
