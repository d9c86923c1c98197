using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Trajectoire;

/// <summary>The four phases of a body's transition: a line in time, and what proves that each may be left.</summary>
internal sealed class IndexModel(PlansClient plans, TimeProvider clock) : BodyPage
{
    [BindProperty]
    public StartInput Input { get; set; } = new();

    public TrajectoryView View { get; private set; } = null!;

    public IHtmlContent Svg { get; private set; } = HtmlString.Empty;

    /// <summary>The criterion whose form was refused.</summary>
    public string? Asked { get; private set; }

    public string Lead => $"{French.Count(View.Met, "preuve réunie", "preuves réunies")} sur {French.Number(View.Criteria)}" + (Now is { } phase ? $", phase en cours\u00A0: {phase.Label.ToLowerInvariant()}." : ".");

    private PhaseView? Now => View.Phases.FirstOrDefault(p => p.Standing == Standing.Current);

    public static string Word(PhaseView phase) => phase.Standing switch
    {
        Standing.Met => "Toutes les preuves",
        Standing.Current => "En cours",
        _ => phase.Met > 0 ? "Commencée" : "À venir",
    };

    public static (Tone Tone, string Icon) Look(PhaseView phase) => phase.Standing switch
    {
        Standing.Met => (Tone.Success, "check"),
        Standing.Current => (Tone.Info, "progress"),
        _ => (Tone.Neutral, phase.Met > 0 ? "progress" : "calendar"),
    };

    /// <summary>The page where a criterion is met: its own where the plan has one, else an action by its mean.</summary>
    public static (string Href, string Act)? WayTo(CriterionView criterion) => criterion.Code switch
    {
        "frame-1" => ("strategie/modifier", "Écrire la stratégie"),
        "frame-3" => ("plan/modifier", "Compléter la fiche du plan"),
        "frame-4" => ("cadre", "Compléter le cadre"),
        _ => criterion.Means.Count > 0 ? ($"actions/nouvelle?moyen={criterion.Means[0]}", "En faire une action") : null,
    };

    public string? Typed(string code, string field, string? kept) => Asked == code ? (string?)Request.Form[$"{field}-{code}"] : kept;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new StartInput { Version = View.Version, StartsOn = View.StartsOn ?? View.SuggestedStart };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        var answer = await plans.PutAsync($"bodies/{Body.Id}/trajectory", new { Input.StartsOn }, Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct));
        }

        this.Say("Date de départ enregistrée.");
        return Redirect(To("trajectoire"));
    }

    public async Task<IActionResult> OnPostTickAsync(string code, int version, CancellationToken ct)
    {
        Asked = code;
        var answer = await plans.PutAsync(
            $"bodies/{Body.Id}/trajectory/criteria/{Uri.EscapeDataString(code)}",
            new { Justification = (string?)Request.Form[$"why-{code}"], On = DateOnly.TryParseExact(Request.Form[$"on-{code}"], "yyyy-MM-dd", out var day) ? day : (DateOnly?)null }, version, ct);
        return await DoneAsync(answer, "Preuve déclarée.", new() { ["justification"] = $"why-{code}", ["on"] = $"on-{code}" }, ct);
    }

    public async Task<IActionResult> OnPostUntickAsync(string code, int version, CancellationToken ct) =>
        await DoneAsync(await plans.DeleteAsync($"bodies/{Body.Id}/trajectory/criteria/{Uri.EscapeDataString(code)}", version, ct), "Déclaration retirée.", [], ct);

    private async Task<IActionResult> DoneAsync(Answer answer, string said, Dictionary<string, string> fields, CancellationToken ct)
    {
        // These forms have no start in them: its checks are not theirs.
        ModelState.Clear();
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), fields, new Dictionary<string, string> { ["stale"] = "Cette preuve a changé entre-temps\u00A0: voici son état actuel. Recommencez si besoin." });
        }

        this.Say(said);
        return Redirect(To("trajectoire"));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await plans.GetAsync<TrajectoryView>($"bodies/{Body.Id}/trajectory", ct);
        Svg = View.StartsOn is { } start ? PhaseDrawing.Of(View.Phases, start, Frame.DayOf(clock.GetUtcNow().UtcDateTime)!.Value) : HtmlString.Empty;
    }
}

internal sealed class StartInput
{
    public int Version { get; set; }

    [Display(Name = "La démarche a commencé le"), Required]
    public DateOnly? StartsOn { get; set; }
}
