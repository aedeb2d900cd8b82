"""Beginning an article: its text by the text rules, its names, the empty draft, and what a baseline proposes for it."""
