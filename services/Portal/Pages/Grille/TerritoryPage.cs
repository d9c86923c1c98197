using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Grille;

/// <summary>What grid, map and comparison of a territory have in common: the same filters, which live in the address.</summary>
internal abstract class TerritoryPage : BodyPage
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

    public Method Method { get; protected set; } = null!;

    /// <summary>Of what this page shows: <c>territoire/grille</c>.</summary>
    public abstract string Here { get; }

    public static IReadOnlyList<FieldOption> Sharings { get; } = [new("oui", "Partagent leur avancement"), new("non", "Ne le partagent pas")];

    public static IReadOnlyList<FieldOption> States { get; } = [new("Reached", "Atteint"), new("Declared", "Visé, pas encore atteint"), new("None", "Non visé")];

    public IReadOnlyList<FieldOption> Objectives => [.. Method.Objectives.Select(o => new FieldOption(o.Code, $"{o.Code} {o.ShortLabel}"))];

    public bool IsFiltered => new[] { Q, Departement, Size, Sharing, Objective }.Any(f => !string.IsNullOrWhiteSpace(f));

    /// <summary>The filters as the address has them, without the question mark; empty for none.</summary>
    public string Filters => QueryHelpers.AddQueryString("", new Dictionary<string, string?>
    {
        ["q"] = Q,
        ["dep"] = Departement,
        ["taille"] = Size,
        ["partage"] = Sharing,
        ["objectif"] = Objective,
        ["etat"] = State,
        ["tri"] = Sort,
    }.Where(f => !string.IsNullOrWhiteSpace(f.Value))).TrimStart('?');

    /// <summary>Another page of the territory with the same filters.</summary>
    public string With(string page) => To(page) + (Filters.Length == 0 ? "" : $"?{Filters}");

    /// <summary>The same question to the service.</summary>
    protected string Ask(string path, params (string Name, string? Value)[] more)
    {
        var (least, most) = Sizes.Range(Size);
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
            ["descending"] = Sort?.StartsWith('-') == true ? "true" : null,
        };
        foreach (var (name, value) in more)
        {
            query[name] = value;
        }

        return QueryHelpers.AddQueryString($"bodies/{Body.Id}/{path}", query.Where(p => !string.IsNullOrWhiteSpace(p.Value)));
    }
}
