#!/bin/sh
# Adds a bank: /widget/add_connection with captive_mode.
set -eu
BASE=${WIDGET_BASE:-https://embed.example.com}

session=$(curl -s "$BASE/v2.1/widget_session" \
  -d access_token="$TOKEN" -d client_id="$ID" -d client_secret="$SECRET" | jq -r .session_id)

echo "$BASE/v2.1/widget/add_connection?session_id=$session&wait_sync_end=true&redirect_url=https%3A%2F%2Fshop.example"
curl -s -G "${BASE}/v2.1/widget/manage_accounts" -d session_id="$session" -d wait_sync_end=false
curl -s "$AUTH/token" -d grant_type=authorization_code -d code="$CODE" -d redirect_uri=https://shop.example/login
