using System;
using System.Web;

static class Links
{
    public static string Edit(string baseUrl, string session, string connection)
    {
        var builder = new UriBuilder(baseUrl + "/v2.1/widget/edit_credentials");
        var query = HttpUtility.ParseQueryString(builder.Query);
        query["session_id"] = session;
        query["connection_id"] = connection;
        query["wait_sync_end"] = "true";
        query["redirect_url"] = "https://shop.example/back";
        builder.Query = query.ToString();
        return builder.ToString();
    }
}
