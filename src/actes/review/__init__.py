"""What a pull request that changes the corpus is asked, and what its reviewer is shown.

The same steps run on a desk (``actes review``, ``make pr``) and in the workflow of a pull request. They compare the
working folder with the commit where the branch left the main one: problems on changed lines come first, the difference
is told in Markdown for a comment, and the changed articles are shown on one HTML page.
"""
