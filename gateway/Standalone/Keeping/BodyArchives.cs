using System.IO.Compression;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory;

namespace OpenDataAnimation.Standalone.Keeping;

/// <summary>A body leaves with all that is its own, or comes in. Takes the data folder for itself, so the product must not be running.</summary>
public static class BodyArchives
{
    private const string NoOneIsLetIn = "http://127.0.0.1:0";

    internal static async Task ExportAsync(CommandLine line, TextWriter output, CancellationToken ct)
    {
        await using var all = await AllInOne.StartAsync(new AllInOneOptions { Data = line.Data, Urls = NoOneIsLetIn }, ct);
        await using var file = Created(line.File);
        await ExportAsync(all, line.Body, file, output.WriteLine, ct);
        await output.WriteLineAsync($"Exported to {line.File}");
    }

    internal static async Task ImportAsync(CommandLine line, TextWriter output, CancellationToken ct)
    {
        if (!File.Exists(line.File))
        {
            throw new StartUpException($"There is no file {line.File}.");
        }

        await using var file = File.OpenRead(line.File);
        await using var all = await AllInOne.StartAsync(new AllInOneOptions { Data = line.Data, Urls = NoOneIsLetIn }, ct);
        await ImportAsync(all, file, output.WriteLine, ct);
    }

    /// <exception cref="StartUpException">There is no such body.</exception>
    public static async Task ExportAsync(AllInOne all, string slug, Stream to, Action<string> progress, CancellationToken ct)
    {
        ArchiveBody body;
        await using (var scope = all.Services(TerritoryService.Name).CreateAsyncScope())
        {
            body = await scope.ServiceProvider.GetRequiredService<ServiceDb>().Bodies.Where(b => b.Slug == slug)
                .Select(b => new ArchiveBody(b.BodyId, b.Kind, b.Name, b.Slug, b.InseeCode, b.Siren)).FirstOrDefaultAsync(ct)
                ?? throw new StartUpException($"There is no body '{slug}' here.");
        }

        await using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        var archive = new ArchiveWriter(zip);
        foreach (var service in Composition.Services)
        {
            progress($"Exporting {service.Name}");
            await using var part = TemporaryFile.Open();
            await using (var scope = Open(all, service.Name, body.Id, "export"))
            {
                await scope.ServiceProvider.GetRequiredService<BodyParts>().WriteAsync(part, ct);
            }

            part.Position = 0;
            await archive.AddAsync(service.Name, part, ct);
        }

        await archive.EndAsync(body, Version, TimeProvider.System.GetUtcNow().UtcDateTime, ct);
    }

    /// <exception cref="StartUpException">It is not one of our exports, or the body is here already; nothing was imported.</exception>
    public static async Task<IReadOnlyList<ImportReport>> ImportAsync(AllInOne all, Stream from, Action<string> progress, CancellationToken ct)
    {
        var done = new List<string>();
        try
        {
            using var zip = new ZipArchive(from, ZipArchiveMode.Read, leaveOpen: true);
            progress("Checking the file");
            var archive = await ArchiveReader.OpenAsync(zip, ct);
            var (id, reports) = (archive.Manifest.Body.Id, new List<ImportReport>());
            try
            {
                // Territory last: with its memberships the body's people are let in.
                foreach (var part in archive.Manifest.Services.OrderBy(p => p.Name == TerritoryService.Name))
                {
                    if (Composition.Services.All(s => s.Name != part.Name))
                    {
                        throw new ImportRefusedException("newer", $"There is no service {part.Name} here: the export is of another version of the product.");
                    }

                    progress($"Importing {part.Name}");
                    await using var lines = TemporaryFile.Open();
                    await archive.WritePartAsync(part, lines, ct);
                    lines.Position = 0;
                    await using var scope = Open(all, part.Name, id, "import");
                    reports.Add(await scope.ServiceProvider.GetRequiredService<BodyParts>().ReadAsync(lines, ct));
                    done.Add(part.Name);
                }
            }
            catch
            {
                await UndoAsync(all, id, done);
                throw;
            }

            await SettleAsync(all, ct);
            foreach (var report in reports)
            {
                progress($"{report.Service}: {report.Placed.Values.Sum()} rows"
                    + string.Concat(report.LeftOut.Select(l => $", {l.Value} of {l.Key} left out (what they belong to is not here)")));
            }

            progress($"{archive.Manifest.Body.Name} is here. Its people choose a password with the link “Mot de passe oublié”.");
            return reports;
        }
        catch (ImportRefusedException refused)
        {
            throw new StartUpException(refused.Message + " Nothing was imported.", refused);
        }
        catch (InvalidDataException broken)
        {
            throw new StartUpException("This file is not an export, or it is damaged. Nothing was imported.", broken);
        }
    }

    /// <summary>Until every service has heard of what was imported.</summary>
    private static async Task SettleAsync(AllInOne all, CancellationToken ct)
    {
        foreach (var service in Composition.Services)
        {
            for (var busy = true; busy; await Task.Delay(busy ? 50 : 0, ct))
            {
                await using var scope = all.Services(service.Name).CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
                var now = db.Now;
                busy = await db.Outbox.AnyAsync(m => m.ParkedAt == null && m.NotBefore <= now, ct);
            }
        }
    }

    private static async Task UndoAsync(AllInOne all, Guid body, IEnumerable<string> done)
    {
        foreach (var service in done)
        {
            await using var scope = Open(all, service, body, "import-undone");
            var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<BodyParts>().EraseAsync(CancellationToken.None);
            await write.CommitAsync(CancellationToken.None);
        }
    }

    private static AsyncServiceScope Open(AllInOne all, string service, Guid body, string job)
    {
        var scope = all.Services(service).CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(body, job));
        return scope;
    }

    /// <summary>Personal data: readable by its owner only, and never over another file.</summary>
    internal static FileStream Created(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileStream(path, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartUpException($"{path} cannot be written: {e.Message}", e);
        }
    }

    internal static string Version => typeof(AllInOne).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
