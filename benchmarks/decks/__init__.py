"""The figures of slide decks, of four books in both shapes, as independent programs see them."""
