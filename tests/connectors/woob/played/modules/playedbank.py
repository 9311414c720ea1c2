"""A bank whose customers play: who signs in says what it asks. What the bank heard is written beside it, without a secret."""

import datetime
import json
import os
import pathlib
import subprocess
import sys
import threading
import time
from decimal import Decimal

from woob.capabilities.base import NotAvailable, NotLoaded
from woob.exceptions import (
    ActionNeeded,
    AppValidation,
    AppValidationCancelled,
    AppValidationExpired,
    AuthMethodNotImplemented,
    BrowserIncorrectPassword,
    BrowserPasswordExpired,
    BrowserQuestion,
    BrowserRedirect,
    BrowserTooManyRequests,
    BrowserUnavailable,
    BrowserUserBanned,
    CaptchaQuestion,
    DecoupledValidation,
    NeedInteractiveFor2FA,
    OfflineOTPQuestion,
    SentOTPQuestion,
)
from woob.tools.value import Value, ValueTransient

CONFIG = [
    Value("website", label="Espace", default="part", choices={"part": "Particuliers", "pro": "Professionnels"}),
    Value("login", label="Identifiant"),
    Value("password", label="Code secret", masked=True, regexp=r"^\S{3,40}$"),
    ValueTransient("code"),
    ValueTransient("pet"),
    ValueTransient("street", label="Rue"),
    ValueTransient("device", label="Appareil", choices={"phone-1": "iPhone de Zoé", "phone-2": "Tablette"}),
    ValueTransient("resume"),
    ValueTransient("request_information"),
]
CODES = {"code": "123456", "pet": "Fido", "street": "rue des Lilas", "device": "phone-2"}
FAILURES = {
    "banned": BrowserUserBanned("compte bloqué"),
    "expired_password": BrowserPasswordExpired("changez-le"),
    "terms": ActionNeeded("acceptez les conditions"),
    "unknown_proof": AuthMethodNotImplemented("clé USB"),
    "captcha": CaptchaQuestion("captcha"),
    "redirect": BrowserRedirect("https://bank.example/"),
    "down": BrowserUnavailable("maintenance"),
}


class Thing:
    def __init__(self, **values):
        self.__dict__.update(values)


class Account(Thing):
    TYPE_CHECKING = 1
    TYPE_SAVINGS = 2
    TYPE_LOAN = 4
    TYPE_MARKET = 5
    TYPE_LIFE_INSURANCE = 8


