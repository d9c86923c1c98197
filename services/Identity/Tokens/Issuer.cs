using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Identity.Tokens;

/// <summary>
/// The name of this token server. Left alone, OpenIddict takes the request's host; a new domain would then be a new issuer.
/// Setting <c>Auth:Issuer</c>, else what the first start wrote to the file <c>issuer</c>: the public address of that day.
/// </summary>
internal static class Issuer
{
    public static Uri Of(ServiceSettings settings)
    {
        if (settings.Configuration["Auth:Issuer"] is { Length: > 0 } configured)
        {
            return Parsed(configured, "The setting Auth:Issuer");
        }

        var file = Path.Combine(settings.DataFolder, "issuer");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(settings.DataFolder);
            var draft = $"{file}.{Guid.NewGuid():N}";
            File.WriteAllText(draft, PublicAddress.Of(settings).ToString());
            File.Move(draft, file, overwrite: true);
        }

        return Parsed(File.ReadAllText(file).Trim(), $"The file {file}");
    }

    private static Uri Parsed(string text, string source) =>
        Uri.TryCreate(text, UriKind.Absolute, out var issuer) && issuer.Scheme is ("http" or "https")
            ? issuer
            : throw new StartUpException($"{source} is not an absolute web address.");
}
