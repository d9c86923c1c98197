using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>One service as it is brought to a meeting: exchanges, datasets, needs; and on paper room for notes.</summary>
internal sealed class ServiceModel(PlansClient plans) : BodyPage
{
    private static readonly string[] ExchangeFields = ["state", "on", "who", "notes"];

    [BindProperty]
    public ServiceInput Input { get; set; } = new();

    public ServiceView Service { get; private set; } = null!;

    /// <summary>The exchange whose form was refused.</summary>
    public int? Round { get; private set; }

    public bool Renames { get; private set; }

    public static IReadOnlyList<FieldOption> States { get; } = FieldOption.Of<ExchangeState>(InventoryWords.Of);

    public string Lead => Next is { } next
        ? next.On is { } on ? $"Prochain échange le {French.LongDate(on)}\u00A0: {InventoryWords.Round(next.Round).ToLowerInvariant()}." : $"À prévoir\u00A0: {InventoryWords.Round(next.Round).ToLowerInvariant()}."
        : "Les trois échanges ont eu lieu.";

    private Exchange? Next => Service.Exchanges.FirstOrDefault(e => e.State != ExchangeState.Held);

    /// <summary>What one should talk about, for one dataset.</summary>
    public static string Lacks(ServiceDataset dataset) => dataset.State switch
    {
        DatasetState.SetAside or DatasetState.Withdrawn => dataset.Reason ?? "–",
        DatasetState.Published => "–",
        DatasetState.ToRefresh => "Une nouvelle version",
        DatasetState.Spotted => "Décider s’il est publiable",
        _ => dataset.Missing is { } question ? question : "La publication elle-même",
    };

    /// <summary>What was typed in the refused form, or what is kept.</summary>
    public string? Typed(int round, string field, string? kept) => Round == round ? (string?)Request.Form[field + round] : kept;

    public Task OnGetAsync(Guid id, CancellationToken ct) => LoadAsync(id, ct);

    public async Task<IActionResult> OnPostExchangeAsync(Guid id, int round, int version, CancellationToken ct)
    {
        ModelState.Clear();
        Round = round;
        var (state, on) = ((string?)Request.Form[$"state{round}"], (string?)Request.Form[$"on{round}"]);
        var answer = await plans.PutAsync(
            $"bodies/{Body.Id}/inventory/services/{id}/exchanges/{round}",
            new { State = state, On = DateOnly.TryParseExact(on, "yyyy-MM-dd", out var day) ? day : (DateOnly?)null, Who = (string?)Request.Form[$"who{round}"], Notes = (string?)Request.Form[$"notes{round}"] }, version, ct);
        return await DoneAsync(id, answer, "Échange enregistré.", ExchangeFields.ToDictionary(f => f, f => f + round), ct);
    }

    public async Task<IActionResult> OnPostRenameAsync(Guid id, CancellationToken ct)
    {
        Renames = true;
        if (!ModelState.IsValid)
        {
            await LoadAsync(id, ct);
            return Page();
        }

        var answer = await plans.PutAsync($"bodies/{Body.Id}/inventory/services/{id}", new { Input.Name, Input.Contact }, Input.Version, ct);
        return await DoneAsync(id, answer, "Service enregistré.", new() { ["name"] = "Input.Name", ["contact"] = "Input.Contact" }, ct);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, int version, CancellationToken ct)
    {
        ModelState.Clear();
        var answer = await plans.DeleteAsync($"bodies/{Body.Id}/inventory/services/{id}", version, ct);
        if (!answer.Succeeded)
        {
            return await DoneAsync(id, answer, "", [], ct);
        }

        this.Say("Service retiré de la liste.");
        return Redirect(To("recensement/services"));
    }

    private async Task<IActionResult> DoneAsync(Guid id, Answer answer, string said, Dictionary<string, string> fields, CancellationToken ct)
    {
        if (answer.Succeeded)
        {
            this.Say(said);
            return Redirect(To($"recensement/services/{id}"));
        }

        if (answer.Problem is { Status: 409, Type: "stale" })
        {
            ModelState.AddModelError("", "Cette fiche a changé entre-temps\u00A0: voici ce qui est enregistré. Votre saisie est restée dans le formulaire.");
            await LoadAsync(id, ct);
            Response.StatusCode = 409;
            return Page();
        }

        return await RefusedAsync(answer, () => LoadAsync(id, ct), fields, new Dictionary<string, string>
        {
            ["service-in-use"] = "Des jeux de données, des besoins ou des échanges dépendent de ce service, y compris dans la corbeille.",
        });
    }

    private async Task LoadAsync(Guid id, CancellationToken ct)
    {
        Service = await plans.GetAsync<ServiceView>($"bodies/{Body.Id}/inventory/services/{id}", ct);
        Input = Renames ? Input : new ServiceInput { Version = Service.Version, Name = Service.Name, Contact = Service.Contact };
    }
}