class Played:
    def __init__(self, name, config, storage):
        self.name = name
        self.config_values = config
        self.storage = storage
        self.known = storage.get("backends", name, "bank", default={})

    def note(self, what):
        with open(pathlib.Path.home() / "heard.jsonl", "a", encoding="utf-8") as file:
            file.write(json.dumps([self.config_values["login"], what]) + "\n")

    def asked(self):
        return self.config_values["login"].split("@")[0]

    def keep(self, **values):
        self.known = {**self.known, **values}
        self.storage.set("backends", self.name, "bank", self.known)

    def deinit(self):
        self.storage.set("backends", self.name, "seen", datetime.datetime.now(datetime.timezone.utc))
        self.storage.set("backends", self.name, "jar", b"\x00\xff")

    def login(self):
        login, password = self.config_values["login"], self.config_values["password"]
        asked = self.asked()
        if self.known.get("in"):
            return
        if self.known.get("asking") and any(self.config_values[name] for name in (*CODES, "resume")):
            return self.proven(asked)
        self.note("password")
        if password != login:
            raise BrowserIncorrectPassword(f"wrong: {password}")
        if asked in FAILURES:
            raise FAILURES[asked]
        self.misbehave(asked)
        if asked not in ("dev", "limited", "closed", "forgetful", "broken", "coming", "long", "long_coming"):
            if self.config_values["request_information"] is None:
                raise NeedInteractiveFor2FA()
            self.question(asked, 0)
        self.keep(**({} if asked == "forgetful" else {"in": True}))

    def question(self, asked, number):
        steps = asked.split("+")
        if number >= len(steps):
            return
        self.keep(asking=True, number=number)
        step = steps[number]
        self.note(f"asked {step}")
        soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=4)
        if step == "otp":
            raise SentOTPQuestion("code", "sms", "06 ** ** 12", "Code reçu par SMS", soon)
        if step == "question":
            raise BrowserQuestion(Value("pet", label="Nom de votre animal ?"))
        if step == "device":
            raise BrowserQuestion(Value("device", label="Quel appareil ?", choices=CONFIG[6].choices))
        if step == "form":
            raise BrowserQuestion(Value("pet", label="Animal"), Value("street", label="Rue", masked=True))
        if step == "token":
            raise OfflineOTPQuestion("code", medium_label="Carte n° 3", message="Code C4 de la carte")
        if step == "mail":
            raise DecoupledValidation("Suivez le lien du message", "email", "z***@example.org")
        raise AppValidation("Validez dans l’application", "mobile_app", "iPhone de Zoé")

    def proven(self, asked):
        steps = asked.split("+")
        step = steps[self.known["number"]]
        wanted = {"otp": ["code"], "token": ["code"], "question": ["pet"], "device": ["device"], "form": ["pet", "street"]}
        if step in wanted:
            self.note(f"answer {step}")
            wrong = [name for name in wanted[step] if self.config_values[name] != CODES[name]]
            if wrong:
                raise BrowserIncorrectPassword("code erroné", bad_fields=wrong)
        else:
            self.approval(step)
        self.question(asked, self.known["number"] + 1)
        self.keep(asking=False, **{"in": True})

    def approval(self, step):
        if not self.config_values["resume"]:
            raise AssertionError("resumed without being told so")
        self.note("poll")
        if step == "push_refused":
            raise AppValidationCancelled("refusée")
        if step == "push_late":
            raise AppValidationExpired("trop tard")
        asked = self.known.get("polls", 0) + 1
        self.keep(polls=asked)
        # As modules do: it asks its bank until it has the answer. The second time it has.
        while step in ("push", "mail") and asked < 2:
            time.sleep(0.05)
        # A bank that keeps the question until it has the answer, or for a while.
        while step == "push_held" and asked < 2:
            threading.Event().wait(0.05)
        # Approved in time; what belongs to it takes longer than the question may.
        if step == "push_slow":
            threading.Event().wait(1.5)
            self.note("approved")

    def misbehave(self, asked):
        if asked == "hang":
            child = "import os, time\nopen(f'orphan-{os.getpid()}', 'w').close()\ntime.sleep(600)"
            subprocess.Popen([sys.executable, "-c", child])
            time.sleep(600)
        if asked == "hog":
            bytearray(8 * 1024 * 1024 * 1024)
        if asked == "crash":
            os._exit(9)
        if asked == "talkative":
            print(json.dumps({"type": "end"}))
            os.write(1, b'{"type": "end", "session": ""}\n')
            sys.stderr.write(self.config_values["password"])
            raise RuntimeError(self.config_values["password"])

    def iter_accounts(self):
        self.login()
        asked = self.asked()
        if asked == "limited" and self.known.get("seen"):
            raise BrowserTooManyRequests("assez", datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc))
        self.keep(seen=True)
        yield Account(
            id="00012345678", type=1, label="Compte courant", number=NotAvailable, currency="EUR",
            iban="FR7630006000011234567890189", balance=Decimal("1234.50"), coming=Decimal("-10.25"), owner_type="PRIV",
        )
        yield Account(
            id="LA-77", type=2, label="Livret A", number="LA 00077", currency=NotLoaded, iban=NotAvailable,
            balance=Decimal("22950.00"), coming=NotAvailable, owner_type=NotLoaded,
        )
        yield Account(
            id="P-1", type=4, label="Prêt immobilier", number="P-1", currency="EUR", iban=NotAvailable,
            balance=Decimal("-150000.00"), total_amount=Decimal("200000"), rate=Decimal("1.35"),
            next_payment_amount=Decimal("812.40"), next_payment_date=datetime.date(2026, 12, 5),
            maturity_date=datetime.date(2041, 3, 1),
        )
        yield Account(id="AV-9", type=8, label="Assurance vie", number="AV-9", currency="EUR", balance=Decimal("30100.07"))
        yield Account(id="PEA-2", type=5, label="Titres", number="PEA-2", currency="EUR", balance=Decimal("5000"))

    def iter_coming(self, account):
        if account.id != "00012345678":
            raise NotImplementedError
        for number in range(6_000 if self.asked() == "long_coming" else 0):
            yield Thing(id=f"c{number}", date=datetime.date(2026, 12, 3), amount=Decimal("-1"), raw="PRLV")
        yield Thing(id="", date=datetime.date(2026, 12, 2), rdate=NotLoaded, amount=Decimal("-10.25"), raw="CARTE 30/11 FNAC", label="FNAC")

    def iter_history(self, account):
        if account.id == "P-1":
            raise NotImplementedError()
        # Nine thousand a day: of the third day two thousand are sent.
        for number in range(30_000 if self.asked() == "long" else 0):
            day = datetime.date(2026, 11, 28) - datetime.timedelta(days=number // 9_000)
            yield Thing(id=f"n{number}", date=day, amount=Decimal("-1"), raw="CB")
        for number in range(40):
            yield Thing(
                id=f"t{number}" if number % 2 else NotAvailable,
                date=datetime.date(2026, 11, 28) - datetime.timedelta(days=7 * number),
                rdate=datetime.date(2026, 11, 27) - datetime.timedelta(days=7 * number),
                vdate=NotAvailable, amount=Decimal("-0.10") * (number + 1), raw=f"VIR SEPA  n°{number}\n LOYER", label="Loyer",
                counterparty=Thing(label="SCI du Port", account_identification="FR7630004000031234567890143"),
                original_amount=NotLoaded, original_currency=NotLoaded,
            )
        self.note("read to the end")
