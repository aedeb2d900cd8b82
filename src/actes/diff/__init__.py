"""The semantic difference between two states of the corpus: first a list of changes, then a way to show them.

::

    before, after = read_snapshots(Project(base), Project(root))
    difference = compare(before, after)          # values: Change, Change, ...
    print(render_text(difference))               # or render_json, render_markdown, render_changelog
"""
