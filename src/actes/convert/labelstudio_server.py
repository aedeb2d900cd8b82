"""A Label Studio of one's own: SQLite in a folder, loopback only, nothing told to its makers.

Label Studio has 160 dependencies and lives in a virtual environment of its own, never in this project's.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actes.files import read_bytes, write_bytes
from actes.problem import InputError, Problem

INSTALL = 'python -m venv {venv} && {venv}/bin/python -m pip install "label-studio==1.23.*"'
HOST = "127.0.0.1"
USER = "actes@example.org"
_LOGIN = "login.json"
_START_SECONDS = 180
_STOP_SECONDS = 20
_TITLE = "ACTES"


@dataclass(frozen=True, slots=True)
class Server:
    """A running Label Studio."""

    port: int
    token: str
    password: str

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.port}"

    def project(self) -> int | None:
        """The id of our project, if it was made."""
        found = self._call("GET", "/api/projects/?page_size=1000")["results"]
        return next((int(project["id"]) for project in found if project["title"] == _TITLE), None)

    def make_project(self, config: bytes) -> int:
        """A new project with a labelling configuration; its id."""
        made = self._call("POST", "/api/projects/", {"title": _TITLE, "label_config": config.decode()})
        return int(made["id"])

    def load(self, project: int, tasks: bytes) -> int:
        """Add tasks; how many."""
        return int(self._call("POST", f"/api/projects/{project}/import", json.loads(tasks))["task_count"])

    def export(self, project: int, *, unannotated: bool = False) -> bytes:
        """The tasks of a project with their annotations, type JSON."""
        every = "true" if unannotated else "false"
        path = f"/api/projects/{project}/export?exportType=JSON&download_all_tasks={every}"
        return json.dumps(self._call("GET", path), ensure_ascii=False).encode()

    def _call(self, method: str, path: str, body: object = None) -> Any:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=120)
        headers = {"Authorization": f"Token {self.token}", "Content-Type": "application/json"}
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        if response.status >= 300:
            said = content.decode("utf-8", "replace")[:400]
            message = f"Label Studio answered {response.status} to {method} {path}: {said}"
            raise InputError([Problem(self.url, 0, "", message, "tool-failed")])
        return json.loads(content)


@contextlib.contextmanager
def running(venv: Path, data: Path) -> Iterator[Server]:
    """Start Label Studio from its virtual environment, with its data in the folder ``data``; stop it at the end.

    Raises:
        InputError: where it is not installed or does not start.
    """
    executable = venv / "bin" / "label-studio"
    if not executable.exists():
        message = f"Label Studio is not installed here; {INSTALL.format(venv=venv)}"
        raise InputError([Problem(str(venv), 0, "", message, "extra-missing")])
    login = _login(data)
    with socket.socket() as probe:
        # Label Studio moves to another port without a word if its own is taken: it is given one that is free.
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    command = [os.fspath(executable.absolute()), "start", "--no-browser", "--internal-host", HOST, "--port", str(port)]
    log = data.absolute() / "log.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  # our own command, no shell
            command,
            env=_environment(data, login),
            cwd=data,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _await(process, port, log)
        yield Server(port, login["token"], login["password"])
    finally:
        _stop(process)


def _login(data: Path) -> dict[str, str]:
    """The login of this folder, made at the first start: the token works only where that start created the user."""
    path = data / _LOGIN
    if path.exists():
        kept: dict[str, str] = json.loads(read_bytes(path, str(path)))
        return kept
    login = {"password": secrets.token_urlsafe(12), "token": secrets.token_hex(20)}
    write_bytes(path, json.dumps(login).encode())
    path.chmod(0o600)
    return login


def _environment(data: Path, login: Mapping[str, str]) -> dict[str, str]:
    """All that Label Studio is to see: it takes HOST, PORT, USERNAME and the like from whatever environment it gets."""
    folder = os.fspath(data.absolute())
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": folder,
        "LABEL_STUDIO_BASE_DATA_DIR": folder,
        "LABEL_STUDIO_USERNAME": USER,
        "LABEL_STUDIO_PASSWORD": login["password"],
        "LABEL_STUDIO_USER_TOKEN": login["token"],
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
        "LABEL_STUDIO_COLLECT_ANALYTICS": "false",
        "LABEL_STUDIO_LATEST_VERSION_CHECK": "false",
        "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "true",
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
    }


def _await(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/health")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass  # not listening yet
        finally:
            connection.close()
        time.sleep(0.3)
    message = f"Label Studio did not start within {_START_SECONDS} s; its log: {log}"
    raise InputError([Problem(str(log), 0, "", message, "tool-failed")])


def _stop(process: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_STOP_SECONDS)
