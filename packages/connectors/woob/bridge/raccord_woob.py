#!/usr/bin/env python3
# Copyright The Raccord authors. SPDX-License-Identifier: Apache-2.0
"""Between Raccord and a woob that the operator has installed: docs/guide/woob.md.

One request, a line of JSON on standard input; the answer, lines of JSON on standard output, of which the last says how
it ended. Credentials come by standard input alone. Nothing of woob is part of this file, which needs it at run time.

    raccord_woob.py [--modules FOLDER] [--memory MEGABYTES]

--modules   where the modules are; by default woob fetches them itself, into the home folder that Raccord gives it
--memory    the most that this program may take, 1024 by default; 0 is no limit, for modules that start a browser
"""

import argparse
import collections
import contextlib
import datetime
import itertools
import json
import logging
import os
import signal
import sys
import threading

# Where this lies may be nobody's to write.
sys.dont_write_bytecode = True

from raccord_meanings import NAME, meaning, names
from raccord_patience import Patience, StillWaiting
from raccord_storage import Storage
from raccord_values import Plain, field

BACKEND = "raccord"
MOST_LINE = 2_000_000
MOST_ENTRIES = 20_000
# Of their own, for they come first: history is not to wait for them.
MOST_COMING = 5_000
# Days are not always in order: a few that are older end nothing.
MOST_OLDER = 10


class Gone(Exception):
    """The account that was asked for is not there any more."""


class Bridge:
    def __init__(self, out, modules):
        self.out = out
        self.modules = modules
        self.backend = None

    def say(self, line):
        kept = {name: value for name, value in line.items() if value is not None}
        self.out.write(json.dumps(kept).encode() + b"\n")

    def answer(self, request):
        storage = Storage(request.get("session"))
        # Before any module takes its own name for what this one waits by.
        patience = Patience(request) if request.get("resume") else None
        try:
            last = self.work(request, storage, patience)
        except StillWaiting:
            last = {"type": "wait"}
        except Gone:
            last = {"type": "failed", "reason": "account_gone"}
        except ImportError as error:
            last = {"type": "failed", "reason": "no_woob", "what": type(error).__name__}
        except Exception as error:
            last = meaning(error)
        if self.backend is not None:
            try:
                self.backend.deinit()
            except Exception:
                # What it would have kept is lost, and the next call signs in anew.
                pass
            last["session"] = storage.packed()
        self.say(last)

    def work(self, request, storage, patience):
        from woob.core import Woob, WoobBase

        woob = WoobBase(modules_path=self.modules) if self.modules else Woob()
        operation = request.get("op")
        if operation == "check":
            return {"type": "end", "version": str(getattr(woob, "VERSION", "unknown"))[:40]}
        module = request.get("module")
        if not isinstance(module, str) or not NAME.fullmatch(module):
            return {"type": "failed", "reason": "no_module"}
        if operation == "describe":
            for value in woob.load_or_install_module(module).config.values():
                self.say(field(value))
            return {"type": "end"}
        params = {**request.get("params", {}), **request.get("answers", {})}
        if request.get("present"):
            params["request_information"] = "true"
        if request.get("resume"):
            params["resume"] = True
        self.backend = woob.load_backend(module, BACKEND, params=params, storage=storage)
        return self.read(self.backend, request, patience)

    def read(self, backend, request, patience):
        from woob.capabilities.base import empty

        plain = Plain(empty)
        operation = request["op"]
        if operation == "sign-in":
            # The first account shows that the bank has let us in.
            with patience or contextlib.nullcontext():
                next(accounts_of(backend), None)
            return {"type": "end"}
        accounts = list(accounts_of(backend))
        if operation == "accounts":
            for account in accounts:
                self.say(plain.account(account))
            return {"type": "end"}
        if operation == "entries":
            wanted = [account for account in accounts if plain.text(account, "id") == request.get("account")]
            if not wanted:
                raise Gone()
            for entry in itertools.islice(known(backend.iter_coming, wanted[0]), MOST_COMING):
                self.say(plain.entry(entry, True))
            return {"type": "end", "cut": self.history(backend, wanted[0], request.get("from") or "", plain)}
        return {"type": "failed", "reason": "bug", "what": "UnknownOperation"}

    def history(self, backend, account, since, plain):
        """Newest first, as modules give it; past the first day wanted nothing more is asked of the bank.

        Where there is more than one answer has: the day from which on backwards it is not whole.
        """
        count = older = 0
        # Days are not always in order: what is missing may be of any of the last ones.
        days = collections.deque(maxlen=MOST_OLDER)
        for entry in known(backend.iter_history, account):
            day = plain.day(entry, "date") or plain.day(entry, "rdate") or ""
            older = older + 1 if day and day < since else 0
            if older >= MOST_OLDER:
                return None
            if older > 0:
                continue
            if count >= MOST_ENTRIES:
                return max(days, default="") or datetime.date.today().isoformat()
            self.say(plain.entry(entry, False))
            count += 1
            days.append(day)
        return None


def accounts_of(backend):
    try:
        yield from backend.iter_accounts()
    except Exception as error:
        if "NoAccountsException" not in names(error):
            raise


def known(read, account):
    """Nothing where the module has no such list."""
    try:
        yield from read(account)
    except NotImplementedError:
        return


def limit(megabytes):
    """Before anything of others is loaded: no core with passwords in it, and no more memory than was allowed."""
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        # Who may set none has one set for him: a service, a container.
        pass
    if megabytes > 0:
        bytes_ = megabytes * 1024 * 1024
        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = bytes_ if hard == resource.RLIM_INFINITY else min(bytes_, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def leave_with_raccord(source):
    """Standard input stays open as long as somebody waits for the answer. What a module started goes, too."""
    while source.read(4096):
        pass
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(3)


def main():
    parser = argparse.ArgumentParser(description="Raccord's bridge to woob")
    parser.add_argument("--modules")
    parser.add_argument("--memory", type=int, default=1024)
    args = parser.parse_args()
    refused = False
    try:
        limit(args.memory)
    except (ImportError, OSError, ValueError):
        refused = True
    # Modules print: what they say must not be taken for an answer.
    out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    logging.disable(logging.CRITICAL)
    source = sys.stdin.buffer
    line = source.readline(MOST_LINE)
    try:
        request = json.loads(line)
        if not isinstance(request, dict) or request.get("v") != 1:
            raise ValueError
    except ValueError:
        sys.exit(2)
    threading.Thread(target=leave_with_raccord, args=(source,), daemon=True).start()
    # Nor may they ask somebody at a terminal.
    sys.stdin = open(os.devnull, encoding="utf-8")
    bridge = Bridge(out, args.modules)
    if refused:
        # Not without a bound that was asked for: `--memory 0` says that something else sets one.
        bridge.say({"type": "failed", "reason": "wrong_settings", "what": "NoMemoryLimit"})
    else:
        bridge.answer(request)
    out.close()
    # Threads of modules are not waited for.
    os._exit(0)


if __name__ == "__main__":
    main()
