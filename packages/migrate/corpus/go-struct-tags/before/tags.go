package bank

import "github.com/google/go-querystring/query"

type addOptions struct {
	SessionID string `url:"session_id"`
	Wait      bool   `url:"captive_mode"`
	Back      string `url:"redirect_uri"`
}

func add(base string, options addOptions) string {
	values, _ := query.Values(options)
	return base + "/widget/add_connection?" + values.Encode()
}
