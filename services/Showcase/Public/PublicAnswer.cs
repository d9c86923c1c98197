using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace OpenDataAnimation.Showcase.Public;

/// <summary>An answer that anyone between us and the reader may keep for a minute, and ask again whether it changed.</summary>
internal static class PublicAnswer
{
    public static IResult Json<T>(HttpContext http, T value) =>
        Of(http, JsonSerializer.SerializeToUtf8Bytes(value, http.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions), "application/json; charset=utf-8");

    public static IResult Of(HttpContext http, byte[] content, string type)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "public, max-age=60";
        return http.Request.Headers.IfNoneMatch.ToString().Split(',').Any(t => t.Trim() is var given && (given == tag || given == "W/" + tag || given == "*"))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(content, type);
    }
}
