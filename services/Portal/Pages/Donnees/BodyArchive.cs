using System.IO.Compression;
using System.Reflection;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Donnees;

/// <summary>Makes the zip of a body's export out of what each service writes of it. On disk and not in memory, and whole before the first byte leaves.</summary>
internal static class BodyArchive
{
    /// <returns>A file that is gone once it is closed.</returns>
    /// <exception cref="ServiceFailedException">A service says no, or does not answer.</exception>
    public static async Task<Stream> MakeAsync(EachServiceClient services, ArchiveBody body, DateTime now, CancellationToken ct)
    {
        var file = TemporaryFile.Open();
        try
        {
            await using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            {
                var archive = new ArchiveWriter(zip);
                foreach (var service in services.Services)
                {
                    await using var part = await services.OpenAsync(HttpMethod.Post, services.PathOf(service.Value, $"bodies/{body.Id}/export"), ct);
                    await archive.AddAsync(service.Value, part, ct);
                }

                await archive.EndAsync(body, typeof(BodyArchive).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion, now, ct);
            }

            file.Position = 0;
            return file;
        }
        catch (Exception e)
        {
            await file.DisposeAsync();
            if (e is InvalidDataException or HttpIOException or IOException { InnerException: HttpRequestException })
            {
                throw new ServiceFailedException(Answer.NotReached.Problem!);
            }

            throw;
        }
    }
}
