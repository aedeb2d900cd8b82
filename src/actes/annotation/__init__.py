"""Annotation files: YAML in the repository, anchored in the text by quotation.

``strict_yaml`` reads, ``structure`` types, ``anchor`` finds the spans, ``resolve`` makes the article graph,
``rules`` and ``corpus_rules`` judge it, ``canonical`` writes.
"""
