from urllib.parse import urlencode


def manage(base, session, redirect_uri=None, captive_mode=True):
    query = urlencode(dict(session_id=session, wait_sync_end=str(captive_mode).lower(), redirect_url=redirect_uri))
    return "{}/v2.1/widget/manage_accounts?{}".format(base, query)


def everything(base, session):
    return [
        base + "/v2.1/widget/edit_credentials?session_id=" + session + "&multiple_channels=true",
        "%s/v2.1/widget/user_input?session_id=%s&wait_sync_end=false" % (base, session),
    ]
