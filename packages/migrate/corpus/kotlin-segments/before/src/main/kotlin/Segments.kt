import okhttp3.HttpUrl.Companion.toHttpUrl

fun add(base: String, session: String) =
    base.toHttpUrl().newBuilder()
        .addPathSegment("widget")
        .addPathSegment("add_connection")
        .addQueryParameter("session_id", session)
        .addQueryParameter("captive_mode", "true")
        .build()
