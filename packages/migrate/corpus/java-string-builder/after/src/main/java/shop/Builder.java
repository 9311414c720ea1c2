package shop;

class Builder {
    String manage(String base, String session, String back) {
        StringBuilder link = new StringBuilder(base);
        link.append("/v2.1/widget/manage_accounts");
        link.append("?session_id=").append(session);
        link.append("&wait_sync_end=").append(true);
        link.append("&redirect_url=").append(encode(back));
        return link.toString();
    }

    String login(String base, String back) {
        StringBuilder link = new StringBuilder(base);
        link.append("/signin?response_type=code&redirect_uri=").append(encode(back));
        return link.toString();
    }
}
