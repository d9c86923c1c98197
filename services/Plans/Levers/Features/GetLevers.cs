using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Inventory;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>The missions of the body against the open-data levers, its cross-cutting questions and its co-designs: the page in one reading.</summary>
public static class GetLevers
{
    private const int Most = 200, MostQuestions = 100;

    /// <param name="Covered">Missions with at least one lever at work.</param>
    /// <param name="Thought">Missions with no lever at work, and at least one thought of.</param>
    public sealed record Response(IReadOnlyList<Row> Missions, int Covered, int Thought, IReadOnlyList<Question> Questions, IReadOnlyList<Design> CoDesigns, IReadOnlyList<string> Starters, IReadOnlyList<Gone> Deleted);

    /// <summary>A question that can still be brought back.</summary>
    public sealed record Gone(Guid Id, string Title, DateTime DeletedAt);

    public sealed record Row(Guid Id, int Version, string Title, string? Service, Lever[] Ideas, Lever[] AtWork, string? Note, int Actions);

    public sealed record Question(Guid Id, string Title, string Ends, DateOnly? MeetingOn, QuestionState State, int Actions);

    public sealed record Design(Guid Id, string Policy, bool Sensitive, bool MayStart, int Steps, DateOnly? LastOn);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/levers", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetLevers))
        .WithSummary("Missions against open-data levers with their coverage, cross-cutting questions, co-designs");

    private static async Task<Ok<Response>> Handle(PlansDb db, CancellationToken ct)
    {
        var missions = await db.Missions.AsNoTracking().OrderBy(m => m.Folded).Take(Most)
            .Select(m => new { Mission = m, Actions = db.Actions.Count(a => a.OriginId == m.Id) }).ToListAsync(ct);
        // Those that can be brought back come along: they are shown below the others.
        var since = db.Now - CandidateDataset.Restorable;
        var questions = await db.WithDeleted<CrossQuestion>().Where(q => q.DeletedAt == null || q.DeletedAt >= since).OrderByDescending(q => q.UpdatedAt).ThenByDescending(q => q.Id).Take(MostQuestions).Select(q => new
        {
            q.Id,
            q.Title,
            q.Ends,
            q.MeetingOn,
            q.MeetingNotes,
            q.Outcome,
            q.DeletedAt,
            Actions = db.Actions.Count(a => a.OriginId == q.Id),
        }).ToListAsync(ct);
        var designs = await db.CoDesigns.OrderBy(c => c.Policy).Take(MostQuestions).Select(c => new
        {
            c.Id,
            c.Policy,
            c.Sensitive,
            c.ConfirmedAt,
            Steps = db.CoDesignSteps.Count(s => s.CoDesignId == c.Id && s.DoneOn != null),
            LastOn = db.CoDesignSteps.Where(s => s.CoDesignId == c.Id).Max(s => s.DoneOn),
        }).ToListAsync(ct);
        var today = db.Today;
        var rows = missions.ConvertAll(m => Show(m.Mission, m.Actions));
        return TypedResults.Ok(new Response(
            rows, rows.Count(m => m.AtWork.Length > 0), rows.Count(m => m.AtWork.Length == 0 && m.Ideas.Length > 0),
            [.. questions.Where(q => q.DeletedAt is null).Select(q => new Question(q.Id, q.Title, q.Ends, q.MeetingOn, CrossQuestion.StateOf(q.MeetingOn, q.MeetingNotes, q.Outcome, today), q.Actions))],
            designs.ConvertAll(c => new Design(c.Id, c.Policy, c.Sensitive, !c.Sensitive || c.ConfirmedAt is not null, c.Steps, c.LastOn)),
            [.. Starters.Where(s => rows.TrueForAll(m => m.Title != s))], [.. questions.Where(q => q.DeletedAt is not null).Select(q => new Gone(q.Id, q.Title, q.DeletedAt!.Value))]));
    }

    internal static Row Show(Mission m, int actions) => new(m.Id, m.Version, m.Title, m.Service, Read(m.Ideas), Read(m.AtWork), m.Note, actions);

    private static Lever[] Read(string codes) => Array.ConvertAll(Codes.Split(codes), Enum.Parse<Lever>);

    /// <summary>What nearly every body is there for: a list to begin with, and to cross out of.</summary>
    private static readonly string[] Starters =
    [
        "Vie du conseil et démocratie locale", "État civil et accueil", "Finances et commande publique", "Écoles, enfance et jeunesse", "Voirie et déplacements", "Urbanisme et habitat",
        "Espaces verts et environnement", "Eau, assainissement et déchets", "Culture, sport et vie associative", "Solidarités et santé", "Économie et tourisme", "Sécurité et gestion des risques",
    ];
}
