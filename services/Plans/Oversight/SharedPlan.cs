using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Plan;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Oversight;

/// <summary>What a body shares of its plan, projected from its own rows and kept as rows of its parents.</summary>
internal sealed class SharedPlan(PlansDb db) : Shared<SharedProgress>
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    // Each change of a plan asks these two.
    private static readonly Func<PlansDb, IAsyncEnumerable<DeclaredObjective>> Declared = EF.CompileAsyncQuery((PlansDb db) => db.Objectives.OrderBy(o => o.Code).AsNoTracking());

    private static readonly Func<PlansDb, IAsyncEnumerable<Standing>> Actions = EF.CompileAsyncQuery((PlansDb db) =>
        db.Actions.Where(a => a.ParentActionId == null).Select(a => new Standing(a.Objectives, a.State, a.UpdatedAt)));

    public override ShareSubject Subject => ShareSubject.Plan;

    public override async Task<string> ProjectAsync(CancellationToken ct)
    {
        // A parent's grid is of the nine objectives: those of the body's own stay at home.
        var declared = (await Declared(db).ToListAsync(ct)).FindAll(o => PlanCodes.IsObjective(o.Code));
        var actions = await Actions(db).ToListAsync(ct);
        var byCode = actions.SelectMany(a => Codes.Split(a.Objectives), (a, code) => (Code: code, a.State, a.UpdatedAt)).Where(a => PlanCodes.IsObjective(a.Code)).ToLookup(a => a.Code);
        var objectives = declared.Select(o => o.Code).Union(byCode.Select(g => g.Key)).Order(StringComparer.Ordinal).Select(code =>
        {
            var own = declared.Find(o => o.Code == code);
            return new ObjectiveProgress(
                code, own?.Declared ?? false, own?.TargetLevel, own?.TargetOn is { } on ? Month(on) : null, own?.Reached ?? false,
                States(byCode[code].Select(a => a.State)), Last(byCode[code].Select(a => a.UpdatedAt).Append(own?.UpdatedAt ?? default)));
        });
        return JsonSerializer.Serialize(
            new ProgressContent(
                AxisLevels(declared.Where(o => o.Reached).Select(o => o.Code)),
                Last(actions.Select(a => a.UpdatedAt).Concat(declared.Select(o => o.UpdatedAt))),
                States(actions.Select(a => a.State)),
                [.. objectives]),
            Json);
    }

    public override SharedProgress Place(SharedProgress? existing, Guid tenantId, Guid ownerId, int epoch, string content)
    {
        var progress = Read<ProgressContent>(content);
        var row = existing ?? new SharedProgress { TenantId = tenantId, OwnerId = ownerId };
        (row.Epoch, row.Content, row.LastMonth) = (epoch, content, progress.LastMonth ?? "");
        row.DeclaredCodes = Codes.Join(progress.Objectives.Where(o => o.Declared).Select(o => o.Code));
        row.ReachedCodes = Codes.Join(progress.Objectives.Where(o => o.Reached).Select(o => o.Code));
        (row.Declared, row.Reached) = (progress.Objectives.Count(o => o.Declared), progress.Objectives.Count(o => o.Reached));
        (row.ActionsTotal, row.ActionsDone) = (progress.Actions.Values.Sum(), progress.Actions.GetValueOrDefault(ActionState.Done));
        (row.Level1, row.Level2, row.Level3) = (progress.Levels[0], progress.Levels[1], progress.Levels[2]);
        row.Shown = JsonSerializer.Serialize(
            new ProgressFigures(
                row.Declared, row.Reached, row.ActionsTotal, row.ActionsDone, progress.Levels, progress.LastMonth,
                [.. PlanCodes.Objectives.Select(code => ProgressCell.Of(Array.Find(progress.Objectives, o => o.Code == code)))]),
            Json);
        return row;
    }

    internal static T Read<T>(string stored) => JsonSerializer.Deserialize<T>(stored, Json)!;

    private sealed record Standing(string Objectives, ActionState State, DateTime UpdatedAt);

    private static int[] AxisLevels(IEnumerable<string> reached) => Plan.AxisLevels.Of(reached.ToHashSet());

    private static SortedDictionary<ActionState, int> States(IEnumerable<ActionState> states) => new(states.CountBy(s => s).ToDictionary());

    private static string? Last(IEnumerable<DateTime> changes) => changes.DefaultIfEmpty().Max() is var last && last > default(DateTime) ? Month(PlansDb.DayOf(last)) : null;

    private static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
