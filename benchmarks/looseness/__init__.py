"""How evenly Terbit, Typst and XeLaTeX space the same paragraphs: the same words, measure, type and leading."""
