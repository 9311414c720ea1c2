#!/usr/bin/env bash
EMBED="https://embed.example.com"
ADD_PATH="/v2.1/widget/add_connection"
QUERY="session_id=$1"
QUERY="$QUERY&wait_sync_end=true"
QUERY+="&redirect_url=$2"
open "$EMBED$ADD_PATH?$QUERY"
LOGIN="https://auth.example.com/signin?response_type=code&redirect_uri=$2"
