"""What the corpus covers, how its texts are written, and whether any two of them are too alike."""
