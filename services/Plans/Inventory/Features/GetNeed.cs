using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>One data need, with the datasets that may answer it.</summary>
public static class GetNeed
{
    private const int MostSuggestions = 5, MostRead = 1_000, MostChoices = 300;

    /// <param name="Next">States that it may take from here.</param>
    /// <param name="Suggestions">Datasets that share words or theme with it, the closest first.</param>
    /// <param name="Choices">Every dataset of the inventory that may be chosen, by title.</param>
    public sealed record Response(
        Guid Id, int Version, string Title, string Description, ServiceName? Service, string? FromOutside, Theme? Theme, DateOnly ReceivedOn, string? Precision,
        NeedState State, string? Reason, Choice? Dataset, IReadOnlyList<NeedState> Next, IReadOnlyList<Suggestion> Suggestions, IReadOnlyList<Choice> Choices,
        IReadOnlyList<LinkedAction> Actions, DateTime UpdatedAt, IReadOnlyList<ServiceName> Services);

    public sealed record Choice(Guid Id, string Title, DatasetState State);

    /// <param name="Words">What both have in common.</param>
    public sealed record Suggestion(Guid Id, string Title, DatasetState State, IReadOnlyList<string> Words, bool SameTheme);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/inventory/needs/{needId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetNeed))
        .WithSummary("One data need, with the datasets that may answer it");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid needId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (await db.Needs.AsNoTracking().FirstOrDefaultAsync(n => n.Id == needId, ct) is not { } need)
        {
            return Problems.NotFound("need");
        }

        var services = await db.BodyServices.OrderBy(s => s.Folded).Take(200).Select(s => new ServiceName(s.Id, s.Name)).ToListAsync(ct);
        var datasets = await db.Datasets.Where(d => d.State != DatasetState.SetAside && d.State != DatasetState.Withdrawn).OrderBy(d => d.Folded).Take(MostRead)
            .Select(d => new { d.Id, d.Title, d.Description, d.Schema, d.State, d.Theme, d.RefreshDueOn }).ToListAsync(ct);
        var today = db.Today;
        var sought = Likeness.Words(need.Title, need.Description, need.Precision);
        var suggestions = need.State is NeedState.Met or NeedState.Refused ? [] : datasets
            .Select(d => new Suggestion(
                d.Id, d.Title, CandidateDataset.Shown(d.State, d.RefreshDueOn, today),
                [.. Likeness.Common(sought, d.Title, d.Description, SchemaList.Current.Find(d.Schema)?.Title)], d.Theme is not null && d.Theme == need.Theme))
            .Where(s => s.Words.Count > 0 || s.SameTheme).OrderByDescending(s => (s.Words.Count * 2) + (s.SameTheme ? 1 : 0)).Take(MostSuggestions).ToList();
        http.ShowVersion(need.Version);
        return TypedResults.Ok(Show(need) with
        {
            Service = services.Find(s => s.Id == need.ServiceId),
            Dataset = datasets.Where(d => d.Id == need.DatasetId).Select(d => new Choice(d.Id, d.Title, CandidateDataset.Shown(d.State, d.RefreshDueOn, today))).FirstOrDefault()
                ?? (need.DatasetId is null ? null : await db.Datasets.Where(d => d.Id == need.DatasetId).Select(d => new Choice(d.Id, d.Title, d.State)).FirstOrDefaultAsync(ct)),
            Suggestions = suggestions,
            Choices = [.. datasets.Take(MostChoices).Select(d => new Choice(d.Id, d.Title, CandidateDataset.Shown(d.State, d.RefreshDueOn, today)))],
            Actions = await db.MadeFromAsync(needId, ct),
            Services = services,
        });
    }

    /// <summary>What is stored now, for those who edited an older one.</summary>
    internal static Response Show(DataNeed n) => new(
        n.Id, n.Version, n.Title, n.Description, n.ServiceId is { } service ? new ServiceName(service, "") : null, n.FromOutside, n.Theme, n.ReceivedOn, n.Precision, n.State, n.Reason,
        n.DatasetId is { } dataset ? new Choice(dataset, "", default) : null, DataNeed.After(n.State), [], [], [], n.UpdatedAt, []);
}
