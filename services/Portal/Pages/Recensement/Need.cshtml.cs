using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>One data need: what is asked, and the dataset that answers it.</summary>
internal sealed class NeedModel(PlansClient plans) : BodyPage
{
    private NeedState? _asked;

    public NeedView Need { get; private set; } = null!;

    public string? Reason { get; private set; }

    public IReadOnlyList<FieldOption> Choices => [.. Need.Choices.Select(c => new FieldOption(c.Id.ToString(), $"{c.Title} ({InventoryWords.Of(c.State).ToLowerInvariant()})"))];

    public bool MayMatch => Need.Next.Contains(NeedState.Matched);

    public string Lead => Need.State switch
    {
        NeedState.Received => "À qualifier\u00A0: qu’est-ce qui est demandé au juste, et pour quoi faire\u00A0?",
        NeedState.Qualified => Need.Suggestions.Count > 0 ? $"{French.Count(Need.Suggestions.Count, "jeu de données du recensement pourrait", "jeux de données du recensement pourraient")} y répondre." : "Aucun jeu du recensement ne semble y répondre\u00A0: ajoutez-en un, ou choisissez.",
        NeedState.Matched => "Un jeu de données y répond\u00A0: il reste à le remettre à qui le demande.",
        NeedState.Met => "Satisfait.",
        _ => "Refusé.",
    };

    public static string Why(Suggestion suggestion) =>
        string.Join("\u00A0; ", new[] { suggestion.Words.Count > 0 ? $"mots communs\u00A0: {string.Join(", ", suggestion.Words)}" : null, suggestion.SameTheme ? "même thème" : null }.OfType<string>());

    public bool WasAsked(NeedState state) => _asked == state;

    public Task OnGetAsync(Guid id, CancellationToken ct) => LoadAsync(id, ct);

    public async Task<IActionResult> OnPostMoveAsync(Guid id, int version, NeedState to, Guid? datasetId, string? reason, CancellationToken ct)
    {
        (_asked, Reason) = (to, reason);
        var answer = await plans.PostAsync($"bodies/{Body.Id}/inventory/needs/{id}/state", new { State = to, reason, datasetId }, version, ct);
        return await DoneAsync(id, answer, $"État enregistré\u00A0: {InventoryWords.Of(to).ToLowerInvariant()}.", ct);
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, int version, CancellationToken ct)
    {
        var answer = await plans.DeleteAsync($"bodies/{Body.Id}/inventory/needs/{id}", version, ct);
        if (!answer.Succeeded)
        {
            return await DoneAsync(id, answer, "", ct);
        }

        this.Say("Besoin supprimé. Vous pouvez le rétablir pendant 30 jours depuis la corbeille du recensement.");
        return Redirect(To("recensement/besoins"));
    }

    private async Task<IActionResult> DoneAsync(Guid id, Answer answer, string said, CancellationToken ct)
    {
        if (answer.Succeeded)
        {
            this.Say(said);
            return Redirect(To($"recensement/besoins/{id}"));
        }

        ModelState.Clear();
        if (answer.Problem is { Status: 409, Type: "stale" })
        {
            ModelState.AddModelError("", "Ce besoin a changé entre-temps\u00A0: voici son état actuel. Recommencez si besoin.");
            await LoadAsync(id, ct);
            Response.StatusCode = 409;
            return Page();
        }

        return await RefusedAsync(answer, () => LoadAsync(id, ct), new Dictionary<string, string> { ["reason"] = "reason", ["datasetId"] = "datasetId" });
    }

    private async Task LoadAsync(Guid id, CancellationToken ct) => Need = await plans.GetAsync<NeedView>($"bodies/{Body.Id}/inventory/needs/{id}", ct);
}
