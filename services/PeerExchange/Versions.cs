using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.PeerExchange;

/// <summary>The version an edit is based on: sent as ETag, expected back in If-Match.</summary>
internal static class Versions
{
    public static void ShowVersion(this HttpContext http, int version) =>
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <returns>Null when the caller acts on this version; otherwise the refusal, with what is stored now.</returns>
    public static ProblemHttpResult? Refuse(this HttpContext http, int current, Func<object> stored)
    {
        var sent = http.Request.Headers.IfMatch.ToString().Trim();
        sent = sent.StartsWith("W/", StringComparison.Ordinal) ? sent[2..] : sent;
        return !int.TryParse(sent.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Problems.VersionRequired()
            : asked != current ? Problems.Stale(current, stored())
            : null;
    }
}
