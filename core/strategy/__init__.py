"""What to say to whom, and when: plans and what was learned."""
