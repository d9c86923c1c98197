using System.Globalization;
using Microsoft.AspNetCore.Html;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Grille;

/// <summary>The grid on the map: the same rows, the same filters; colour, pattern and word say the same thing.</summary>
internal sealed class MapModel(PlansClient plans, MethodStore methods, TimeProvider clock) : TerritoryPage
{
    private IReadOnlyList<MapPlace> _places = [];

    public override string Here => "territoire/carte";

    public GridView Grid { get; private set; } = null!;

    public Contours Contours { get; private set; } = null!;

    /// <summary>Communes that the outlines do not show.</summary>
    public int WithoutShape { get; private set; }

    public string Lead => $"{French.Count(Grid.Shared, "collectivité")} sur {French.Number(Grid.Total)} {French.Plural(Grid.Shared, "partage son avancement", "partagent leur avancement")}. Choisissez un objectif pour voir où en est chaque commune ; une commune ouvre sa fiche.";

    public string Subject => Method.Objective(Objective) is { } objective ? $"Objectif {objective.Code} : {objective.Label}" : "Nombre d’objectifs atteints sur neuf";

    public IHtmlContent Drawing => MapDrawing.Of(_places, Contours, Subject, row => To($"territoire/{row.Slug}"));

    public IHtmlContent Legend => MapDrawing.Legend(_places, Objective is not null, Contours.Shapes.Count > Grid.Rows.Count);

    public string WordOf(GridRow row) => row.Progress is null ? $"non partagé\u00A0: {row.Reason}" : MapPlace.Of(row, IndexOfObjective, Month).Said;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var method = methods.GetAsync(plans, ct);
        // An objective alone says what is coloured; with a state it also says which communes are kept.
        var grid = plans.GetAsync<GridView>(string.IsNullOrEmpty(State) ? Ask("oversight", ("objective", null)) : Ask("oversight"), ct);
        var contours = plans.GetAsync<Contours>($"bodies/{Body.Id}/contours", ct);
        await Task.WhenAll(method, grid, contours);
        (Method, Grid, Contours) = (await method, await grid, await contours);
        Objective = Method.Objective(Objective)?.Code;
        _places = [.. Grid.Rows.Select(row => MapPlace.Of(row, IndexOfObjective, Month))];
        var drawn = Contours.Shapes.Select(s => s.BodyId).ToHashSet();
        WithoutShape = Contours.Origin is null ? 0 : Grid.Rows.Count(r => !drawn.Contains(r.BodyId));
    }

    private int? IndexOfObjective => Objective is null ? null : Grid.Objectives.TakeWhile(o => o.Code != Objective).Count();

    private string Month => clock.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

internal sealed record Contours(ContourOrigin? Origin, int Width, int Height, IReadOnlyList<ContourShape> Shapes);

internal sealed record ContourOrigin(string Source, string Licence, string Vintage, DateTime ImportedAt);

internal sealed record ContourShape(Guid BodyId, string Path, int X, int Y);
