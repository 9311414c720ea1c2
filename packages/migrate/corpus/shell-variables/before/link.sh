#!/usr/bin/env bash
EMBED="https://embed.example.com"
ADD_PATH="/widget/add_connection"
QUERY="session_id=$1"
QUERY="$QUERY&captive_mode=true"
QUERY+="&redirect_uri=$2"
open "$EMBED$ADD_PATH?$QUERY"
LOGIN="https://auth.example.com/signin?response_type=code&redirect_uri=$2"
