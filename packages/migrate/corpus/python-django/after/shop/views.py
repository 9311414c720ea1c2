from urllib.parse import urljoin

from django.conf import settings
from django.shortcuts import redirect
from django.http import QueryDict


def add(request):
    query = QueryDict(mutable=True)
    query["session_id"] = request.session["bank"]
    query["wait_sync_end"] = "false"
    query["redirect_url"] = request.build_absolute_uri("/done")
    return redirect(urljoin(settings.EMBED_BASE, "/v2.1/widget/add_connection") + "?" + query.urlencode())
