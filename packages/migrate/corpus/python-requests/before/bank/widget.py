"""Opens the widget.

The page is /widget/add_connection; captive_mode keeps the person until the end.
"""
import os
from urllib.parse import urlencode

import requests

BASE = os.environ["WIDGET_BASE"]


def start(token):
    answer = requests.post(
        f"{BASE}/widget_session",
        data={"access_token": token, "client_id": os.environ["ID"], "client_secret": os.environ["SECRET"]},
        timeout=10,
    )
    return answer.json()["session_id"]


def link(session, back):
    params = {"session_id": session, "captive_mode": "true", "redirect_uri": back}
    return f"{BASE}/widget/add_connection?{urlencode(params)}"


def sign_in(state, back):
    params = {"response_type": "code", "redirect_uri": back, "state": state}
    return f"{os.environ['AUTH']}/signin?{urlencode(params)}"
