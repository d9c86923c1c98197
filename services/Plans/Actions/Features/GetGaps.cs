using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>What the plan still lacks, in figures: each leads to the list of those actions.</summary>
public static class GetGaps
{
    /// <param name="NoPilot">Under way or to come, without anyone who pilots them.</param>
    /// <param name="NoEnd">Under way or to come, without an end date.</param>
    /// <param name="NoProof">Done, without evidence.</param>
    /// <param name="Members">Who may be made a pilot; empty for those who may not choose.</param>
    public sealed record Response(int NoPilot, int NoEnd, int Late, int NoProof, IReadOnlyList<Person> Members);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/actions/gaps", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Plan, ShareLevel.Read)
        .WithName(nameof(GetGaps))
        .WithSummary("How many actions have no pilot, no end date, no evidence, or are late");

    private static async Task<Ok<Response>> Handle(PlansDb db, HttpContext http, CancellationToken ct)
    {
        var today = db.Today;
        var gaps = await db.Actions.GroupBy(_ => 1).Select(g => new
        {
            NoPilot = g.Count(a => a.Pilots == "" && a.PilotNames == null && a.State != ActionState.Done && a.State != ActionState.Dropped),
            NoEnd = g.Count(a => a.EndsOn == null && a.State != ActionState.Done && a.State != ActionState.Dropped),
            Late = g.Count(a => a.SortEnd < today && a.State != ActionState.Done && a.State != ActionState.Dropped),
            NoProof = g.Count(a => a.State == ActionState.Done && a.ParentActionId == null)
                - db.Actions.Count(a => a.State == ActionState.Done && a.ParentActionId == null && db.Evidence.Any(e => e.ActionId == a.Id && e.Kind != EvidenceKind.Attachment)),
        }).FirstOrDefaultAsync(ct);
        var members = http.Standing().May(Right.Edit) ? (await db.MembersAsync(ct)).Members : [];
        return TypedResults.Ok(gaps is null ? new Response(0, 0, 0, 0, members) : new Response(gaps.NoPilot, gaps.NoEnd, gaps.Late, gaps.NoProof, members));
    }
}
