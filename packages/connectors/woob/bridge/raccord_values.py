# Copyright The Raccord authors. SPDX-License-Identifier: Apache-2.0
"""Accounts, entries and settings of woob as JSON: amounts as text, days as YYYY-MM-DD."""

import datetime
import decimal

# Kinds of account, as Raccord and woob both call them.
KINDS = (
    "CHECKING SAVINGS DEPOSIT LOAN MARKET JOINT CARD LIFE_INSURANCE PEE PERCO ARTICLE_83 RSP PEA CAPITALISATION PERP "
    "MADELIN MORTGAGE CONSUMER_CREDIT REVOLVING_CREDIT PER REAL_ESTATE CROWDLENDING"
).split()


class Plain:
    """Values of woob's objects as JSON has them; what is not loaded or not available is left out."""

    def __init__(self, empty):
        self.empty = empty

    def text(self, thing, *names):
        for name in names:
            value = getattr(thing, name, None)
            if not self.empty(value) and str(value).strip():
                return str(value).strip()[:2000]
        return None

    def amount(self, thing, name):
        value = getattr(thing, name, None)
        if self.empty(value):
            return None
        number = decimal.Decimal(str(value))
        return format(number, "f") if number.is_finite() else None

    def day(self, thing, name):
        value = getattr(thing, name, None)
        return None if self.empty(value) or not hasattr(value, "strftime") else value.strftime("%Y-%m-%d")

    def account(self, account):
        kinds = {getattr(account, f"TYPE_{kind}", None): kind for kind in KINDS}
        kinds.pop(None, None)
        return {
            "type": "account",
            "id": self.text(account, "id"),
            "kind": kinds.get(getattr(account, "type", None)),
            "label": self.text(account, "label"),
            "number": self.text(account, "number"),
            "iban": self.text(account, "iban"),
            "currency": self.text(account, "currency"),
            "balance": self.amount(account, "balance"),
            "coming": self.amount(account, "coming"),
            "usage": self.text(account, "owner_type"),
            "totalAmount": self.amount(account, "total_amount"),
            "usedAmount": self.amount(account, "used_amount"),
            "nextPaymentAmount": self.amount(account, "next_payment_amount"),
            "nextPaymentDate": self.day(account, "next_payment_date"),
            "maturityDate": self.day(account, "maturity_date"),
            "subscriptionDate": self.day(account, "subscription_date"),
            "rate": self.amount(account, "rate"),
        }

    def entry(self, entry, coming):
        told = getattr(entry, "coming", None)
        other = getattr(entry, "counterparty", None)
        other = None if self.empty(other) else other
        return {
            "type": "entry",
            "id": self.text(entry, "id"),
            "amount": self.amount(entry, "amount"),
            "date": self.day(entry, "date"),
            "realDate": self.day(entry, "rdate"),
            "valueDate": self.day(entry, "vdate"),
            "text": self.text(entry, "raw"),
            "label": self.text(entry, "label"),
            "counterparty": self.text(other, "label"),
            "counterpartyIban": self.text(other, "account_identification"),
            "originalAmount": self.amount(entry, "original_amount"),
            "originalCurrency": self.text(entry, "original_currency"),
            "coming": coming if self.empty(told) else bool(told),
        }


def field(value):
    """One setting of a module, or one value that it asks for."""
    choices = getattr(value, "choices", None)
    listed = choices.items() if isinstance(choices, dict) else [(one, one) for one in choices or ()]
    default = getattr(value, "default", None)
    return {
        "type": "field",
        "id": value.id,
        "label": str(getattr(value, "label", None) or getattr(value, "description", None) or value.id)[:500],
        "masked": bool(getattr(value, "masked", False)),
        "required": bool(getattr(value, "required", False)),
        "transient": bool(getattr(value, "transient", False)),
        "pattern": getattr(value, "regexp", None),
        "default": default if isinstance(default, str) else None,
        **({"choices": [{"value": str(one), "label": str(told)} for one, told in listed]} if choices else {}),
    }


def instant(value):
    if not isinstance(value, datetime.datetime):
        return None
    return (value if value.tzinfo else value.astimezone()).isoformat()
