using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace OpenDataAnimation.Platform.Hosting;

/// <summary>The version an edit is based on: sent as ETag, expected back in If-Match. 0 for what was not written yet.</summary>
public static class Versions
{
    public static void ShowVersion(this HttpContext http, int version) =>
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <returns>Null when the caller edits this version; otherwise the refusal, with what is stored now.</returns>
    public static ProblemHttpResult? Refuse(this HttpContext http, int current, object stored) =>
        Of(http.Request.Headers.IfMatch) is not { } sent ? Problems.VersionRequired()
        : sent != current ? Problems.Stale(current, stored)
        : null;

    /// <summary>What an If-Match header says; null when there is none or it is not one of ours. A proxy that compresses makes tags weak.</summary>
    public static int? Of(string? ifMatch)
    {
        var sent = ifMatch.AsSpan().Trim();
        sent = sent.StartsWith("W/") ? sent[2..] : sent;
        return int.TryParse(sent.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }
}
