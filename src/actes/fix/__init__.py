"""Corrections of an annotation file, one line each: the grammar, what it does to the file, and what then is wrong."""
