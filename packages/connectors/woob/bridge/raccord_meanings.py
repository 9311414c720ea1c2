# Copyright The Raccord authors. SPDX-License-Identifier: Apache-2.0
"""What an exception of a module means to Raccord: a question, an approval elsewhere, a failure with its reason."""

import re

from raccord_values import field, instant

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")

# Name of an exception, or of one that it descends from → what it means to Raccord. The most special one decides.
MEANINGS = {
    "BrowserUserBanned": "locked",
    "BrowserIncorrectPassword": "wrong_credentials",
    "BrowserPasswordExpired": "password_expired",
    "AuthMethodNotImplemented": "unsupported",
    "ActionNeeded": "action_needed",
    "CaptchaQuestion": "unsupported",
    "BrowserRedirect": "unsupported",
    "NeedInteractive": "need_person",
    "AppValidationCancelled": "cancelled",
    "AppValidationExpired": "expired",
    "AppValidationError": "expired",
    "BrowserTooManyRequests": "limit",
    "BrowserUnavailable": "unavailable",
    "BrowserHTTPError": "unavailable",
    "ServerError": "unavailable",
    "ConnectionError": "unavailable",
    "Timeout": "unavailable",
    "TimeoutError": "unavailable",
    "ConfigError": "wrong_settings",
    "ModuleLoadError": "no_module",
    "ModuleInstallError": "no_module",
    "MemoryError": "memory",
}
QUESTIONS = ("SentOTPQuestion", "OfflineOTPQuestion", "BrowserQuestion", "DecoupledValidation")


def names(error):
    return [one.__name__ for one in type(error).__mro__]


def meaning(error):
    own = names(error)
    question = next((name for name in own if name in QUESTIONS), None)
    label = getattr(error, "medium_label", None)
    told = {
        "message": str(getattr(error, "message", None) or "")[:2000] or None,
        "mediumLabel": str(label)[:200] if label else None,
        "expiresAt": instant(getattr(error, "expires_at", None)),
    }
    if question == "DecoupledValidation":
        return {"type": "wait", **told}
    if question is not None:
        medium = {"SentOTPQuestion": getattr(error, "medium_type", None), "OfflineOTPQuestion": "offline"}.get(question)
        fields = [field(one) for one in error.fields]
        # An answer is needed, whatever the module calls it.
        return {"type": "ask", "fields": [{**one, "required": True} for one in fields], "medium": medium, **told}
    reason = next((MEANINGS[name] for name in own if name in MEANINGS), "bug")
    bad = getattr(error, "bad_fields", None)
    return {
        "type": "failed",
        "reason": reason,
        "what": re.sub(r"\W", "", own[0])[:60] or None,
        "badFields": [one for one in bad if isinstance(one, str) and NAME.fullmatch(one)] if bad else None,
        "retryAt": instant(getattr(error, "next_try", None)),
    }
