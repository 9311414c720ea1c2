package shop

import android.net.Uri

class BankActivity {
    /* The custom tab comes back by the app link. */
    fun address(base: String, session: String): Uri =
        Uri.parse(base).buildUpon()
            .path("/widget/add_connection")
            .appendQueryParameter("session_id", session)
            .appendQueryParameter("captive_mode", "true")
            .appendQueryParameter("redirect_uri", "shop://bank/done")
            .build()

    fun login(base: String): Uri =
        Uri.parse("$base/signin").buildUpon()
            .appendQueryParameter("response_type", "code")
            .appendQueryParameter("redirect_uri", "shop://login")
            .build()
}
