package bank

import "net/http"

func manage(base, session string) (*http.Response, error) {
	request, err := http.NewRequest(http.MethodGet, base+"/v2.1/widget/manage_accounts", nil)
	if err != nil {
		return nil, err
	}
	query := request.URL.Query()
	query.Add("session_id", session)
	query.Add("wait_sync_end", "true")
	request.URL.RawQuery = query.Encode()
	return http.DefaultClient.Do(request)
}
