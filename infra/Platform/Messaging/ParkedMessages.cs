using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Messaging;

/// <summary>
/// Messages that failed too often, or that this program cannot read: an operator sees them and, the cause mended, has them
/// leave again. Never what they say.
/// </summary>
public static class ParkedMessages
{
    /// <param name="Id">Names the row, for its replay.</param>
    /// <param name="BodyId">The body it is for, if it is for one.</param>
    public sealed record Item(long Id, Guid MessageId, string Type, string Endpoint, Guid? BodyId, DateTime At, DateTime ParkedAt, int Attempts, string? LastError);

    public sealed record Page(IReadOnlyList<Item> Items, string? Next);

    public sealed record Replayed(int Messages);

    private const string Reason = "messages are a matter of the platform; what they say is not shown";

    internal static void Map(WebApplication app)
    {
        var errors = app.MapApi("Operations").MapGroup("/operator/errors");
        errors.MapGet("", PageAsync).ForOperators(Reason).WithName("ListErrors").WithSummary("Messages that are parked, oldest first");
        errors.MapPost("/{sequence:long}/replay", ReplayOneAsync).ForOperators(Reason).WithName("ReplayError").WithSummary("Have one parked message delivered again");
        errors.MapPost("/replay", ReplayAllAsync).ForOperators(Reason).WithName("ReplayErrors").WithSummary("Have every parked message delivered again");
    }

    /// <summary>Every parked message, oldest first; for the command line.</summary>
    /// <param name="services">The service's own.</param>
    public static async Task<IReadOnlyList<Item>> ParkedAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return await Parked(scope.ServiceProvider.GetRequiredService<ServiceDb>(), 0).ToListAsync(ct);
    }

    /// <summary>Has every parked message delivered again; for the command line.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> ReplayAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return await ReplayAsync(scope.ServiceProvider.GetRequiredService<ServiceDb>(), null, ct);
    }

    private static async Task<Results<Ok<Page>, ValidationProblem>> PageAsync(ServiceDb db, CancellationToken ct, string? after = null, int size = 50)
    {
        var from = 0L;
        if (after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out from))
        {
            return Problems.Field(nameof(after), "This is not a place in the list.");
        }

        size = Math.Clamp(size, 1, 200);
        var rows = await Parked(db, from).Take(size + 1).ToListAsync(ct);
        return TypedResults.Ok(new Page([.. rows.Take(size)], rows.Count > size ? rows[size - 1].Id.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ReplayOneAsync(
        long sequence, HttpContext http, ServiceDb db, ILoggerFactory logs, CancellationToken ct)
    {
        if (await ReplayAsync(db, sequence, ct) == 0)
        {
            return Problems.NotFound("parked message");
        }

        Told(logs, http, 1);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Ok<Replayed>> ReplayAllAsync(HttpContext http, ServiceDb db, ILoggerFactory logs, CancellationToken ct)
    {
        var replayed = await ReplayAsync(db, null, ct);
        Told(logs, http, replayed);
        return TypedResults.Ok(new Replayed(replayed));
    }

    private static async Task<int> ReplayAsync(ServiceDb db, long? sequence, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var rows = await db.Outbox.AsTracking().Where(m => m.ParkedAt != null && (sequence == null || m.Sequence == sequence)).ToListAsync(ct);
        foreach (var row in rows)
        {
            row.Replay();
        }

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return rows.Count;
    }

    private static IQueryable<Item> Parked(ServiceDb db, long after) =>
        db.Outbox.Where(m => m.ParkedAt != null && m.Sequence > after).OrderBy(m => m.Sequence)
            .Select(m => new Item(m.Sequence, m.MessageId, m.Type, m.Endpoint, m.TenantId, m.At, m.ParkedAt!.Value, m.Attempts, m.LastError));

    private static void Told(ILoggerFactory logs, HttpContext http, int messages) =>
        logs.CreateLogger("OpenDataAnimation.Messaging").LogInformation("{Messages} parked messages are delivered again, asked by {PersonId}", messages, http.Caller().Id);
}
