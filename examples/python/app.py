"""A shop that connects its customer's bank, with nothing but the standard library. With Flask the four functions are routes.

    RACCORD_URL=http://127.0.0.1:4400 PORT=5000 python3 app.py
"""

import html
import json
import os
import secrets
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from raccord import Raccord, RaccordError, verify_webhook

raccord = Raccord(
    os.environ.get("RACCORD_URL", "http://127.0.0.1:4400"),
    os.environ.get("CLIENT_ID", "sandbox"),
    os.environ.get("CLIENT_SECRET", "sandbox-secret"),
)
customers = {}
told = []
hook = {}


def home(app):
    """One customer a visit: a real shop knows who is signed in."""
    email, password = f"{secrets.token_hex(6)}@example.org", secrets.token_urlsafe(16)
    raccord.call("POST", "/v2.1/users", body={"email": email, "password": password})
    visit = secrets.token_urlsafe(16)
    customers[visit] = raccord.sign_in(email, password)
    return 200, '<form method="post" action="/connect"><button>Connect my bank</button></form>', {
        "Set-Cookie": f"visit={visit}; HttpOnly; SameSite=Lax; Path=/"
    }


def connect(app):
    link, _ = app.customer().widget_link(redirect_url=f"http://{app.headers['Host']}/accounts", locale="en")
    return 303, "", {"Location": link}


def accounts(app):
    rows = "".join(
        f"<li>{html.escape(account['name'])}: {account.get('balance', '–')} {account['currency']}</li>"
        for account in app.customer().call("GET", "/v2.1/accounts")
    )
    return 200, f"<ul>{rows}</ul>", {}


def webhook(app):
    body = app.rfile.read(int(app.headers.get("Content-Length", 0)))
    try:
        event = verify_webhook(hook["secret"], app.headers, body)
    except ValueError:
        return 400, "", {}
    # Deliveries come at least once.
    if event["id"] not in (one["id"] for one in told):
        told.append(event)
    return 204, "", {}


def heard(app):
    return 200, json.dumps([event["type"] for event in told]), {"Content-Type": "application/json"}


routes = {
    "GET /": home,
    "POST /connect": connect,
    "GET /accounts": accounts,
    "POST /webhook": webhook,
    "GET /told": heard,
}


class App(BaseHTTPRequestHandler):
    def customer(self):
        cookies = dict(part.split("=", 1) for part in self.headers.get("Cookie", "").split("; ") if "=" in part)
        return customers[cookies.get("visit")]

    def answer(self):
        route = routes.get(f"{self.command} {urlsplit(self.path).path}")
        try:
            status, body, headers = route(self) if route else (404, "", {})
        except KeyError:
            status, body, headers = 303, "", {"Location": "/"}
        except RaccordError as error:
            status, body, headers = 502, f"<p>{html.escape(error.code)}</p>", {}
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "5000"))), App)
    here = f"http://127.0.0.1:{server.server_address[1]}"
    made = raccord.call("POST", "/v2.1/webhooks", body={"url": f"{here}/webhook", "types": ["connection_created"]})
    hook["secret"] = made["secret"]
    print(f"ready: {here}", flush=True)
    server.serve_forever()
