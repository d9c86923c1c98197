using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>The data of the body that may be opened, with filters kept in the address.</summary>
internal sealed class IndexModel(PlansClient plans, SchemaStore schemas) : BodyPage
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "service")]
    public Guid? Service { get; set; }

    [BindProperty(SupportsGet = true, Name = "etat")]
    public DatasetState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "schema")]
    public string? Schema { get; set; }

    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public DatasetList List { get; private set; } = null!;

    /// <summary>The states in the order of the way to publication.</summary>
    public static IReadOnlyList<DatasetState> Path { get; } =
        [DatasetState.Spotted, DatasetState.Eligible, DatasetState.InPreparation, DatasetState.Ready, DatasetState.Published, DatasetState.ToRefresh];

    public static IReadOnlyList<FieldOption> States { get; } = FieldOption.Of<DatasetState>(InventoryWords.Of);

    public IReadOnlyList<FieldOption> Services => [.. List.Services.Select(s => new FieldOption(s.Id.ToString(), s.Name))];

    public IReadOnlyList<FieldOption> Schemas { get; private set; } = [];

    public bool IsFiltered => State is not null || Service is not null || !string.IsNullOrEmpty(Schema) || !string.IsNullOrWhiteSpace(Q);

    public string SheetHref => $"/api/plans/bodies/{Body.Id}/inventory/sheet";

    public string? FirstHref => After is null ? null : With("apres", null);

    public string? NextHref => List.Next is { } next ? With("apres", next) : null;

    /// <summary>The first line: where things stand.</summary>
    public string Lead => List.Total == 0 ? "Rien n’est encore recensé."
        : $"{French.Count(List.Total, "jeu de données au recensement", "jeux de données au recensement")}, {French.Number(Published)} publié{(Published > 1 ? "s" : "")}"
            + (List.Count(DatasetState.ToRefresh) is var due and > 0 ? $", dont {French.Number(due)} à mettre à jour." : ".");

    private int Published => List.Count(DatasetState.Published) + List.Count(DatasetState.ToRefresh);

    public string StateHref(DatasetState state) => $"{To("recensement")}?etat={state}";

    public async Task OnGetAsync(CancellationToken ct)
    {
        var query = new Dictionary<string, string?>
        {
            ["q"] = Q,
            ["service"] = Service?.ToString(),
            ["state"] = State?.ToString(),
            ["schema"] = Schema,
            ["after"] = After,
            ["size"] = Size.ToString(CultureInfo.InvariantCulture),
        };
        var known = schemas.GetAsync(plans, ct);
        List = await plans.GetAsync<DatasetList>(QueryHelpers.AddQueryString($"bodies/{Body.Id}/inventory/datasets", query.Where(p => !string.IsNullOrWhiteSpace(p.Value))), ct);
        Schemas = [new("scdl", "Tout le socle commun (SCDL)"), .. InventoryWords.Schemas(await known)];
    }

    private string With(string name, string? value)
    {
        var query = Request.Query.Where(p => p.Key != name).SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v));
        return QueryHelpers.AddQueryString(To("recensement"), value is null ? query : query.Append(KeyValuePair.Create(name, (string?)value)));
    }
}
