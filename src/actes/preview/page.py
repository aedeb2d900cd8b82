"""The preview as one HTML page that needs nothing else: no network, no other file, no script."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from string import Template

from actes.article import Article
from actes.diff.wording import counted
from actes.preview.entries import change_list, fault_list, lists
from actes.preview.marks import POLARITIES, SIGNS, marks_of
from actes.preview.text import render_text
from actes.preview.values import ArticlePreview, Preview, State
from actes.report.markup import EMPTY, Markup, element, join

LAYERS = {"actors": "actors", "events": "events", "slots": "places and times", "evidence": "evidence of stances"}
"""What may be shown and hidden, by the names that the style knows."""

_TONES = {True: "bad", False: "good"}
_OPEN_CHANGES = 12
"""Longer lists of changes are folded."""


def render_preview(preview: Preview) -> str:
    """The page.

    Args:
        preview: what it shows.
    """
    style = _template("preview.css") + _highlights(preview)
    return Template(_template("preview.html")).substitute(
        policy=_policy(style),
        title=element("title", "Preview: ", ", ".join(shown.name for shown in preview.articles) or "no article"),
        style=style,
        masthead=_masthead(preview),
        contents=_contents(preview),
        corpus=_corpus(preview),
        legend=_legend(preview),
        articles=join(*(_article(number, shown, preview) for number, shown in enumerate(preview.articles, 1))),
    )


def _policy(style: str) -> str:
    """Only this style, and nothing from anywhere."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _template(name: str) -> str:
    return files("actes.preview").joinpath("templates", name).read_text(encoding="utf-8")


def _highlights(preview: Preview) -> str:
    """Rules by which an entry and its marks light up together, whichever of them is pointed at."""
    articles = [shown.article or Article(shown.name) for shown in preview.articles]
    most = {
        "a": max((len(article.actors or ()) for article in articles), default=0),
        "e": max((len(article.events or ()) for article in articles), default=0),
        "s": max((len(article.stances or ()) for article in articles), default=0),
    }
    nodes = [f"{letter}{number}" for letter, n in most.items() for number in range(1, n + 1)]
    rules = [f".article:has(.{node}:is(:hover, :target, :focus-within)) .{node}" for node in nodes]
    return f"{','.join(rules)} {{ --lit: 1; }}\n" if rules else ""


def _masthead(preview: Preview) -> Markup:
    faults = len(preview.faults) + sum(len(shown.faults) for shown in preview.articles)
    verdict = element("strong", counted(faults, "problem"), class_="bad") if faults else "no problem"
    lead = [counted(len(preview.articles), "article"), " · ", verdict]
    if preview.base:
        lead += [" · compared with ", element("code", preview.base), ": ", preview.summary]
    return join(element("h1", "Preview of articles"), element("p", *lead, class_="lead"))


def _contents(preview: Preview) -> Markup:
    rows = []
    for number, shown in enumerate(preview.articles, 1):
        notes = [element("span", shown.state, class_=f"badge {shown.state.name.lower()}")] if shown.state else []
        if shown.changes and shown.state == State.CHANGED:
            notes.append(element("span", counted(len(shown.changes), "change"), class_="faint"))
        if shown.faults:
            notes.append(element("span", counted(len(shown.faults), "problem"), class_="bad"))
        link = element("a", shown.name, href=f"#x{number}")
        rows.append(element("li", link, *(piece for note in notes for piece in (" ", note))))
    return element("nav", element("ul", *rows), aria_label="Articles") if rows else EMPTY


def _corpus(preview: Preview) -> Markup:
    """What is of no article shown."""
    parts = []
    if preview.faults:
        parts += [element("h3", "Problems in other files"), fault_list(preview.faults)]
    if preview.changes:
        parts += [element("h3", "Registry"), change_list(preview.changes)]
    return element("section", element("h2", "Beside the articles"), *parts, class_="corpus") if parts else EMPTY


def _legend(preview: Preview) -> Markup:
    if not any(shown.article for shown in preview.articles):
        return EMPTY
    boxes = [
        element("label", Markup(f'<input type="checkbox" id="show-{name}" checked>'), " ", words, class_="box")
        for name, words in LAYERS.items()
    ]
    samples = [_sample("mention", kind, "1", kind) for kind in ("person", "state", "organisation", "group")]
    samples += [_sample("trigger", "", "TYPE 1", "trigger"), _sample("slot", "", "", "place or time")]
    samples.append(_sample("evidence", "against", f"{POLARITIES['against']} 1", "evidence of a stance"))
    if preview.base:
        samples += [_sample("mention state", change, f"{sign} 1", change) for change, sign in SIGNS.items()]
    return element(
        "div",
        element("fieldset", element("legend", "Show"), *boxes, class_="boxes"),
        element("ul", *(element("li", sample) for sample in samples), aria_label="Legend"),
        class_="legend",
    )


def _sample(what: str, label: str, tag: str, words: str) -> Markup:
    shown = element("span", tag, class_="tag") if tag else EMPTY
    return element("span", words, shown, class_=" ".join(filter(None, ["mark", what, label])))


def _article(number: int, shown: ArticlePreview, preview: Preview) -> Markup:
    name = f"x{number}"
    state = element("span", shown.state, class_=f"badge {shown.state.name.lower()}") if shown.state else EMPTY
    parts = [element("h2", shown.name, " ", state, id=f"{name}-title"), element("p", _about(shown), class_="about")]
    if shown.faults:
        parts += [element("h3", counted(len(shown.faults), "problem"), class_="bad"), fault_list(shown.faults)]
    if shown.changes:
        summary = element("summary", element("h3", counted(len(shown.changes), "change")))
        parts.append(element("details", summary, change_list(shown.changes), open=len(shown.changes) <= _OPEN_CHANGES))
    parts += [element("p", note, class_="warning") for note in _notes(shown, preview)]
    if shown.article:
        parts.append(_body(shown.article, shown, preview, f"{name}-"))
    return element("article", *parts, id=name, class_="article", aria_labelledby=f"{name}-title")


def _about(shown: ArticlePreview) -> Markup:
    article = shown.article
    if article is None:
        return join(shown.split)
    facts = [article.date, article.story, shown.split, article.origin, article.licence, article.language]
    contexts = [element("span", context, class_="label") for context in article.contexts or ()]
    return join(" · ".join(fact for fact in facts if fact), *(piece for each in contexts for piece in (" ", each)))


def _notes(shown: ArticlePreview, preview: Preview) -> list[str]:
    notes = []
    if shown.article is None:
        gone = shown.state == State.REMOVED
        notes.append("The article is no longer there." if gone else "It can be shown when what is wrong is mended.")
    elif shown.lost:
        compared = " What changed can be shown when every quotation does." if preview.base else ""
        notes.append(f"Left out: {counted(shown.lost, 'quotation')} that fit no one place of the text.{compared}")
    if shown.article and shown.article.text is None:
        notes.append("The text is withheld and not here; places are numbers of code points.")
    return notes


def _body(article: Article, shown: ArticlePreview, preview: Preview, prefix: str) -> Markup:
    marks = marks_of(shown)
    text = EMPTY
    if article.text is not None:
        language = article.language or ""
        text = render_text(article.text, marks, language=language, prefix=prefix, former=shown.former_text)
    graph = lists(shown, marks, preview.registry, preview.ontology, prefix=prefix)
    label = f"Actors, events and stances of {shown.name}"
    aside = element("div", graph, class_="graph", role="region", aria_label=label, tabindex=0)
    return element("div", text, aside, class_="body")
