"""Books as PDF: composing, laying out, finishing for the press or the screen, and judging the result.

The order of work: `compose.compose` → `write.write` → `finish.for_press` or `finish.for_screen`. Nothing is
imported here, so that the engine's process loads the engine alone.
"""
