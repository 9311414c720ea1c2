package bank

import (
	"net/http"
	"net/url"
	"strings"
)

func session(base, token string) (*http.Response, error) {
	form := url.Values{
		"access_token":  {token},
		"client_id":     {clientID},
		"client_secret": {clientSecret},
	}
	return http.Post(base+"/v2.1/widget_session", "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

func edit(base, session, connection string) string {
	query := url.Values{
		"session_id":    {session},
		"connection_id": {connection},
		"wait_sync_end":  {"true"},
		"redirect_url":  {"https://shop.example/back"},
	}
	return base + "/v2.1/widget/edit_credentials?" + query.Encode()
}

func routes(mux *http.ServeMux) {
	mux.HandleFunc("/widget/terms", showTerms)
}
