"""The process as an operator meets it: how long until it is ready, how much memory it then holds."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

READY_WITHIN = 20.0


def import_time(module: str) -> str:
    """Of a fresh interpreter, beside one that imports nothing."""
    bare, whole = (_run_python(code) for code in ("pass", f"import {module}"))
    return (
        f"{'import ' + module:44} {(whole - bare) * 1000:26,.0f} ms   interpreter alone {bare * 1000:.0f} ms"
    )


def _run_python(code: str) -> float:
    """The best of three: the first one reads from the disk."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(time.perf_counter() - began)
    return min(times)


def start_to_ready(folder: Path) -> str:
    """`peerbot run` on a migrated SQLite file, from its start to the first 200 of /readyz."""
    environment = _environment(folder)
    peerbot = str(Path(sys.executable).parent / "peerbot")
    subprocess.run([peerbot, "migrate"], env=environment, check=True, capture_output=True)
    began = time.perf_counter()
    process = subprocess.Popen([peerbot, "run"], env=environment, stderr=subprocess.PIPE, text=True)
    try:
        _until_ready(process, int(environment["PORT"]))
        ready = time.perf_counter() - began
        memory = resident(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(READY_WITHIN)
    return f"{'peerbot run, start to ready':44} {ready * 1000:26,.0f} ms   {memory:.0f} MiB resident at rest"


def _until_ready(process: subprocess.Popen[str], port: int) -> None:
    """Its own word first, then the proof."""
    assert process.stderr
    if not any("bot.ready" in line for line in process.stderr):
        raise RuntimeError(process.wait())
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
        if not json.load(answer)["ready"]:
            raise RuntimeError(port)


def resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _environment(folder: Path) -> dict[str, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {
        "PATH": os.environ["PATH"],
        "PORT": str(port),
        "PEERBOT_HOST": "127.0.0.1",
        "PEERBOT_DATABASE_URL": f"sqlite:///{folder / 'run.db'}",
        "PEERBOT_MAIN_KEY": base64.b64encode(os.urandom(32)).decode(),
        "PEERBOT_NETWORK_NAME": "Bench Network",
        "PEERBOT_POSTAL_ADDRESS": "1 Bench Street",
        "PEERBOT_CONTACT": "desk@network.example",
        "PEERBOT_MAIL_FROM": "peers@network.example",
        "PEERBOT_SMTP_HOST": "127.0.0.1",
        "PEERBOT_SMTP_SECURITY": "none",
    }
