"""A small client of Raccord: the standard library alone, Python 3.9 and later. Copy it, change it."""

import base64
import binascii
import hashlib
import hmac
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request


class RaccordError(Exception):
    """An answer other than 2xx. `code` is stable, the message is for a developer."""

    def __init__(self, status, code, description, request_id=None):
        super().__init__(f"{code}: {description}")
        self.status, self.code, self.request_id = status, code, request_id


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token goes to no address that an answer names."""

    def redirect_request(self, *_):
        return None


_opener = urllib.request.build_opener(_NoRedirect)


def _exchange(method, url, token=None, body=None, timeout=30):
    headers = {"Accept": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None
    if body is not None:
        headers["Content-Type"] = "application/json"
        data = json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers=headers, method=method)
    try:
        with _opener.open(request, timeout=timeout) as answer:
            text = answer.read()
            return (json.loads(text) if text else None), answer.headers
    except urllib.error.HTTPError as error:
        try:
            said = json.loads(error.read())
            code, description = said["error"], said.get("error_description", "")
        except (ValueError, KeyError, TypeError):
            code, description = "unreadable_answer", f"an answer ({error.code}) that is not one of Raccord's"
        raise RaccordError(error.code, code, description, error.headers.get("X-Request-ID")) from None
    except urllib.error.URLError as error:
        raise RaccordError(0, "unreachable", str(error.reason)) from None


def _query(fields):
    """Lists are joined by commas, what is None is left out."""
    flat = {}
    for name, value in (fields or {}).items():
        if value is None:
            continue
        if isinstance(value, bool):
            value = str(value).lower()
        flat[name] = ",".join(map(str, value)) if isinstance(value, (list, tuple)) else value
    return urllib.parse.urlencode(flat)


class _Caller:
    """Calls with a token that is fetched, and renewed before it ends."""

    def __init__(self, raccord, tokens=None):
        self.raccord, self.tokens = raccord, tokens

    def call(self, method, path, query=None, body=None):
        return self._send(method, path, query, body)[0]

    def each(self, path, query=None):
        """Everything, over as many pages as there are: a generator."""
        query = {"limit": 500, **(query or {})}
        while True:
            items, headers = self._send("GET", path, query, None)
            yield from items
            link = re.search(r'<([^>]*)>\s*;[^,]*rel="?next', headers.get("Link") or "")
            cursor = link and urllib.parse.parse_qs(urllib.parse.urlsplit(link[1]).query).get("cursor")
            if not cursor or cursor[0] == query.get("cursor"):
                return
            query["cursor"] = cursor[0]

    def _send(self, method, path, query, body):
        url = self.raccord.url + path
        if query:
            url += "?" + _query(query)
        try:
            return _exchange(method, url, self._token(), body)
        except RaccordError as error:
            if error.code != "invalid_token" or not self._renew():
                raise
            return _exchange(method, url, self.tokens["access_token"], body)

    def _token(self):
        if self.tokens is None or self.tokens["expires_at"] - 30 < time.time():
            self._renew()
        return self.tokens["access_token"]


class Raccord(_Caller):
    """Your application. `call` uses the client's own token."""

    def __init__(self, url, client_id, client_secret):
        super().__init__(self)
        self.url, self.client = url.rstrip("/"), {"client_id": client_id, "client_secret": client_secret}

    def grant(self, **fields):
        body, _ = _exchange("POST", self.url + "/token", body={**self.client, **fields})
        return {**body, "expires_at": time.time() + body["expires_in"]}

    def sign_in(self, email, password):
        return User(self, self.grant(grant_type="password", username=email, password=password))

    def _renew(self):
        self.tokens = self.grant(grant_type="client_credentials")
        return True


class User(_Caller):
    """One of your users. Keep `tokens` whenever `on_tokens` is called: a refresh token changes at every use."""

    on_tokens = staticmethod(lambda tokens: None)

    def widget_link(self, endpoint="add_connection", **parameters):
        session, _ = _exchange(
            "POST",
            self.raccord.url + "/v2.1/widget_session",
            body={**self.raccord.client, "access_token": self._token()},
        )
        return f"{session['_links'][endpoint]}&{_query(parameters)}", session["session_id"]

    def _renew(self):
        if not self.tokens.get("refresh_token"):
            return False
        self.tokens = self.raccord.grant(grant_type="refresh_token", refresh_token=self.tokens["refresh_token"])
        self.on_tokens(self.tokens)
        return True


def verify_webhook(secret, headers, body, tolerance=300):
    """The event, or ValueError. `body`: bytes as they came. Standard Webhooks, HMAC-SHA256."""
    lower = {name.lower(): value for name, value in headers.items()}
    sent, stamp = lower.get("webhook-id", ""), lower.get("webhook-timestamp", "")
    if not re.fullmatch(r"\d{1,12}", stamp) or abs(time.time() - int(stamp)) > tolerance:
        raise ValueError("this delivery is not of now")
    try:
        key = base64.b64decode(secret[len("whsec_"):] if secret.startswith("whsec_") else secret, validate=True)
    except binascii.Error:
        raise ValueError("the secret is not whsec_ and base64") from None
    expected = hmac.new(key, f"{sent}.{stamp}.".encode() + body, hashlib.sha256).digest()
    wanted = "v1," + base64.b64encode(expected).decode()
    given = lower.get("webhook-signature", "").split(" ")
    if not key or not any(hmac.compare_digest(one.encode(), wanted.encode()) for one in given):
        raise ValueError("no signature of this delivery is by this secret")
    return json.loads(body)
