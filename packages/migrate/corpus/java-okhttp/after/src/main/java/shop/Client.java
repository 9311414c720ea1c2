package shop;

import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

class Client {
    Request session(String base, String token) {
        FormBody form = new FormBody.Builder()
                .add("access_token", token)
                .add("client_id", ID)
                .add("client_secret", SECRET)
                .add("captive_mode", "true")
                .build();
        return new Request.Builder().url(base + "/widget_session").post(form).build();
    }

    HttpUrl add(String session) {
        HttpUrl.Builder url = HttpUrl.get("https://embed.example.com/v2.1/widget/add_connection").newBuilder();
        url.addQueryParameter("session_id", session);
        url.addQueryParameter("select_accounts", "true");
        return url.build();
    }
}
