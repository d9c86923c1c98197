using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Method;
using OpenDataAnimation.Plans.Plan;
using OpenDataAnimation.Plans.RegularPoints;
using OpenDataAnimation.Plans.Strategy;

namespace OpenDataAnimation.Plans.Packs;

/// <summary>What every document says of a body and its plan, in one statement.</summary>
internal sealed record PackFacts(
    string Name, string Article, int? Population, DateOnly Today, BodyPlan? Plan, BodyStrategy? Strategy, string? StrategyParent, string? Elected, string? Lead,
    int Actions, int ActionsDone, int Proofs, decimal EffortDays, decimal Budget, DateOnly? LastPoint, string? Asked,
    IReadOnlyList<DeclaredObjective> Objectives, IReadOnlyList<PackCampaign> Campaigns, IReadOnlyDictionary<string, string> OwnLabels)
{
    /// <summary>"de Béganne", "d’Allaire", "du Gâvre".</summary>
    public string De => InWords.Typeset(FrenchName.De(Name, Article));

    public int[] Levels => AxisLevels.Of(Objectives.Where(o => o.Reached).Select(o => o.Code).ToHashSet());

    public static string Named(string code) => MethodVersion.Current.Find<Objective>(code) is { } objective ? $"{code} {objective.Label}" : code;

    /// <summary>The same for an objective of the body's own too.</summary>
    public string NameOf(string code) => OwnLabels.TryGetValue(code, out var label) ? label : Named(code);

    public static async Task<PackFacts> ReadAsync(PlansDb db, CancellationToken ct)
    {
        var me = db.Scope.TenantId;
        var row = (await db.Bodies.AsNoTracking().Where(b => b.BodyId == me).Select(b => new
        {
            b.Name,
            b.Article,
            b.Population,
            Plan = db.Plans.FirstOrDefault(p => p.TenantId == b.BodyId),
            Strategy = db.Strategies.FirstOrDefault(s => s.TenantId == b.BodyId),
            Parent = db.Strategies.Where(s => s.TenantId == b.BodyId).Select(s => db.Bodies.Where(o => o.BodyId == s.ParentId).Select(o => o.Name).FirstOrDefault()).FirstOrDefault(),
            Elected = db.Plans.Select(p => db.Memberships.Where(m => m.BodyId == me && m.PersonId == p.ElectedId).Select(m => m.Name).FirstOrDefault() ?? p.ElectedName).FirstOrDefault(),
            Lead = db.Plans.Select(p => db.Memberships.Where(m => m.BodyId == me && m.PersonId == p.LeadId).Select(m => m.Name).FirstOrDefault() ?? p.LeadName).FirstOrDefault(),
            Actions = db.Actions.Count(a => a.ParentActionId == null),
            Done = db.Actions.Count(a => a.ParentActionId == null && a.State == ActionState.Done),
            Proofs = db.Evidence.Count(e => e.Kind != EvidenceKind.Attachment),
            // SQLite has no exact sum of decimals; half a day more or less is none in a note.
            Effort = db.Actions.Where(a => a.State != ActionState.Dropped).Sum(a => (double?)a.EffortDays),
            Budget = db.Actions.Where(a => a.State != ActionState.Dropped).Sum(a => (double?)a.Budget),
            LastPoint = db.Points.Where(p => p.State == PointState.Held).Max(p => (DateOnly?)p.On),
            Asked = db.Points.Where(p => p.State == PointState.Planned).Select(p => p.Asked).FirstOrDefault(),
            Objectives = db.Objectives.Where(o => o.TenantId == b.BodyId).OrderBy(o => o.Code).ToList(),
            Own = db.OwnEntries.Where(e => e.TenantId == b.BodyId).Select(e => new { e.Code, e.Label }).ToList(),
            Campaigns = db.Campaigns.Where(c => c.TenantId == b.BodyId && c.WithdrawnAt == null).OrderByDescending(c => c.CreatedAt).Take(5)
                .Select(c => new PackCampaign(c.Id, c.Title, c.Waiting + c.Sent + c.Seen + c.Accepted + c.Adapted + c.Declined + c.AlreadyDone, c.Accepted + c.Adapted + c.AlreadyDone, c.Declined)).ToList(),
        }).ToListAsync(ct)).FirstOrDefault();
        return row is null
            ? new PackFacts("La collectivité", "", null, db.Today, null, null, null, null, null, 0, 0, 0, 0, 0, null, null, [], [], new Dictionary<string, string>())
            : new PackFacts(
                row.Name, row.Article, row.Population, db.Today, row.Plan, row.Strategy, row.Parent, row.Elected.OrNull(), row.Lead.OrNull(), row.Actions, row.Done, row.Proofs,
                (decimal)(row.Effort ?? 0), (decimal)(row.Budget ?? 0), row.LastPoint, row.Asked, row.Objectives, row.Campaigns, row.Own.ToDictionary(e => e.Code, e => e.Label));
    }
}

/// <param name="Adopted">Accepted as proposed or adapted, or done already.</param>
internal sealed record PackCampaign(Guid Id, string Title, int Sent, int Adopted, int Declined);
