from urllib.parse import urlencode


class Widget:
    ADD = "/v2.1/widget/add_connection"
    DEFAULTS = {"captive_mode": "true", "select_accounts": "false"}

    def __init__(self, base):
        self.base = base

    def link(self, session, **more):
        query = {"session_id": session, **self.DEFAULTS, **more}
        return self.base + self.ADD + "?" + urlencode(query)
