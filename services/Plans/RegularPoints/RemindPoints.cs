using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.RegularPoints;

/// <summary>Some days before a point, its two people get one mail; where neither has an account here, those who answer for the body do.</summary>
public sealed class RemindPoints(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RemindPoints> log) : BodyJob(scopes, clock, log)
{
    /// <summary>From how many days before the point the mail may leave.</summary>
    public const int DaysBefore = 5;

    protected override async Task<int> RunAsync(PlansDb db, Guid body, CancellationToken ct)
    {
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
