import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable

@Serializable
data class AddOptions(
    @SerialName("session_id") val session: String,
    @SerialName("captive_mode") val wait: Boolean = true,
    @SerialName("redirect_uri") val back: String,
)

fun add(base: String, options: AddOptions) = "$base/v2.1/widget/add_connection?" + formEncode(options)
