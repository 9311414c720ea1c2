#!/bin/sh
# Adds a bank: /widget/add_connection with captive_mode.
set -eu
BASE=${WIDGET_BASE:-https://embed.example.com}

session=$(curl -s "$BASE/widget_session" \
  -d access_token="$TOKEN" -d client_id="$ID" -d client_secret="$SECRET" | jq -r .session_id)

echo "$BASE/widget/add_connection?session_id=$session&captive_mode=true&redirect_uri=https%3A%2F%2Fshop.example"
curl -s -G "${BASE}/widget/manage_accounts" -d session_id="$session" -d captive_mode=false
curl -s "$AUTH/token" -d grant_type=authorization_code -d code="$CODE" -d redirect_uri=https://shop.example/login
