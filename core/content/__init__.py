"""What a business says: drafts, pictures, storyboards."""
