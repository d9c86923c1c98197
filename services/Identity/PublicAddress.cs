using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Identity;

/// <summary>The address people use: setting <c>PublicUrl</c>.</summary>
internal static class PublicAddress
{
    public static Uri Of(ServiceSettings settings) => new(settings.Configuration["PublicUrl"] ?? "http://localhost:8080");
}
