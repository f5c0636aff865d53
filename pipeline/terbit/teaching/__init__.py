"""What a teacher takes along to a lesson: exercise sheets, and everything of a chapter in one archive."""
