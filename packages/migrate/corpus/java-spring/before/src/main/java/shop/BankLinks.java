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
        return UriComponentsBuilder.fromUriString(base + "/widget/add_connection")
                .queryParam("session_id", session)
                .queryParam("captive_mode", "true")
                .queryParam("redirect_uri", back)
                .encode()
                .toUriString();
    }

    String session(String token, String id, String secret) {
        var body = Map.of("access_token", token, "client_id", id, "client_secret", secret);
        return client.post().uri(base + "/widget_session").body(body).retrieve().body(String.class);
    }
}
