package bank

import "net/http"

func manage(base, session string) (*http.Response, error) {
	request, err := http.NewRequest(http.MethodGet, base+"/widget/manage_accounts", nil)
	if err != nil {
		return nil, err
	}
	query := request.URL.Query()
	query.Add("session_id", session)
	query.Add("captive_mode", "true")
	request.URL.RawQuery = query.Encode()
	return http.DefaultClient.Do(request)
}
