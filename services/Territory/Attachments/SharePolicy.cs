using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.Attachments;

/// <summary>How much of one subject the child shares with one parent. The child's own decision, so a row of the child's.</summary>
public sealed class SharePolicy : ITenantOwned
{
    private SharePolicy()
    {
    }

    public SharePolicy(Guid tenantId, Guid parentId, ShareSubject subject) => (TenantId, ParentId, Subject) = (tenantId, parentId, subject);

    public Guid TenantId { get; private set; }
    public Guid ParentId { get; private set; }
    public ShareSubject Subject { get; private set; }
    public ShareLevel Level { get; set; }

    /// <summary>Raised by each change that takes effect: what was delivered under a lower one is void.</summary>
    public int Epoch { get; set; }
}

/// <summary>What a child shares with a parent, subject by subject. The default on acceptance: progress of the plan, nothing else.</summary>
public sealed record ShareLevels(
    ShareLevel Plan = ShareLevel.ProgressOnly, ShareLevel Indicators = ShareLevel.Nothing,
    ShareLevel Contacts = ShareLevel.Nothing, ShareLevel Events = ShareLevel.Nothing)
{
    public static ShareLevels None { get; } = new(ShareLevel.Nothing);

    public ShareLevel Of(ShareSubject subject) => subject switch
    {
        ShareSubject.Plan => Plan,
        ShareSubject.Indicators => Indicators,
        ShareSubject.Contacts => Contacts,
        ShareSubject.Events => Events,
        _ => ShareLevel.Nothing,
    };

    public static ShareLevels From(IEnumerable<(ShareSubject Subject, ShareLevel Level)> levels)
    {
        var of = levels.ToDictionary(l => l.Subject, l => l.Level);
        return new(of.GetValueOrDefault(ShareSubject.Plan), of.GetValueOrDefault(ShareSubject.Indicators),
            of.GetValueOrDefault(ShareSubject.Contacts), of.GetValueOrDefault(ShareSubject.Events));
    }
}

/// <summary>Writes the policy of the scope's body towards one parent. Nothing is saved here.</summary>
internal static class Policies
{
    /// <summary>What the body wishes to share, once the other side accepts: kept, not yet in force, not told.</summary>
    public static async Task WishAsync(TerritoryDb db, Guid parentId, ShareLevels levels, CancellationToken ct)
    {
        foreach (var policy in await AllAsync(db, parentId, ct))
        {
            policy.Level = levels.Of(policy.Subject);
        }
    }

    /// <summary>These levels (or, null, the wished ones) count from now on, and everyone is told.</summary>
    /// <param name="all">Raise every epoch, also of what stays as it was: after an acceptance or an end, what came before is void.</param>
    public static async Task PutInForceAsync(this IEnumerable<SharePolicy> policies, Tell tell, ShareLevels? levels, bool all, CancellationToken ct)
    {
        foreach (var policy in policies)
        {
            var level = levels?.Of(policy.Subject) ?? policy.Level;
            if (all || level != policy.Level)
            {
                (policy.Level, policy.Epoch) = (level, policy.Epoch + 1);
                await tell.AboutAsync(policy, ct);
            }
        }
    }

    /// <summary>Raised by every change in force: what an edit is based on.</summary>
    public static int VersionOf(IEnumerable<SharePolicy> policies) => policies.Sum(p => p.Epoch);

    public static Task<List<SharePolicy>> KeptAsync(TerritoryDb db, Guid parentId, CancellationToken ct) =>
        db.OwnPolicies.Where(p => p.ParentId == parentId).ToListAsync(ct);

    /// <summary>One for each subject, made where there is none.</summary>
    public static async Task<List<SharePolicy>> AllAsync(TerritoryDb db, Guid parentId, CancellationToken ct)
    {
        var rows = await KeptAsync(db, parentId, ct);
        foreach (var subject in Enum.GetValues<ShareSubject>().Where(s => rows.All(r => r.Subject != s)))
        {
            rows.Add(db.OwnPolicies.Add(new SharePolicy(db.Scope.TenantId, parentId, subject)).Entity);
        }

        return rows;
    }
}
