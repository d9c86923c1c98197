using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Standalone.Keeping;

/// <summary>Recomputes every audit chain of every service. Reads only: the product may be running.</summary>
internal static class AuditVerification
{
    /// <returns>True when all are whole.</returns>
    public static async Task<bool> RunAsync(CommandLine line, TextWriter output, CancellationToken ct)
    {
        var (chains, entries, broken) = (0, 0L, 0);
        foreach (var service in Composition.Services)
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Configuration["Data"] = line.Data;
            service.Add(builder);
            await using var host = builder.Build();
            var settings = host.Services.GetRequiredService<ServiceSettings>();
            if (settings.IsSqlite && !File.Exists(SqliteFile.PathOf(settings)))
            {
                continue;
            }

            foreach (var body in await InAsync(host, PlatformBody.Id, async db => (await db.Bodies.OrderBy(b => b.Slug).Select(b => b.BodyId).ToListAsync(ct)).Append(PlatformBody.Id).ToList()))
            {
                var (name, report) = await InAsync(host, body, async db => (
                    await db.Bodies.Where(b => b.BodyId == body).Select(b => b.Slug).FirstOrDefaultAsync(ct) ?? body.ToString(),
                    await AuditCheck.RunAsync(db, ct)));
                if (report is { Entries: 0, IsWhole: true })
                {
                    continue;
                }

                (chains, entries, broken) = (chains + 1, entries + report.Entries, broken + (report.IsWhole ? 0 : 1));
                await output.WriteLineAsync($"{service.Name,-14} {name}: {report.Entries} lines, {(report.IsWhole ? "whole" : "BROKEN")}, ends with {report.Last} {report.Hash}");
                foreach (var finding in report.Findings)
                {
                    await output.WriteLineAsync($"    {Words(finding)}");
                }
            }
        }

        await output.WriteLineAsync($"audit: {chains} chains, {entries} lines, {broken} broken");
        return broken == 0;
    }

    private static string Words(AuditFinding finding) => finding.Fault switch
    {
        AuditFault.Changed => $"line {finding.Sequence} is not as it was written",
        AuditFault.Removed => $"lines before {finding.Sequence} are gone",
        AuditFault.CutShort => $"the lines from {finding.Sequence} on are gone",
        AuditFault.HeadLost => $"the record of the last line does not fit line {finding.Sequence}",
        AuditFault.ValuesChanged => $"the values beside line {finding.Sequence} are not as they were written",
        _ => $"the values beside line {finding.Sequence} are gone, and no line says that they were erased",
    };

    private static async Task<T> InAsync<T>(WebApplication host, Guid body, Func<ServiceDb, Task<T>> read)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(new TenantScope(body, AllowedWrites.None, "verify-audit"));
        return await read(scope.ServiceProvider.GetRequiredService<ServiceDb>());
    }
}
