using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Campagnes;

/// <summary>A new version of what was proposed.</summary>
internal sealed class EditModel(PlansClient plans, MethodStore methods) : BodyPage
{
    [BindProperty]
    public VersionInput Input { get; set; } = new();

    public CampaignView Campaign { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    public IReadOnlyList<FieldOption> Objectives => [.. Method.Objectives.Select(o => new FieldOption(o.Code, $"{o.Code} {o.Label}"))];

    public IReadOnlyList<FieldOption> Means => [.. Method.Means.Select(m => new FieldOption(m.Code, m.Label))];

    public IReadOnlyList<FieldOption> Audiences => [.. Method.Audiences.Select(a => new FieldOption(a.Code, a.PluralLabel))];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut modifier une proposition.", To($"campagnes/{id}"), "Revenir à la proposition"));
        }

        await LoadAsync(id, ct);
        var action = Campaign.Action;
        Input = new VersionInput
        {
            Version = Campaign.SentVersion,
            Title = action.Title,
            Description = action.Description,
            Objectives = [.. action.Objectives],
            Mean = action.Mean,
            Audiences = [.. action.Audiences],
            StartsOn = action.StartsOn,
            EndsOn = action.EndsOn,
            Message = Campaign.Message,
            ExpiresOn = Campaign.ExpiresOn,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await plans.PutAsync(
            $"bodies/{Body.Id}/campaigns/{id}",
            new
            {
                action = new { Input.Title, Input.Description, Input.Objectives, Input.Mean, Audiences = Input.Audiences is { Count: > 0 } ? Input.Audiences : null, Input.StartsOn, Input.EndsOn },
                Input.Message,
                Input.ExpiresOn,
            },
            Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask, words: new Dictionary<string, string> { ["campaign-withdrawn"] = "Cette proposition a été retirée." });
        }

        this.Say("Nouvelle version envoyée. Chaque commune voit ce qui a changé.");
        return Redirect(To($"campagnes/{id}"));
    }

    private async Task LoadAsync(Guid id, CancellationToken ct)
    {
        var method = methods.GetAsync(plans, ct);
        Campaign = await plans.GetAsync<CampaignView>($"bodies/{Body.Id}/campaigns/{id}", ct);
        Method = await method;
    }
}

internal sealed class VersionInput
{
    public int Version { get; set; }

    [Display(Name = "Titre"), Required, StringLength(200, MinimumLength = 3)]
    public string? Title { get; set; }

    [Display(Name = "Description"), DataType(DataType.MultilineText), StringLength(4000)]
    public string? Description { get; set; }

    [Display(Name = "Objectifs servis")]
    public List<string>? Objectives { get; set; }

    [Display(Name = "Moyen de la méthode")]
    public string? Mean { get; set; }

    [Display(Name = "Cibles")]
    public List<string>? Audiences { get; set; }

    [Display(Name = "Début proposé")]
    public DateOnly? StartsOn { get; set; }

    [Display(Name = "Échéance proposée")]
    public DateOnly? EndsOn { get; set; }

    [Display(Name = "Message aux communes"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Message { get; set; }

    [Display(Name = "Réponse souhaitée avant le")]
    public DateOnly? ExpiresOn { get; set; }
}
