"""Slide decks: a plan of slides, measured against real fonts, written as PPTX and as HTML."""
