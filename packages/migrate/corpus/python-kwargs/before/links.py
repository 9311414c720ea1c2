from urllib.parse import urlencode


def manage(base, session, redirect_uri=None, captive_mode=True):
    query = urlencode(dict(session_id=session, captive_mode=str(captive_mode).lower(), redirect_uri=redirect_uri))
    return "{}/widget/manage_accounts?{}".format(base, query)


def everything(base, session):
    return [
        base + "/widget/edit_credentials?session_id=" + session + "&multiple_channels=true",
        "%s/widget/user_input?session_id=%s&captive_mode=false" % (base, session),
    ]
