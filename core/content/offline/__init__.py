"""The writer that needs no key: ideas, a small grammar, and a guard against repeating itself."""
