using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Territory;

/// <summary>The bodies of a territory: who joined, who was invited, who shares.</summary>
internal sealed class CommunesModel(TerritoryClient territory) : BodyPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "etat")]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "dep")]
    public string? Departement { get; set; }

    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public Children Children { get; private set; } = new([], null, new(0, 0, 0, 0));

    public bool IsFiltered => !string.IsNullOrEmpty(Search) || !string.IsNullOrEmpty(State) || !string.IsNullOrEmpty(Departement);

    public static IReadOnlyList<FieldOption> States { get; } =
    [
        new("a-inviter", "Pas encore inscrites"),
        new("inscrites", "Inscrites"),
        new("attente", "Réponse attendue"),
        new("demandes", "Demandes reçues"),
        new("rattachees", "Rattachées"),
        new("partagent", "Partagent leur avancement"),
        new("refus", "Rattachement refusé"),
    ];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var query = new Dictionary<string, string?> { ["q"] = Search, ["departement"] = Departement, ["after"] = After, ["size"] = "50" };
        var (name, value) = State switch
        {
            "a-inviter" => ("bodyState", "Prepared"),
            "inscrites" => ("bodyState", "Active"),
            "attente" => ("state", "ProposedByParent"),
            "demandes" => ("state", "ProposedByChild"),
            "rattachees" => ("state", "Accepted"),
            "partagent" => ("sharesPlan", "true"),
            "refus" => ("state", "Refused"),
            _ => ("", null),
        };
        if (value is not null)
        {
            query[name] = value;
        }

        Children = await territory.GetAsync<Children>(
            QueryHelpers.AddQueryString($"bodies/{Body.Id}/children", query.Where(part => !string.IsNullOrEmpty(part.Value))), ct);
    }

    public string? NextPage => Children.Next is null ? null : QueryHelpers.AddQueryString(To("territoire"),
        new Dictionary<string, string?> { ["q"] = Search, ["etat"] = State, ["dep"] = Departement, ["apres"] = Children.Next }.Where(part => !string.IsNullOrEmpty(part.Value)));

    public string? FirstPage => After is null ? null : QueryHelpers.AddQueryString(To("territoire"),
        new Dictionary<string, string?> { ["q"] = Search, ["etat"] = State, ["dep"] = Departement }.Where(part => !string.IsNullOrEmpty(part.Value)));

    public string Lead => Children.Totals is { Children: > 0 } totals
        ? $"{French.Count(totals.Joined, "collectivité inscrite", "collectivités inscrites")} sur {French.Number(totals.Children)}, {French.Number(totals.SharingPlan)} {French.Plural(totals.SharingPlan, "partage son avancement", "partagent leur avancement")}."
        : "Votre territoire n’est pas encore installé.";
}
