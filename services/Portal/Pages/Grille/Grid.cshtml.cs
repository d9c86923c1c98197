using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Grille;

/// <summary>The communes of a parent and the nine objectives, as far as each shares them; filters live in the address.</summary>
internal sealed class GridModel(PlansClient plans, MethodStore methods, TimeProvider clock) : BodyPage
{
    private static readonly Dictionary<string, string> Orders = new()
    {
        ["population"] = "Population",
        ["vises"] = "Declared",
        ["atteints"] = "Reached",
        ["actions"] = "Actions",
        ["faites"] = "Done",
        ["activite"] = "LastMonth",
        ["nom"] = "Name",
    };

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "dep")]
    public string? Departement { get; set; }

    [BindProperty(SupportsGet = true, Name = "taille")]
    public string? Size { get; set; }

    [BindProperty(SupportsGet = true, Name = "partage")]
    public string? Sharing { get; set; }

    [BindProperty(SupportsGet = true, Name = "objectif")]
    public string? Objective { get; set; }

    [BindProperty(SupportsGet = true, Name = "etat")]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "tri")]
    public string? Sort { get; set; }

    public GridView Grid { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    public static IReadOnlyList<FieldOption> Sharings { get; } = [new("oui", "Partagent leur avancement"), new("non", "Ne le partagent pas")];

    public static IReadOnlyList<FieldOption> States { get; } = [new("Reached", "Atteint"), new("Declared", "Visé, pas encore atteint"), new("None", "Non visé")];

    public IReadOnlyList<FieldOption> Objectives => [.. Method.Objectives.Select(o => new FieldOption(o.Code, $"{o.Code} {o.ShortLabel}"))];

    public GridRows Rows => new(
        Grid.Rows, Grid.Objectives.Count, To("territoire/"), clock.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture));

    public bool IsFiltered => new[] { Q, Departement, Size, Sharing, Objective }.Any(f => !string.IsNullOrWhiteSpace(f));

    public string Lead =>
        $"{French.Count(Grid.Shared, "plan partagé", "plans partagés")} / {French.Number(Grid.Total)} au total."
        + (IsFiltered ? $" Ce filtre retient {French.Count(Grid.Matching, "collectivité")}, dont {French.Number(Grid.MatchingShared)} qui {(Grid.MatchingShared > 1 ? "partagent" : "partage")} leur avancement." : "");

    public async Task OnGetAsync(CancellationToken ct)
    {
        var (least, most) = Sizes.Range(Size);
        var descending = Sort?.StartsWith('-') == true;
        var query = new Dictionary<string, string?>
        {
            ["q"] = Q,
            ["departement"] = Departement?.Trim(),
            ["minPopulation"] = least?.ToString(CultureInfo.InvariantCulture),
            ["maxPopulation"] = most?.ToString(CultureInfo.InvariantCulture),
            ["shared"] = Sharing switch { "oui" => "true", "non" => "false", _ => null },
            ["objective"] = Objective,
            ["state"] = Objective is null || States.All(s => s.Value != State) ? null : State,
            ["sort"] = Orders.GetValueOrDefault(Sort?.TrimStart('-') ?? ""),
            ["descending"] = descending ? "true" : null,
        };
        var method = methods.GetAsync(plans, ct);
        var grid = plans.GetAsync<GridView>(QueryHelpers.AddQueryString($"bodies/{Body.Id}/oversight", query.Where(p => !string.IsNullOrWhiteSpace(p.Value))), ct);
        await Task.WhenAll(method, grid);
        (Method, Grid) = (await method, await grid);
    }
}

/// <summary>Sizes of bodies by which people think of them; 3,500 inhabitants is where the duty to open begins.</summary>
internal static class Sizes
{
    public static IReadOnlyList<FieldOption> Options { get; } =
    [
        new("-500", "Moins de 500 habitants"), new("500-1999", "De 500 à 1\u202F999"), new("2000-3499", "De 2\u202F000 à 3\u202F499"), new("3500-", "3\u202F500 et plus"),
    ];

    /// <summary>Both ends included; null where open.</summary>
    public static (int? Least, int? Most) Range(string? size) => size switch
    {
        "-500" => (null, 499),
        "500-1999" => (500, 1999),
        "2000-3499" => (2000, 3499),
        "3500-" => (3500, null),
        _ => (null, null),
    };
}
