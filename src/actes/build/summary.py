"""What the card, the data sheet and Croissant all say about a corpus."""

from __future__ import annotations

from actes.build.figures import Figures
from actes.build.markdown import counted, table


def provenance(figures: Figures) -> str:
    """Where the texts come from, in sentences."""
    written, received, withheld = (figures.origins.get(name, 0) for name in ("written", "received", "withheld"))
    sentences = []
    if written:
        sentences.append(
            f"{counted(written, 'text')} of {figures.total.articles:,} (origin `written`) "
            f"{'was' if written == 1 else 'were'} written for this corpus, from widely documented public facts, and "
            "all texts were annotated, by language models working from the guidelines: "
            "**the written texts are not news and not a source.** Labels that models made hold errors nobody has "
            "found yet; how many to expect, and why two models that agree prove little, stands in section 4 of the "
            "data sheet."
        )
    else:
        sentences.append("All texts were annotated by language models working from the guidelines.")
    if received:
        sentences.append(
            f"{counted(received, 'article')} (origin `received`) {'is' if received == 1 else 'are'} rough, "
            "machine-rephrased copy that was handed to the project and is kept as it came."
        )
    if withheld:
        sentences.append(
            f"{counted(withheld, 'article')} (origin `withheld`) {'is' if withheld == 1 else 'are'} genuine news, "
            "whose text came from a public archive."
        )
    return " ".join(sentences)


def size_table(figures: Figures) -> str:
    """How much each split holds."""
    header = ("split", "articles", "stories", "words", "actors", "mentions", "events", "triggers", "stances")
    return table(
        header,
        (
            (split, s.articles, s.stories, s.words, s.actors, s.mentions, s.events, s.triggers, s.stances)
            for split, s in figures.sizes.items()
        ),
    )
