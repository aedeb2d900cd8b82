"""Reports: differences of every article, Markdown, and one HTML page."""
