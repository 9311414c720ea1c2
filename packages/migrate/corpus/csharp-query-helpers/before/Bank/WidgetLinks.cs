using System.Collections.Generic;
using Microsoft.AspNetCore.WebUtilities;

namespace Bank;

public sealed class WidgetLinks
{
    private readonly string _base;

    public WidgetLinks(string baseAddress) => _base = baseAddress;

    public string Add(string session, string back)
    {
        return QueryHelpers.AddQueryString(_base + "/widget/add_connection", new Dictionary<string, string>
        {
            ["session_id"] = session,
            ["captive_mode"] = "true",
            ["redirect_uri"] = back,
        });
    }

    public string Login(string back)
    {
        return QueryHelpers.AddQueryString(_auth + "/signin", new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["redirect_uri"] = back,
        });
    }
}
