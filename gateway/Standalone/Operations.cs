using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Sharing;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Standalone;

/// <summary>What an operator does on the command line, in the process that holds the data folder.</summary>
internal static class Operations
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>The exit code: 1 when something differs or stays parked.</returns>
    public static async Task<int> RunAsync(AllInOne all, CommandLine line, TextWriter output, CancellationToken ct)
    {
        var bodyId = line.Body.Length == 0 ? (Guid?)null : await BodyAsync(all, line.Body, ct) ?? throw new StartUpException($"No body has the address '{line.Body}'.");
        return line.Command switch
        {
            "errors" => await ErrorsAsync(all, line.Replay, output, ct),
            "compare" => await CompareAsync(all, bodyId, output, ct),
            _ => await ResendAsync(all, line.To, bodyId, output, ct),
        };
    }

    private static async Task<int> ErrorsAsync(AllInOne all, bool replay, TextWriter output, CancellationToken ct)
    {
        var replayed = 0;
        foreach (var service in replay ? Composition.Services : [])
        {
            replayed += await ParkedMessages.ReplayAsync(all.Services(service.Name), ct);
        }

        if (replay)
        {
            await SettleAsync(all, ct);
            await output.WriteLineAsync($"{replayed} replayed");
        }

        var count = 0;
        foreach (var service in Composition.Services)
        {
            foreach (var message in await ParkedMessages.ParkedAsync(all.Services(service.Name), ct))
            {
                count++;
                await output.WriteLineAsync($"{service.Name} {message.Id}: {message.Type} for {message.Endpoint}, written {message.At:u}, {message.Attempts} attempts: {message.LastError}");
            }
        }

        await output.WriteLineAsync($"errors: {count}");
        return count == 0 ? 0 : 1;
    }

    private static async Task<int> CompareAsync(AllInOne all, Guid? bodyId, TextWriter output, CancellationToken ct)
    {
        // What is on its way is no difference.
        await SettleAsync(all, ct);
        var (compared, differences) = (0, 0);
        foreach (var service in Composition.Services)
        {
            var result = await Comparison.RunAsync(all.Services(service.Name), bodyId, ct);
            compared += result.Compared;
            differences += result.Differences.Count;
            foreach (var difference in result.Differences)
            {
                await output.WriteLineAsync($"{service.Name}, body {difference.BodyId}: {difference.What}");
            }
        }

        foreach (var difference in await Facts.DifferencesAsync(all, ct))
        {
            differences++;
            await output.WriteLineAsync(difference);
        }

        await output.WriteLineAsync($"compare: {compared} compared, {differences} differences");
        return differences == 0 ? 0 : 1;
    }

    private static async Task<int> ResendAsync(AllInOne all, string to, Guid? bodyId, TextWriter output, CancellationToken ct)
    {
        if (Composition.Services.All(s => s.Name != to))
        {
            throw new StartUpException($"--to needs a service: {string.Join(", ", Composition.Services.Select(s => s.Name))}.");
        }

        await Comparison.ResendAsync(all.Services(to), bodyId, ct);
        await SettleAsync(all, ct);
        await output.WriteLineAsync($"resend: everything was said again to {to}");
        return 0;
    }

    private static async Task<Guid?> BodyAsync(AllInOne all, string slug, CancellationToken ct)
    {
        await using var scope = all.Services("territory").CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ServiceDb>().Bodies.Where(b => b.Slug == slug).Select(b => (Guid?)b.BodyId).FirstOrDefaultAsync(ct);
    }

    /// <summary>Until nothing is on its way, or a minute is over.</summary>
    private static async Task SettleAsync(AllInOne all, CancellationToken ct)
    {
        var since = TimeProvider.System.GetTimestamp();
        for (var waiting = 1; waiting > 0 && TimeProvider.System.GetElapsedTime(since) < Patience; await Task.Delay(50, ct))
        {
            waiting = 0;
            foreach (var service in Composition.Services)
            {
                await using var scope = all.Services(service.Name).CreateAsyncScope();
                waiting += await scope.ServiceProvider.GetRequiredService<ServiceDb>().Outbox.CountAsync(m => m.ParkedAt == null, ct);
            }
        }
    }
}

/// <summary>Territory's facts as each service copied them.</summary>
internal static class Facts
{
    public static async Task<IReadOnlyList<string>> DifferencesAsync(AllInOne all, CancellationToken ct)
    {
        var origin = await OfAsync(all, "territory", ct);
        var differences = new List<string>();
        foreach (var service in Composition.Services.Where(s => s.Name != "territory"))
        {
            var copy = await OfAsync(all, service.Name, ct);
            differences.AddRange(origin.Except(copy).Select(fact => $"{service.Name} has not: {fact}"));
            differences.AddRange(copy.Except(origin).Select(fact => $"{service.Name} has and Territory has not: {fact}"));
        }

        return differences;
    }

    private static async Task<HashSet<string>> OfAsync(AllInOne all, string service, CancellationToken ct)
    {
        await using var scope = all.Services(service).CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        return
        [
            .. (await db.Bodies.Select(b => new { b.BodyId, b.Version }).ToListAsync(ct)).Select(b => $"body {b.BodyId} version {b.Version}"),
            .. (await db.Attachments.Select(a => new { a.AttachmentId, a.Version, a.State }).ToListAsync(ct)).Select(a => $"attachment {a.AttachmentId} version {a.Version} {a.State}"),
            .. (await db.SharePolicies.Select(p => new { p.ChildId, p.ParentId, p.Subject, p.Level, p.Epoch }).ToListAsync(ct)).Select(p => $"policy of {p.ChildId} for {p.ParentId} on {p.Subject}: {p.Level}, epoch {p.Epoch}"),
            .. (await db.Memberships.Select(m => new { m.MembershipId, m.Version, m.Ended }).ToListAsync(ct)).Select(m => $"membership {m.MembershipId} version {m.Version}{(m.Ended ? " ended" : "")}"),
        ];
    }
}
