using System.Net.Http;

class Widget
{
    // $"{baseUrl}/widget/add_connection?captive_mode=true" is what the sample shows
    string Manage(string baseUrl, string session) =>
        $"{baseUrl}/v2.1/widget/manage_accounts?session_id={session}&wait_sync_end=false&redirect_url={Back}";

    string Folder() => @"C:\widget\add_connection\captive_mode.txt";

    async Task<string> Session(HttpClient client, string token)
    {
        var form = new FormUrlEncodedContent(new[]
        {
            new KeyValuePair<string, string>("access_token", token),
            new KeyValuePair<string, string>("client_secret", Secret),
            new KeyValuePair<string, string>("redirect_uri", Back),
        });
        var answer = await client.PostAsync(EmbedBase + "/widget_session", form);
        return await answer.Content.ReadAsStringAsync();
    }
}
