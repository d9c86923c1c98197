using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Suggestions;

/// <summary>Suggestions taken and dismissed; and the dismissed ones, to be recalled.</summary>
internal sealed class IndexModel(PlansClient plans, MethodStore methods) : BodyPage
{
    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["suggestion-gone"] = "Cette suggestion n’a plus lieu d’être\u00A0: quelqu’un s’en est occupé entre-temps.",
    };

    public SuggestionList List { get; private set; } = new([], []);

    public Method Method { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut suivre ces suggestions.", To("plan"), "Revenir au plan"));
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostTakeAsync(string key, CancellationToken ct)
    {
        var answer = await plans.PostAsync($"bodies/{Body.Id}/suggestions/{Uri.EscapeDataString(key)}/action", new { }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), words: Refusals);
        }

        this.Say($"Action ajoutée au plan, remplie d’après {(key.StartsWith("peer-", StringComparison.Ordinal) ? "ce qu’une autre collectivité a fait" : "la méthode")}. Nommez qui la pilote, ou changez ce que vous voulez.");
        return Redirect(To($"actions/{answer.Read<Created>().Id}"));
    }

    public async Task<IActionResult> OnPostDismissAsync(string key, CancellationToken ct)
    {
        var answer = await plans.PostAsync($"bodies/{Body.Id}/suggestions/{Uri.EscapeDataString(key)}/dismissal", null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), words: Refusals);
        }

        this.Say("Suggestion écartée. Elle ne reviendra que si la situation change\u00A0; vous pouvez la reprendre ici.");
        return Redirect(To("suggestions"));
    }

    public async Task<IActionResult> OnPostRecallAsync(string key, CancellationToken ct)
    {
        (await plans.DeleteAsync($"bodies/{Body.Id}/suggestions/{Uri.EscapeDataString(key)}/dismissal", null, ct)).OrFail();
        this.Say("Suggestion reprise.");
        return Redirect(To("suggestions"));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var list = plans.GetAsync<SuggestionList>($"bodies/{Body.Id}/suggestions", ct);
        Method = await methods.GetAsync(plans, ct);
        List = await list;
    }
}
