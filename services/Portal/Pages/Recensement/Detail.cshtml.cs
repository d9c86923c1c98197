using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>One candidate dataset: where it stands, what is asked before publication, who needs it.</summary>
internal sealed class DetailModel(PlansClient plans, SchemaStore schemas) : BodyPage
{
    public DatasetView Dataset { get; private set; } = null!;

    public SchemasView Schemas { get; private set; } = null!;

    public static IReadOnlyList<FieldOption> Answers { get; } = [new("true", "Oui"), new("false", "Non"), new("", "Pas encore")];

    // What was typed, kept when it was refused.
    public string? Address { get; private set; }

    public string? On { get; private set; }

    public string? Reason { get; private set; }

    public string? Note { get; private set; }

    public bool Answered { get; private set; }

    private Dictionary<string, string?> _answers = [];

    private DatasetState? _asked;

    public string Lead => Dataset.State switch
    {
        DatasetState.Published => Dataset.RefreshDueOn is { } due ? $"Publié. Prochaine version attendue le {French.Date(due)}." : "Publié.",
        DatasetState.ToRefresh => "Publié, mais plus à jour.",
        DatasetState.SetAside => "Écarté\u00A0: il ne sera pas publié.",
        DatasetState.Withdrawn => "Publié autrefois, retiré depuis.",
        _ => Dataset.Missing == 0 ? "Prêt à être publié dès que le fichier l’est." : $"Avant publication, {French.Count(Dataset.Missing, "question attend", "questions attendent")} une réponse.",
    };

    /// <summary>States that need nothing but a click.</summary>
    public IEnumerable<DatasetState> Simple => Dataset.Next.Where(s => !NeedsReason(s) && s != DatasetState.Published && s != Dataset.State && (s != DatasetState.Ready || Dataset.Missing == 0));

    public IEnumerable<DatasetState> WithReason => Dataset.Next.Where(NeedsReason);

    public bool MayPublish => Dataset.Next.Contains(DatasetState.Published) && Dataset.Missing == 0;

    /// <summary>The way forward, of several.</summary>
    public DatasetState? Likely => Dataset.Next.Where(s => s is DatasetState.Eligible or DatasetState.InPreparation or DatasetState.Ready).Cast<DatasetState?>().FirstOrDefault(s => s > Dataset.Stored);

    /// <summary>What keeps the next step closed, in words.</summary>
    public string? Blocked => Dataset.Missing > 0 && Dataset.Next.Any(s => s is DatasetState.Ready or DatasetState.Published)
        ? $"Répondez d’abord à la vérification\u00A0: {French.Count(Dataset.Missing, "question obligatoire attend", "questions obligatoires attendent")} un oui." : null;

    public bool WasAsked(DatasetState state) => _asked == state;

    public string AnswerOf(CheckQuestion question) =>
        _answers.TryGetValue(question.Code, out var typed) ? typed ?? "" : question.Answer switch { true => "true", false => "false", _ => "" };

    public Task OnGetAsync(Guid id, CancellationToken ct) => LoadAsync(id, ct);

    public async Task<IActionResult> OnPostMoveAsync(Guid id, int version, DatasetState to, string? reason, string? url, string? on, CancellationToken ct)
    {
        (_asked, Reason, Address, On) = (to, reason, url, on);
        if (!string.IsNullOrEmpty(on) && !DateOnly.TryParseExact(on, "yyyy-MM-dd", out _))
        {
            ModelState.AddModelError("on", "Écrivez la date comme 31/12/2026.");
            await LoadAsync(id, ct);
            Response.StatusCode = 400;
            return Page();
        }

        var answer = await plans.PostAsync($"bodies/{Body.Id}/inventory/datasets/{id}/state", new { State = to, reason, url, On = string.IsNullOrEmpty(on) ? null : on }, version, ct);
        return await DoneAsync(id, answer, $"État enregistré\u00A0: {InventoryWords.Of(to).ToLowerInvariant()}.", ct);
    }

    public async Task<IActionResult> OnPostCheckAsync(Guid id, int version, Dictionary<string, string?> answers, string? note, CancellationToken ct)
    {
        (_answers, Note, Answered) = (answers, note, true);
        var said = answers.ToDictionary(a => a.Key, a => bool.TryParse(a.Value, out var yes) ? yes : (bool?)null);
        return await DoneAsync(id, await plans.PutAsync($"bodies/{Body.Id}/inventory/datasets/{id}/check", new { Answers = said, note }, version, ct), "Réponses enregistrées.", ct);
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, int version, CancellationToken ct)
    {
        var answer = await plans.DeleteAsync($"bodies/{Body.Id}/inventory/datasets/{id}", version, ct);
        if (!answer.Succeeded)
        {
            return await DoneAsync(id, answer, "", ct);
        }

        this.Say("Jeu de données supprimé. Vous pouvez le rétablir pendant 30 jours depuis la corbeille, au bas de cette page.");
        return Redirect(To("recensement"));
    }

    private async Task<IActionResult> DoneAsync(Guid id, Answer answer, string said, CancellationToken ct)
    {
        if (answer.Succeeded)
        {
            this.Say(said);
            return Redirect(To($"recensement/{id}"));
        }

        ModelState.Clear();
        if (answer.Problem is { Status: 409, Type: "stale" })
        {
            ModelState.AddModelError("", "Ce jeu de données a changé entre-temps\u00A0: voici son état actuel. Recommencez si besoin.");
            await LoadAsync(id, ct);
            Response.StatusCode = 409;
            return Page();
        }

        await LoadAsync(id, ct);

        // A question of the check is named by its code; the form calls it answers[code].
        var fields = Dataset.Questions.ToDictionary(q => q.Code, q => $"answers[{q.Code}]");
        foreach (var own in new[] { "reason", "url", "on", "note" })
        {
            fields[own] = own;
        }

        return await RefusedAsync(answer, () => Task.CompletedTask, fields, new Dictionary<string, string>
        {
            ["dataset-published"] = "Ce jeu est publié\u00A0: retirez-le d’abord, avec une raison.",
            ["dataset-in-use"] = "Un besoin de données est rapproché de ce jeu. Revoyez d’abord ce besoin.",
        });
    }

    private static bool NeedsReason(DatasetState state) => state is DatasetState.SetAside or DatasetState.Withdrawn;

    private async Task LoadAsync(Guid id, CancellationToken ct)
    {
        var known = schemas.GetAsync(plans, ct);
        Dataset = await plans.GetAsync<DatasetView>($"bodies/{Body.Id}/inventory/datasets/{id}", ct);
        Schemas = await known;
    }
}
