using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Couverture;

/// <summary>Who published what on the territory, by common schema, as far as each shares it.</summary>
internal sealed class IndexModel(PlansClient plans) : BodyPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "partage")]
    public string? Sharing { get; set; }

    [BindProperty(SupportsGet = true, Name = "schema")]
    public string? Schema { get; set; }

    public CoverageView View { get; private set; } = null!;

    public static IReadOnlyList<FieldOption> Sharings { get; } = [new("oui", "Partagent leurs indicateurs"), new("non", "Ne les partagent pas")];

    public IReadOnlyList<FieldOption> Schemas => [.. View.Schemas.Select(s => new FieldOption(s.Name, s.Title))];

    public CoverageRows Rows => new(View.Rows, View.Schemas.Count, To("territoire/"));

    public bool IsFiltered => new[] { Q, Sharing, Schema }.Any(f => !string.IsNullOrWhiteSpace(f));

    public string Lead => $"{French.Count(View.Shared, "collectivité")} sur {French.Number(View.Total)} {French.Plural(View.Shared, "partage ses indicateurs", "partagent leurs indicateurs")}."
        + (IsFiltered ? $" Ce filtre retient {French.Count(View.Matching, "collectivité")}, dont {French.Number(View.MatchingShared)} qui {(View.MatchingShared > 1 ? "partagent" : "partage")}." : "");

    /// <summary>A heading that fits a narrow column; its whole title is said with it.</summary>
    public static string Short(CoverageSchema schema)
    {
        var words = schema.Title.Split(['(', ','])[0].Trim();
        return words.Length <= 22 ? words : words[..21].TrimEnd() + "…";
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var query = new Dictionary<string, string?> { ["q"] = Q, ["shared"] = Sharing switch { "oui" => "true", "non" => "false", _ => null }, ["schema"] = Schema };
        View = await plans.GetAsync<CoverageView>(QueryHelpers.AddQueryString($"bodies/{Body.Id}/coverage", query.Where(p => !string.IsNullOrWhiteSpace(p.Value))), ct);
    }
}
