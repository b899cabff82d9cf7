"""When posts go out, and how they get there."""
