package shop;

import java.util.LinkedHashMap;
import java.util.Map;

class Urls {
    static final String MANAGE = "/widget/manage_accounts";

    static String manage(String base, String session) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("session_id", session);
        query.put("captive_mode", "false");
        query.put("redirect_uri", "https://shop.example/done");
        return base + MANAGE + "?" + Query.of(query);
    }

    static String authorize(String base, String back) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("redirect_uri", back);
        return base + "/signin?" + Query.of(query);
    }
}
