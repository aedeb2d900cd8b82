"""Post the comment that the workflow of a pull request has prepared: over its earlier one, if there is one.

This runs with the right to write comments, after a run that had no rights and whose code anybody may have changed. So
nothing of that run is trusted. The comment is posted only if it is of the form that ``actes review`` writes, in which
whatever a contributor chose stands between backticks: no link but to files of the commit, no mention of a person, no
image, no HTML. Which pull request it goes to is found from the event that GitHub sends, not from what the run left.

usage: GH_TOKEN=... review_comment.py EVENT COMMENT

Needs nothing but Python, so that nothing has to be installed where the token is.
"""

from __future__ import annotations

import json
import os
import re
import sys
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARKER = "<!-- actes diff -->"
QUIET = "<!-- nothing to say -->"
AUTHOR = "github-actions[bot]"
LIMIT = 65_000
"""Bytes; GitHub takes 65,536 characters, and a few lines are added."""

_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_LINK = re.compile(r"\[\0\]\(([^()\s]*)\)")
_PATH = re.compile(r"(corpus|seeds|docs/problems)/[A-Za-z0-9_.%~/-]+(#L\d+)?")
_FRAME = re.compile(
    r"(?:#### |- )?"  # a heading or an item of a list
    r"(?:\*\*"  # bold
    r"|[\0A-Za-z0-9 ,;:()“”→…✅❌⚠\ufe0f➕➖✏]"
    r"|(?<=\d)\.(?=\d)|\.(?=\s|$))*"  # a version, or the end of a sentence: a word with a dot may become a link
)


class RefusedError(Exception):
    """What the run left is not what a run leaves."""


def checked(content: bytes, link: str) -> str:
    """The comment, if it may be posted.

    Args:
        content: of the file.
        link: what every link begins with: the address of the files of the commit.

    Raises:
        RefusedError: it may not.
    """
    if len(content) > LIMIT:
        raise RefusedError(f"the comment has {len(content)} bytes; at most {LIMIT} are posted")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError("the comment is not UTF-8") from error
    lines = text.removesuffix("\n").split("\n")
    if lines[0] != MARKER:
        raise RefusedError(f"the comment does not begin with {MARKER}")
    for number, line in enumerate(lines[1:], 2):
        if not all(c.isprintable() or c in "\u00a0\u202f" for c in line):
            raise RefusedError(f"line {number}: a character that is not printed")
        if line != QUIET and not _is_plain(line, link):
            raise RefusedError(f"line {number} is not as actes review writes it: {line[:80]!r}")
    return text


def _is_plain(line: str, link: str) -> bool:
    frame = _CODE.sub("\0", line)
    for url in _LINK.findall(frame):
        if not (url.startswith(link) and _PATH.fullmatch(url.removeprefix(link)) and ".." not in url):
            return False
    return bool(_FRAME.fullmatch(_LINK.sub("\0", frame)))


@dataclass(frozen=True, slots=True)
class Run:
    """The run that has ended, as GitHub tells of it."""

    repository: str
    page: str
    """The address of its page."""
    owner: str
    """Of the repository that the branch is in; a fork's, for most pull requests."""
    head: str
    """The name of that repository."""
    branch: str
    commit: str

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> Run:
        """The run of a ``workflow_run`` event.

        Raises:
            RefusedError: it was not started by a pull request, or the branch is gone.
        """
        run = event["workflow_run"]
        if run["event"] != "pull_request" or not run["head_repository"]:
            raise RefusedError("the run is not of a pull request whose branch is there")
        head = run["head_repository"]
        return cls(
            repository=event["repository"]["full_name"],
            page=run["html_url"],
            owner=head["owner"]["login"],
            head=head["full_name"],
            branch=run["head_branch"],
            commit=run["head_sha"],
        )

    def is_of(self, pull: Mapping[str, Any]) -> bool:
        """Whether the run is of the last commit of this pull request."""
        head = pull["head"]
        return (
            pull["state"] == "open"
            and pull["base"]["repo"]["full_name"] == self.repository
            and head["repo"] is not None
            and (head["repo"]["full_name"], head["ref"], head["sha"]) == (self.head, self.branch, self.commit)
        )


class Api:
    """The part of GitHub's REST API that this needs."""

    def __init__(self, base: str, repository: str, token: str) -> None:
        if not base.startswith(("https://", "http://127.0.0.1:")):
            raise RefusedError(f"{base} is not an address of https")
        self._base, self._token = f"{base}/repos/{repository}", token

    def call(self, method: str, path: str, body: Mapping[str, str] | None = None) -> Any:
        """Call a method and return what it answers."""
        headers = {"Accept": "application/vnd.github+json", "Authorization": f"Bearer {self._token}"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, data, headers, method=method)  # noqa: S310  # see __init__
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.load(answer)

    def pulls(self, run: Run) -> list[int]:
        """The numbers of the open pull requests that the run is of: one, as a rule."""
        query = urllib.parse.urlencode({"state": "open", "head": f"{run.owner}:{run.branch}", "per_page": 100})
        return [pull["number"] for pull in self.call("GET", f"/pulls?{query}") if run.is_of(pull)]

    def earlier(self, number: int) -> int | None:
        """The comment that was posted before, if there is one."""
        page = 1
        while comments := self.call("GET", f"/issues/{number}/comments?per_page=100&page={page}"):
            for comment in comments:
                if comment["user"]["login"] == AUTHOR and comment["body"].startswith(MARKER):
                    return int(comment["id"])
            page += 1
        return None

    def post(self, number: int, body: str) -> str:
        """Post the comment, or write it over the earlier one; a first one that says nothing is left out."""
        earlier = self.earlier(number)
        if earlier is not None:
            self.call("PATCH", f"/issues/comments/{earlier}", {"body": body})
            return "written over the earlier comment"
        if QUIET in body.split("\n"):
            return "nothing to say"
        self.call("POST", f"/issues/{number}/comments", {"body": body})
        return "posted"


def main(argv: Sequence[str] | None = None) -> int:
    """Check and post. Returns 1 where the comment is refused or GitHub does not take it, 2 for wrong usage."""
    paths = sys.argv[1:] if argv is None else argv
    token = os.environ.get("GH_TOKEN", "")
    if len(paths) != 2 or not token:
        sys.stderr.write("usage: GH_TOKEN=... review_comment.py EVENT COMMENT\n")
        return 2
    try:
        event = json.loads(Path(paths[0]).read_bytes())
        run = Run.of(event)
        text = checked(Path(paths[1]).read_bytes(), f"{event['repository']['html_url']}/blob/{run.commit}/")
        preview = f"The [preview]({run.page}#artifacts) shows the articles. Code of this branch has made it, and this."
        api = Api(os.environ.get("GITHUB_API_URL", "https://api.github.com"), run.repository, token)
        numbers = api.pulls(run)
        for number in numbers:
            outcome = api.post(number, f"{text}\n{preview}\n")
            sys.stdout.write(f"pull request {number}: {outcome}\n")
        if not numbers:
            sys.stdout.write(f"no open pull request has {run.commit} as its last commit; nothing posted\n")
    except (RefusedError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
