"""A Label Studio of one's own: SQLite in a folder, loopback only, nothing told to its makers.

Label Studio has 160 dependencies and lives in a virtual environment of its own, never in this project's. One of them
runs on a folder at a time: it says in the folder where it is, and whoever has the folder's token may use it.
"""

from __future__ import annotations

import contextlib
import fcntl
import http.client
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actes.files import make_private_folder, read_bytes, write_bytes
from actes.problem import InputError, Problem

INSTALL = 'python -m venv {venv} && {venv}/bin/python -m pip install "label-studio==1.23.*"'
HOST = "127.0.0.1"
USER = "actes@example.org"
OLDEST = (1, 23)
"""Earlier versions count offsets otherwise."""
_LOGIN = "login.json"
_RUNNING = "running.json"
_START_SECONDS = 180
_STOP_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Server:
    """A running Label Studio; ``process`` is the number of its process, which leads a group of its own."""

    port: int
    process: int
    token: str
    password: str

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.port}"

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Call the API; what it answers.

        Raises:
            InputError: ``tool-failed``, where it does not answer, or refuses.
        """
        try:
            status, content = self._ask(method, path, body)
        except (OSError, http.client.HTTPException) as error:
            raise self._failed(f"does not answer {method} {path}: {error}") from None
        if status >= http.HTTPStatus.MULTIPLE_CHOICES:
            raise self._failed(f"answered {status} to {method} {path}: {content.decode('utf-8', 'replace')[:400]}")
        try:
            return json.loads(content) if content else None
        except ValueError as error:
            raise self._failed(f"answered {method} {path} with what is no JSON: {error}") from None

    def is_ours(self) -> bool:
        """Whether a Label Studio answers there that knows our token, and no other program."""
        try:
            return self._ask("GET", "/api/current-user/whoami", None)[0] == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False

    def _ask(self, method: str, path: str, body: object) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=120)
        headers = {"Authorization": f"Token {self.token}", "Content-Type": "application/json"}
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def _failed(self, message: str) -> InputError:
        return InputError([Problem(self.url, 0, "", f"Label Studio {message}", "tool-failed")])


def find_running(data: Path) -> Server | None:
    """The Label Studio that runs on the folder ``data``, if one does."""
    path = data / _RUNNING
    try:
        place = json.loads(read_bytes(path, str(path)))
        server = Server(int(place["port"]), int(place["process"]), **_login(data))
    except (InputError, ValueError, KeyError, TypeError):
        return None
    return server if server.is_ours() else None


@contextlib.contextmanager
def running(venv: Path, data: Path, *, port: int | None = None) -> Iterator[Server]:
    """The Label Studio that runs on the folder ``data``, or one that is started and at the end stopped.

    Args:
        venv: the virtual environment that it is installed in.
        data: where it keeps everything; made if it is not there.
        port: where it is to listen; where none is named, on one that is free.

    Raises:
        InputError: where it is not installed or does not start.
    """
    there = find_running(data)
    if there is not None:
        yield there
        return
    executable = venv / "bin" / "label-studio"
    if not executable.exists():
        message = f"Label Studio is not installed here; {INSTALL.format(venv=venv)}"
        raise InputError([Problem(str(venv), 0, "", message, "extra-missing")])
    make_private_folder(data)
    with _alone(data):
        login = _login(data)
        # Label Studio moves to another port without a word if its own is taken: it is given one that is free.
        port = _free_port(port)
        process = _start(executable, data, port, login["token"], login["password"])
        try:
            server = Server(port, process.pid, **login)
            _await(process, server, data / "log.txt")
            write_bytes(data / _RUNNING, json.dumps({"port": port, "process": process.pid}).encode())
            yield server
        finally:
            with _uninterrupted():
                stop_process(process.pid)
                process.wait()
                (data / _RUNNING).unlink(missing_ok=True)


def stop_process(number: int) -> None:
    """End a process that leads a group, and its group: kindly first; no matter if it has ended."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(number, sign)
        deadline = time.monotonic() + _STOP_SECONDS
        while time.monotonic() < deadline:
            if not runs(number):
                return
            time.sleep(0.05)


