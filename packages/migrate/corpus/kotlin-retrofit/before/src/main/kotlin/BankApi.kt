import retrofit2.http.GET
import retrofit2.http.POST
import retrofit2.http.Query

interface BankApi {
    @POST("widget_session")
    suspend fun session(@Query("client_id") id: String, @Query("client_secret") secret: String): Session

    @GET("widget/add_connection")
    suspend fun add(@Query("session_id") session: String, @Query("captive_mode") wait: Boolean): String
}
