using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>One candidate dataset with its check, what may come next, the needs that it answers and the actions made from it.</summary>
public static class GetDataset
{
    /// <param name="State">As shown: an overdue one is to refresh; <paramref name="Stored"/> is what was last said.</param>
    /// <param name="Next">States that it may take from here.</param>
    /// <param name="Questions">The publication check, with answers.</param>
    /// <param name="Members">Who may answer for it.</param>
    public sealed record Response(
        Guid Id, int Version, string Title, string Description, ServiceName? Service, Person? Owner, string? OwnerName, Theme? Theme, Licence Licence, DataSchema? Schema,
        string? Duty, string? DutySource, Frequency Frequency, string? HeldIn, DatasetState State, DatasetState Stored, string? Reason, string? Url,
        DateOnly? PublishedOn, DateOnly? RefreshedOn, DateOnly? RefreshDueOn, IReadOnlyList<DatasetState> Next,
        IReadOnlyList<Question> Questions, string? CheckNote, DateTime? CheckedAt, Person? CheckedBy, DateTime UpdatedAt, Person? UpdatedBy,
        IReadOnlyList<LinkedNeed> Needs, IReadOnlyList<LinkedAction> Actions, IReadOnlyList<Person> Members, IReadOnlyList<ServiceName> Services);

    /// <param name="Answer">Null while nobody answered.</param>
    public sealed record Question(string Code, string Label, string How, bool Required, string? Reference, bool? Answer);

    public sealed record LinkedNeed(Guid Id, string Title, NeedState State);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/inventory/datasets/{datasetId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetDataset))
        .WithSummary("One candidate dataset with its check, the needs that it answers and the actions made from it");

    /// <param name="plain">The dataset and its actions alone: no need, no name, no choice.</param>
    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid datasetId, bool? plain, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (await db.Datasets.AsNoTracking().FirstOrDefaultAsync(d => d.Id == datasetId, ct) is not { } dataset)
        {
            return Problems.NotFound("dataset");
        }

        var actions = await db.MadeFromAsync(datasetId, ct);
        http.ShowVersion(dataset.Version);
        if (plain == true)
        {
            return TypedResults.Ok(Show(dataset, db.Today) with { Actions = actions });
        }

        var services = await db.BodyServices.OrderBy(s => s.Folded).Take(200).Select(s => new ServiceName(s.Id, s.Name)).ToListAsync(ct);
        var (names, members) = await db.MembersAsync(ct);
        var needs = await db.Needs.Where(n => n.DatasetId == datasetId).OrderBy(n => n.ReceivedOn).Take(50).Select(n => new LinkedNeed(n.Id, n.Title, n.State)).ToListAsync(ct);
        return TypedResults.Ok(Show(dataset, db.Today) with
        {
            Service = services.Find(s => s.Id == dataset.ServiceId),
            Owner = dataset.OwnerId is { } owner ? names.GetValueOrDefault(owner) ?? new Person(owner, "") : null,
            CheckedBy = dataset.CheckedBy is { } checker ? names.GetValueOrDefault(checker) : null,
            UpdatedBy = dataset.UpdatedBy is { } by ? names.GetValueOrDefault(by) : null,
            Needs = needs,
            Actions = actions,
            Members = members,
            Services = services,
        });
    }

    /// <summary>What is stored now, for those who edited an older one.</summary>
    internal static Response Show(CandidateDataset d, DateOnly today) => new(
        d.Id, d.Version, d.Title, d.Description, d.ServiceId is { } service ? new ServiceName(service, "") : null, d.OwnerId is { } owner ? new Person(owner, "") : null, d.OwnerName,
        d.Theme, d.Licence, SchemaList.Current.Find(d.Schema), d.Duty, d.DutySource, d.Frequency, d.HeldIn,
        CandidateDataset.Shown(d.State, d.RefreshDueOn, today), d.State, d.Reason, d.Url, d.PublishedOn, d.RefreshedOn, d.RefreshDueOn == DateOnly.MaxValue ? null : d.RefreshDueOn,
        CandidateDataset.After(d.State),
        [.. CandidateDataset.Questions.Select(q => new Question(q.Code, q.Label, q.How, q.Required, q.Reference, Codes.Has(d.CheckedYes, q.Code) ? true : Codes.Has(d.CheckedNo, q.Code) ? false : null))],
        d.CheckNote, d.CheckedAt, null, d.UpdatedAt, null, [], [], [], []);
}

/// <summary>An action that was made from something else of the plan.</summary>
public sealed record LinkedAction(Guid Id, string Title, ActionState State, bool Late, DateOnly? EndsOn);

internal static class LinkedActions
{
    private const int Most = 50;

    /// <summary>Actions made from that dataset, need, question, mission or co-design: one statement.</summary>
    public static async Task<IReadOnlyList<LinkedAction>> MadeFromAsync(this PlansDb db, Guid origin, CancellationToken ct)
    {
        var rows = await db.Actions.Where(a => a.OriginId == origin).OrderBy(a => a.SortEnd).ThenBy(a => a.Id).Take(Most)
            .Select(a => new { a.Id, a.Title, a.State, a.EndsOn }).ToListAsync(ct);
        return rows.ConvertAll(a => new LinkedAction(a.Id, a.Title, a.State, PlanAction.IsLate(a.EndsOn, a.State, db.Today), a.EndsOn));
    }
}
