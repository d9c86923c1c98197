using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Plans.Packs;

/// <summary>One child as documents tell of it; figures are null where it shares none with this parent.</summary>
internal sealed record ChildProgress(
    Guid BodyId, string Name, string Article, BodyKind Kind, string? InseeCode, string? Siren, int? Population, string Departements, AttachmentState State, ShareLevel? Level,
    int? Declared, int? Reached, string? DeclaredCodes, string? ReachedCodes, int? ActionsTotal, int? ActionsDone, int? Level1, int? Level2, int? Level3, string? LastMonth)
{
    private const int Most = 1000;

    public bool IsShared => DeclaredCodes is not null;

    /// <summary>The parent's own rows, by name; a delivered one counts only under the epoch of the policy in force.</summary>
    public static async Task<List<ChildProgress>> ReadAsync(PlansDb db, Guid? only, CancellationToken ct)
    {
        var parent = db.Scope.TenantId;
        var rows = await (
            from a in db.Attachments
            where a.ParentId == parent && a.State != AttachmentState.Refused && a.State != AttachmentState.Ended && (only == null || a.ChildId == only)
            join b in db.Bodies on a.ChildId equals b.BodyId
            join p in db.SharePolicies.Where(p => p.ParentId == parent && p.Subject == ShareSubject.Plan && p.Level >= ShareLevel.ProgressOnly)
                on new { a.ChildId, a.State } equals new { p.ChildId, State = AttachmentState.Accepted } into policies
            from p in policies.DefaultIfEmpty()
            join s in db.Progress on new { OwnerId = a.ChildId, Epoch = (int?)p.Epoch } equals new { s.OwnerId, Epoch = (int?)s.Epoch } into delivered
            from s in delivered.DefaultIfEmpty()
            orderby b.Folded, b.BodyId
            select new ChildProgress(
                b.BodyId, b.Name, b.Article, b.Kind, b.InseeCode, b.Siren, b.Population, b.Departements, a.State, (ShareLevel?)p!.Level,
                (int?)s!.Declared, (int?)s.Reached, s.DeclaredCodes, s.ReachedCodes, (int?)s.ActionsTotal, (int?)s.ActionsDone,
                (int?)s.Level1, (int?)s.Level2, (int?)s.Level3, s.LastMonth)).Take(Most).ToListAsync(ct);
        // Two attachments of one child, of different natures, are one line: the accepted one.
        return [.. rows.GroupBy(r => r.BodyId).Select(g => g.OrderByDescending(r => r.State == AttachmentState.Accepted).First())];
    }
}
