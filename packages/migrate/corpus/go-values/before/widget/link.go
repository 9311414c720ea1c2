package widget

import (
	"fmt"
	"net/url"
)

const addPath = "/widget/add_connection"

// Add is the page where a person adds a bank.
func Add(base, session, back string) string {
	query := url.Values{}
	query.Set("session_id", session)
	query.Set("captive_mode", "true")
	query.Set("redirect_uri", back)
	return base + addPath + "?" + query.Encode()
}

func Manage(base, session string) string {
	return fmt.Sprintf("%s/widget/manage_accounts?session_id=%s&captive_mode=false", base, session)
}

func SignIn(base, back string) string {
	query := url.Values{"response_type": {"code"}, "redirect_uri": {back}}
	return base + "/signin?" + query.Encode()
}
