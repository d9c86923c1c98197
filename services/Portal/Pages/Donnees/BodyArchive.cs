using System.IO.Compression;
using System.Reflection;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Donnees;

/// <summary>
/// The zip of a body's export, made of what each service writes of it while it leaves: the download begins at once, grows as it goes, and
/// nothing is kept of it here. A zip that was cut off has no index and opens nowhere.
/// </summary>
internal sealed class BodyArchive(EachServiceClient services, ArchiveBody body)
{
    /// <summary>Asks each service whether it would answer, so that a page can still say which one does not.</summary>
    /// <exception cref="ServiceFailedException">A service says no, or does not answer.</exception>
    public Task CheckAsync(CancellationToken ct) => Task.WhenAll(services.Services.Select(async service =>
        await (await services.OpenAsync(HttpMethod.Get, services.PathOf(service.Value, $"bodies/{body.Id}/audit?size=1"), ct)).DisposeAsync()));

    /// <summary>The first part: the last moment at which the reader can be asked to sign in again.</summary>
    /// <exception cref="ServiceFailedException">The service says no, or does not answer.</exception>
    public Task<Stream> OpenAsync(CancellationToken ct) => PartAsync(services.Services[0].Value, ct);

    /// <exception cref="InvalidDataException">A part ends too early.</exception>
    /// <exception cref="ServiceFailedException">A service says no, or does not answer.</exception>
    public async Task WriteAsync(Stream first, Stream to, DateTime now, CancellationToken ct)
    {
        await using var leaving = new HeldStream(to);
        var zip = new ZipArchive(leaving, ZipArchiveMode.Create, leaveOpen: true);
        var archive = new ArchiveWriter(zip);
        foreach (var service in services.Services)
        {
            await using var part = service == services.Services[0] ? first : await PartAsync(service.Value, ct);
            await archive.AddAsync(service.Value, part, ct);
        }

        await archive.EndAsync(body, typeof(BodyArchive).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion, now, ct);
        // Not after a failure: it writes the index that makes a zip of what has left.
        await zip.DisposeAsync();
        await leaving.FlushAsync(ct);
    }

    private Task<Stream> PartAsync(string service, CancellationToken ct) => services.OpenAsync(HttpMethod.Post, services.PathOf(service, $"bodies/{body.Id}/export"), ct);
}