def runs(number: int) -> bool:
    """Whether a process that leads a group has not ended."""
    with contextlib.suppress(ChildProcessError):  # not ours: an earlier command started it
        return os.waitpid(number, os.WNOHANG) == (0, 0)
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return False
    return True


@contextlib.contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Hold the lock of the folder, which the system takes back even from a process that is killed."""
    with (data / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = "another command is just starting or stopping Label Studio here; try again in a moment"
            raise InputError([Problem(str(data), 0, "", message, "tool-failed")]) from None
        yield


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Whoever presses Ctrl-C twice must not leave a server behind: the second waits until it has stopped."""
    signs = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signs)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _login(data: Path) -> dict[str, str]:
    """The login of this folder, made at the first start: the token works only where that start created the user."""
    path = data / _LOGIN
    if not path.exists():
        login = {"password": secrets.token_urlsafe(12), "token": secrets.token_hex(20)}
        write_bytes(path, json.dumps(login).encode())
        path.chmod(0o600)
    try:
        kept = json.loads(read_bytes(path, str(path)))
        return {"token": str(kept["token"]), "password": str(kept["password"])}
    except (ValueError, KeyError, TypeError):
        message = "not the login that the first start wrote; restore it, or move the folder away to begin anew"
        raise InputError([Problem(str(path), 0, "", message, "file-unreadable")]) from None


def _free_port(port: int | None) -> int:
    with socket.socket() as probe:
        try:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port or 0))
            return int(probe.getsockname()[1])
        except (OSError, OverflowError) as error:
            message = f"the port cannot be used: {error}; name another, or none to get one that is free"
            raise InputError([Problem(f"{HOST}:{port}", 0, "", message, "tool-failed")]) from None


def _start(executable: Path, data: Path, port: int, token: str, password: str) -> subprocess.Popen[bytes]:
    """All that Label Studio is to see: it takes HOST, PORT, USERNAME and the like from whatever environment it gets."""
    folder = os.fspath(data.absolute())
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": folder,
        "LABEL_STUDIO_BASE_DATA_DIR": folder,
        "LABEL_STUDIO_USERNAME": USER,
        "LABEL_STUDIO_PASSWORD": password,
        "LABEL_STUDIO_USER_TOKEN": token,
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
        "LABEL_STUDIO_COLLECT_ANALYTICS": "false",
        "LABEL_STUDIO_LATEST_VERSION_CHECK": "false",
        "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "true",
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
    }
    command = [os.fspath(executable.absolute()), "start", "--no-browser", "--internal-host", HOST, "--port", str(port)]
    with (data / "log.txt").open("wb") as output:
        return subprocess.Popen(  # noqa: S603  # our own command, no shell
            command,
            env=environment,
            cwd=data,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _await(process: subprocess.Popen[bytes], server: Server, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if server.is_ours():
            _refuse_older(server.call("GET", "/api/version"), log)
            return
        time.sleep(0.1)
    why = "ended" if process.poll() is not None else f"did not start within {_START_SECONDS} s"
    message = f"Label Studio {why}; its log says why, and what was annotated is safe in {log.parent}"
    raise InputError([Problem(str(log), 0, "", message, "tool-failed")])


def _refuse_older(version: Mapping[str, Any], log: Path) -> None:
    release = re.match(r"(\d+)\.(\d+)", str(version.get("release", "")))
    if release is None or (int(release[1]), int(release[2])) < OLDEST:
        message = f"Label Studio {version.get('release')}; from {OLDEST[0]}.{OLDEST[1]} on, offsets can be trusted"
        raise InputError([Problem(str(log), 0, "", message, "tool-failed")])
