import okhttp3.HttpUrl.Companion.toHttpUrl

fun add(base: String, session: String) =
    base.toHttpUrl().newBuilder()
        .addPathSegment("v2.1").addPathSegment("widget")
        .addPathSegment("add_connection")
        .addQueryParameter("session_id", session)
        .addQueryParameter("wait_sync_end", "true")
        .build()
