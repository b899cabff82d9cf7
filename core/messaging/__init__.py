"""What people write to the business, and what it answers."""
