using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>The data that someone lacks, oldest first.</summary>
internal sealed class NeedsModel(PlansClient plans) : BodyPage
{
    [BindProperty(SupportsGet = true, Name = "etat")]
    public NeedState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "ouverts")]
    public bool Open { get; set; }

    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public NeedList List { get; private set; } = null!;

    public static IReadOnlyList<FieldOption> States { get; } = FieldOption.Of<NeedState>(InventoryWords.Of);

    public string Lead => (List.Counts.Values.Sum(), Waiting) switch
    {
        (0, _) => "Ce dont les services et l’extérieur ont besoin, et ce qui y répond.",
        (var all, 0) => $"{French.Count(all, "besoin noté", "besoins notés")}, tous ont une réponse.",
        var (all, waiting) => $"{French.Count(all, "besoin noté", "besoins notés")}, {French.Number(waiting)} en attente d’une réponse.",
    };

    public string? NextHref => List.Next is { } next
        ? QueryHelpers.AddQueryString(To("recensement/besoins"), Request.Query.Where(p => p.Key != "apres").Select(p => KeyValuePair.Create(p.Key, p.Value.ToString())).Append(new("apres", next)).ToDictionary()!)
        : null;

    private int Waiting => List.Counts.Where(c => c.Key is not (NeedState.Met or NeedState.Refused)).Sum(c => c.Value);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var query = new Dictionary<string, string?> { ["state"] = State?.ToString(), ["open"] = Open ? "true" : null, ["after"] = After, ["size"] = "50" };
        List = await plans.GetAsync<NeedList>(QueryHelpers.AddQueryString($"bodies/{Body.Id}/inventory/needs", query.Where(p => p.Value is not null)), ct);
    }
}
