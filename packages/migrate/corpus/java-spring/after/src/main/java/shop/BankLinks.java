package shop;

import java.util.Map;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/** Links of the widget. */
class BankLinks {
    private final String base;
    private final RestClient client;

    BankLinks(String base, RestClient client) {
        this.base = base;
        this.client = client;
    }

    String add(String session, String back) {
        return UriComponentsBuilder.fromUriString(base + "/v2.1/widget/add_connection")
                .queryParam("session_id", session)
                .queryParam("wait_sync_end", "true")
                .queryParam("redirect_url", back)
                .encode()
                .toUriString();
    }

    String session(String token, String id, String secret) {
        var body = Map.of("access_token", token, "client_id", id, "client_secret", secret);
        return client.post().uri(base + "/v2.1/widget_session").body(body).retrieve().body(String.class);
    }
}
