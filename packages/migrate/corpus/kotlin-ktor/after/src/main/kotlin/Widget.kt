import io.ktor.client.HttpClient
import io.ktor.client.request.get
import io.ktor.client.request.parameter

suspend fun open(client: HttpClient, base: String, session: String) =
    client.get("$base/v2.1/widget/manage_accounts") {
        parameter("session_id", session)
        parameter("captive_mode", false)
    }

fun link(base: String, session: String, back: String): String {
    val query = mapOf("session_id" to session, "redirect_url" to back, "consent_per_account" to "true")
    return "$base/v2.1/widget/add_connection?" + query.entries.joinToString("&") { "${it.key}=${it.value}" }
}
