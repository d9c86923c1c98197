using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.RegularPoints;

/// <summary>Some days before a point, its two people get one mail; where neither has an account here, those who answer for the body do.</summary>
public sealed class RemindPoints(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RemindPoints> log) : BackgroundService
{
    /// <summary>From how many days before the point the mail may leave.</summary>
    public const int DaysBefore = 5;

    private static readonly TimeSpan Between = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first time after a while: starting is for those who wait.
        using var timer = new PeriodicTimer(Between, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RemindAsync(stoppingToken);
        }
    }

    /// <returns>How many points were reminded of.</returns>
    public async Task<int> RemindAsync(CancellationToken ct)
    {
        List<Guid> bodies;
        await using (var scope = scopes.CreateAsyncScope())
        {
            bodies = await scope.ServiceProvider.GetRequiredService<PlansDb>().Bodies.Where(b => b.State == BodyState.Active).Select(b => b.BodyId).ToListAsync(ct);
        }

        var reminded = 0;
        foreach (var body in bodies)
        {
            try
            {
                reminded += await RemindAsync(body, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogError(e, "The point of a body could not be reminded of; it will be tried again in six hours");
            }
        }

        return reminded;
    }

    private async Task<int> RemindAsync(Guid body, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(body, nameof(RemindPoints)));
        var db = scope.ServiceProvider.GetRequiredService<PlansDb>();
        var (today, until) = (db.Today, db.Today.AddDays(DaysBefore));
        var point = await db.Points.AsNoTracking()
            .Where(p => p.State == PointState.Planned && p.On >= today && p.On <= until && !db.PointReminders.Any(r => r.PointId == p.Id && r.On == p.On))
            .Select(p => new { p.Id, p.On }).FirstOrDefaultAsync(ct);
        if (point is null)
        {
            return 0;
        }

        var named = await db.Bodies.Where(b => b.BodyId == body).Select(b => new { b.Name, b.Slug }).FirstAsync(ct);
        var plan = await db.Plans.AsNoTracking().Select(p => new { p.ElectedId, p.LeadId }).FirstOrDefaultAsync(ct);
        var people = new[] { plan?.ElectedId, plan?.LeadId }.OfType<Guid>().Distinct().ToList();
        db.PointReminders.Add(new PointReminder { TenantId = body, PointId = point.Id, On = point.On, SentAt = db.Now });
        db.Record("point-reminded", "point", point.Id, new { point.On });
        var fields = new Dictionary<string, string> { ["bodyName"] = named.Name, ["on"] = point.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        db.Send(new MembersMailRequested(body, Guid.CreateVersion7(), body, "point-reminder", fields, $"/c/{named.Slug}/points/{point.Id}", db.Now, people.Count == 0 ? null : people));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueKey.IsTakenIn(e))
        {
            // Another copy of the service reminded of it.
            return 0;
        }

        return 1;
    }
}
