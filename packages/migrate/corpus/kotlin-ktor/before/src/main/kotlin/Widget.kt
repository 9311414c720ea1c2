import io.ktor.client.HttpClient
import io.ktor.client.request.get
import io.ktor.client.request.parameter

suspend fun open(client: HttpClient, base: String, session: String) =
    client.get("$base/widget/manage_accounts") {
        parameter("session_id", session)
        parameter("captive_mode", false)
    }

fun link(base: String, session: String, back: String): String {
    val query = mapOf("session_id" to session, "redirect_uri" to back, "select_accounts" to "true")
    return "$base/widget/add_connection?" + query.entries.joinToString("&") { "${it.key}=${it.value}" }
}
