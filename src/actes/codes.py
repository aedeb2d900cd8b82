"""Every problem code with what it means. A code never changes its meaning; each has a page in ``docs/problems/``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        # The file as YAML
        "yaml-alias": "an anchor or alias",
        "yaml-comment": "a comment, or a # in a text without quotes",
        "yaml-depth": "nested too deep",
        "yaml-documents": "more than one document in a file",
        "yaml-duplicate-key": "a key that appears twice in a mapping",
        "yaml-encoding": "a file that is not UTF-8 with line feeds",
        "yaml-key": "a key that is not a word",
        "yaml-size": "a file or a line that is too long",
        "yaml-syntax": "a file that is not YAML",
        "yaml-tag": "a tag",
        "yaml-unquoted": "a quotation that is not in quotes",
        # The file as a file
        "file-link": "a symbolic link",
        "file-missing": "a file that does not exist",
        "file-name": "an id that differs from the name of the file",
        "file-size": "a file that is too large",
        "file-unreadable": "a file that cannot be read",
        "format": "a file that is not in canonical form",
        # Its structure and labels
        "country-dependency": "a dependency where its state is meant",
        "date-invalid": "a date that is not EDTF",
        "field-empty": "a field or list without content",
        "field-form": "a value that is not of the form its field has",
        "field-missing": "a required field that is missing",
        "field-type": "a text, list or mapping where another was expected",
        "field-unknown": "a field that does not exist",
        "label-page": "a label page that is not of the form pages have",
        "label-unknown": "a label that is not in its vocabulary",
        "list-duplicate": "a list that says one thing twice",
        "migration-undecided": "a label that became several in a newer schema",
        "schema-unknown": "a schema version that does not exist",
        # Work that is not finished
        "adjudication-open": "a dispute between layers that nobody has settled",
        "draft-open": "a draft that nobody has read and released",
        "layer-unknown": "an annotator's layer that does not exist, or lacks the article",
        # Ids
        "id-duplicate": "an id used twice in a file",
        "id-reserved": "the reserved id author",
        "reference-unknown": "a reference to an id that the file lacks",
        # Anchors
        "anchor-ambiguous": "a quotation that fits several places",
        "anchor-missing": "a quotation that fits no place",
        "anchor-offset": "an offset that is missing, wrong, or not to be used",
        # Spans
        "span-crossing": "mentions that cross",
        "span-duplicate": "the same span twice in one actor or event",
        "span-nested": "mentions of one actor inside one another",
        "span-paragraph": "a span over a line end",
        "span-shared": "a span owned by two actors, or by two events of one type",
        "span-space": "a span that begins or ends with a space",
        "span-word": "a span that begins or ends inside a word",
        # Actors
        "adjective-beside-mention": "an adjective of an actor that is mentioned otherwise",
        "mention-article": "a name that begins with an article",
        "mention-contracted": "a nominal that begins with a contracted article",
        "pronoun-unknown": "a pronoun outside the closed list",
        "sector-on-state": "a state with sectors",
        # Events
        "argument-duplicate": "a participant that has one role twice",
        "argument-shape": "an argument whose filler is not what its role takes",
        "mode-not-allowed": "a mode that the event type does not have",
        "recipient-missing": "an event type that needs a recipient, without one",
        "trigger-words": "a trigger of several words that is no fixed compound",
        # Stances and contexts
        "context-count": "more than three contexts",
        "stance-author": "a stance of the author that is not stated",
        "stance-conflict": "two polarities on the same words",
        "stance-duplicate": "the same stance twice",
        "stance-self": "a holder that is its own target",
        "stance-source": "an attributed stance without its source",
        # The text
        "text-control": "a control character in a text",
        "text-empty": "a text without content",
        "text-encoding": "a text that is not UTF-8",
        "text-hash": "a text that is not the one that was annotated",
        "text-headline": "a text that does not begin with a headline",
        "text-html": "a text with HTML tags",
        "text-line-end": "a carriage return in a text",
        "text-missing": "an annotation file whose text does not exist",
        "text-nfc": "a text that is not in Unicode normal form C",
        "texts-form": "a line of texts.tsv that is not one, or an article without one",
        "text-orphan": "a text without an annotation file",
        "text-paragraphs": "a text whose paragraphs cannot be told apart",
        "text-path": "a text that is not at its place",
        # The corpus as a whole
        "corpus-empty": "a corpus without annotation files",
        "name-mixed-script": "a word whose letters are of two scripts",
        "registry-duplicate": "a registry id used twice",
        "registry-kind": "an actor whose kind differs from its registry entry's",
        "registry-unknown": "a link to no registry entry",
        "split-duplicate": "an article on two lines of splits.tsv",
        "split-form": "a line of splits.tsv that is not an id, a tab and a split",
        "split-missing": "an article without a split",
        "split-orphan": "a line of splits.tsv without an article",
        "split-unknown": "a split that does not exist",
        "story-leak": "a story divided over splits",
        "version-bump": "a corpus version that is too low for what changed",
        "version-form": "a corpus version that is not three numbers",
        "version-missing": "a corpus without corpus/VERSION",
        # Gold and predictions as JSON Lines
        "article-duplicate": "an article twice in one file",
        "article-missing": "a gold article without a prediction",
        "article-text": "a prediction made on another text or version than the gold",
        "article-unknown": "a prediction for an article that is not scored",
        "json-syntax": "a line that is not JSON",
        "layer-partial": "a layer that some articles of a file have and others lack",
        "pair-duplicate": "a pair answered twice",
        "pair-unknown": "a pair that was not asked",
        "predictions-empty": "a file without articles",
        "span-range": "a span outside the text",
        "tags-form": "tags that are not IOB2, or not one per token",
        "span-text": "a span whose stated text is not what stands there",
        # What is compared with, what is used
        "extra-missing": "an optional package that is not installed",
        "revision-unknown": "neither a folder with a corpus nor a revision of its git repository",
        # Models
        "model-failed": "a model that raised an error",
        "model-unknown": "a model that cannot be found or imported, or has no predict",
        # Annotation tools
        "archive-path": "an archive with a path out of itself, or a name twice",
        "archive-size": "an archive that is too large when unpacked",
        "export-lossy": "an article that a tool cannot carry whole",
        "import-conflict": "two answers where one is needed",
        "import-lost": "an annotation that has no place in an annotation file",
        "import-relation": "a relation without a label, or between what it cannot tie",
        "import-syntax": "a file that is not of the tool's format",
        "tool-failed": "an annotation tool that did not start, or refused what was asked of it",
        "xml-doctype": "a document type in XML",
        # Outputs
        "output-exists": "an output folder that holds something else",
        "output-unwritable": "an output that cannot be written",
    }
)
