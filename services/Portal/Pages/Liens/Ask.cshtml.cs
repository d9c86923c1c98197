using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;

namespace OpenDataAnimation.Portal.Pages.Liens;

/// <summary>Asks someone without an account about an action; the links that were sent for it.</summary>
internal sealed class AskModel(PlansClient plans, TerritoryClient territory) : BodyPage
{
    public static IReadOnlyList<FieldOption> DayOptions { get; } = [new("7", "Une semaine"), new("14", "Deux semaines"), new("30", "Un mois"), new("60", "Deux mois")];

    public static IReadOnlyList<FieldOption> UseOptions { get; } = [new("1", "Une réponse"), new("3", "Trois réponses"), new("5", "Cinq réponses")];

    public AskedAction Action { get; private set; } = null!;

    public IReadOnlyList<LinkItem> Links { get; private set; } = [];

    [BindProperty]
    public AskInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut demander où en est une action."));
        }

        await LoadAsync(id, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(id, ct);
            Response.StatusCode = 400;
            return Page();
        }

        var answer = await plans.PostAsync($"bodies/{Body.Id}/actions/{id}/links", new { Input.Name, Input.Email, Input.Note, Input.Days, Input.Uses }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(id, ct));
        }

        this.Say($"Le lien part à {Input.Email}. Vous verrez ici la réponse de {Input.Name}.");
        return Redirect(To($"actions/{id}"));
    }

    private async Task LoadAsync(Guid id, CancellationToken ct)
    {
        var action = plans.GetAsync<AskedAction>($"bodies/{Body.Id}/actions/{id}", ct);
        var links = territory.TryGetAsync<Paged<LinkItem>>($"bodies/{Body.Id}/links?actionId={id}&size=50", ct);
        await Task.WhenAll(action, links);
        Action = await action;
        Links = (await links)?.Items ?? [];
    }

    public sealed class AskInput
    {
        [Display(Name = "Nom de la personne", Description = "Comme elle signe\u00A0: sa réponse paraîtra sous ce nom."), Required, StringLength(200, MinimumLength = 2)]
        public string Name { get; set; } = "";

        [Display(Name = "Adresse électronique"), Required, EmailAddress, StringLength(254)]
        public string Email { get; set; } = "";

        [Display(Name = "Votre message", Description = "Facultatif."), DataType(DataType.MultilineText), StringLength(500)]
        public string? Note { get; set; }

        [Display(Name = "Le lien fonctionne pendant")]
        public int Days { get; set; } = 14;

        [Display(Name = "Il accepte")]
        public int Uses { get; set; } = 1;
    }
}

internal sealed record AskedAction(Guid Id, string Title);

internal sealed record Paged<T>(IReadOnlyList<T> Items, string? Next);

internal sealed record LinkItem(
    Guid LinkId, Guid ActionId, string ActionTitle, string Name, string Email, string AskedByName, LinkState State, DateTime CreatedAt, DateTime ExpiresAt,
    int Uses, int MostUses, DateTime? UsedAt);
