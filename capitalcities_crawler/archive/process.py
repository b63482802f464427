"""Who holds a lock: a process on a machine, and whether it is known to be dead."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")


class Process(NamedTuple):
    """A process on some machine."""

    host: str
    """Name of the machine, for people; two containers may share it."""
    pid: int
    mark: str
    """Boot, container and start of the process, where the system tells (Linux): its number alone
    may be another one's tomorrow, or next door."""


def this_process() -> Process:
    """Give the one that asks."""
    return process_of(os.getpid())


def process_of(pid: int) -> Process:
    """Give the one that has a number on this machine now."""
    return Process(socket.gethostname(), pid, _mark(pid))


def is_dead(process: Process) -> bool:
    """Whether a process is certainly dead; of other machines and containers nothing is certain."""
    now = process_of(process.pid)
    if (process.host, _place(process)) != (now.host, _place(now)):
        return False
    return now.mark != process.mark or not _exists(process.pid)


def _place(process: Process) -> str:
    return process.mark.rpartition(" ")[0]


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)  # sends nothing
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        pass
    return True


def _mark(pid: int) -> str:
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {(_PROC / 'self/ns/pid').readlink()} {_start(pid)}"
    except OSError:
        return ""


def _start(pid: int) -> str:
    """Give the clock ticks between boot and a process's start; empty when it is dead."""
    try:
        line = (_PROC / f"{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    state, *numbers = line.rpartition(")")[2].split()  # a program's name may hold spaces
    is_zombie = state == "Z"  # it has ended, and its parent has not looked yet
    return "" if is_zombie else numbers[18]  # the 22nd field (proc_pid_stat(5)); state is the third
