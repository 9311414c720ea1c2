#!/bin/bash
open_session() {
  curl --silent --request POST https://embed.example.com/widget_session \
    --data-urlencode "access_token=$1" \
    --data-urlencode "client_secret=$SECRET" \
    --data-urlencode "redirect_uri=$BACK"
}
