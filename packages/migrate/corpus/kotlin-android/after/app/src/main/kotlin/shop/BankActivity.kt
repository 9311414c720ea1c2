package shop

import android.net.Uri

class BankActivity {
    /* The custom tab comes back by the app link. */
    fun address(base: String, session: String): Uri =
        Uri.parse(base).buildUpon()
            .path("/v2.1/widget/add_connection")
            .appendQueryParameter("session_id", session)
            .appendQueryParameter("wait_sync_end", "true")
            .appendQueryParameter("redirect_url", "shop://bank/done")
            .build()

    fun login(base: String): Uri =
        Uri.parse("$base/signin").buildUpon()
            .appendQueryParameter("response_type", "code")
            .appendQueryParameter("redirect_uri", "shop://login")
            .build()
}
