using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans;

/// <summary>The version an edit is based on: sent as ETag, expected back in If-Match. 0 for what was not written yet.</summary>
internal static class Versions
{
    public static void ShowVersion(this HttpContext http, int version) =>
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <returns>Null when the caller edits this version; otherwise the refusal, with what is stored now.</returns>
    public static ProblemHttpResult? Refuse(this HttpContext http, int current, object stored) =>
        Asked(http) is not { } asked ? Problems.VersionRequired()
        : asked != current ? Problems.Stale(current, stored)
        : null;

    private static int? Asked(HttpContext http)
    {
        var sent = http.Request.Headers.IfMatch.ToString().AsSpan().Trim();
        if (sent.StartsWith("W/"))
        {
            sent = sent[2..];
        }

        return int.TryParse(sent.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }
}
