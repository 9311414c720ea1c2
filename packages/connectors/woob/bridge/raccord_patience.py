# Copyright The Raccord authors. SPDX-License-Identifier: Apache-2.0
"""How long a module may ask its bank whether an approval has come."""

import signal
import threading
import time


class StillWaiting(BaseException):
    """The approval has not come within one question. No module catches it."""


class Patience:
    """A module asks its bank again and again; Raccord wants to know now and then.

    It is interrupted where it sleeps between two questions, for there nothing is under way: an approval that has come in
    time is followed by all that belongs to it. One that asks without sleeping is interrupted wherever it is, but later.
    """

    def __init__(self, request):
        self.wait = float(request.get("waitSeconds", 20))
        self.most = float(request.get("waitAtMost", 2 * self.wait))
        self.until = None
        self.sleep = time.sleep
        time.sleep = self.nap

    def __enter__(self):
        self.until = time.monotonic() + self.wait
        signal.signal(signal.SIGALRM, self.ring)
        signal.setitimer(signal.ITIMER_REAL, self.most)

    def __exit__(self, *_):
        # First of all: an alarm may be on its way.
        self.until = None
        signal.setitimer(signal.ITIMER_REAL, 0)

    def nap(self, seconds):
        if self.until is None or threading.current_thread() is not threading.main_thread():
            return self.sleep(seconds)
        left = self.until - time.monotonic()
        if seconds < left:
            return self.sleep(seconds)
        self.sleep(max(left, 0))
        raise StillWaiting()

    def ring(self, _number, _frame):
        if self.until is not None:
            raise StillWaiting()
