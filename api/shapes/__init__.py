"""What goes in and out, under the names that the brief gives it."""
