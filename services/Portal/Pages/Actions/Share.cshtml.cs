using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>The body shows one of its own actions to its parents: "we did this".</summary>
internal sealed class ShareModel(PlansClient plans) : BodyPage
{
    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["already-offered"] = "Vous avez déjà montré cette action à cette structure.",
        ["only-own-objectives"] = "Cette action ne sert que vos propres objectifs\u00A0: ajoutez-lui un objectif de la méthode pour la partager.",
        ["not-yours-to-offer"] = "Cette action vient d’une autre collectivité\u00A0: c’est à elle de la raconter.",
        ["offer-withdrawn"] = "Cette offre est déjà retirée.",
    };

    [BindProperty]
    public ShareInput Input { get; set; } = new();

    public Guid Id { get; private set; }

    public ActionOffers Offers { get; private set; } = null!;

    /// <summary>Parents that were not shown it yet.</summary>
    public IReadOnlyList<FieldOption> Options =>
        [.. Offers.Parents.Where(p => Offers.Offers.All(o => o.WithdrawnAt is not null || o.Parent?.BodyId != p.BodyId)).Select(p => new FieldOption(p.BodyId.ToString(), p.Name))];

    public Task OnGetAsync(Guid id, CancellationToken ct) => LoadAsync(id, ct);

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(id, ct);
            return Page();
        }

        var answer = await plans.PostAsync($"bodies/{Body.Id}/actions/{id}/offers", new { Input.Parents, Input.Message, Input.MayBeRelayed }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(id, ct), words: Refusals);
        }

        this.Say("C’est envoyé. Vous verrez ici ce qu’elle en fait.");
        return Redirect(To($"actions/{id}/partager"));
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, Guid offer, CancellationToken ct)
    {
        ModelState.Clear();
        var answer = await plans.PostAsync($"bodies/{Body.Id}/offers/{offer}/withdrawal", null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(id, ct), words: Refusals);
        }

        this.Say("Offre retirée.");
        return Redirect(To($"actions/{id}/partager"));
    }

    private async Task LoadAsync(Guid id, CancellationToken ct) =>
        (Id, Offers) = (id, await plans.GetAsync<ActionOffers>($"bodies/{Body.Id}/actions/{id}/offers", ct));
}

internal sealed record ActionOffers(string Title, bool MayBeOffered, IReadOnlyList<OtherBody> Parents, IReadOnlyList<SentOffer> Offers);

internal sealed record SentOffer(Guid Id, OtherBody? Parent, bool MayBeRelayed, DateTime SentAt, DateTime? WithdrawnAt, OfferStatus Status);

internal sealed class ShareInput
{
    [Display(Name = "À qui la montrer"), Required(ErrorMessage = "À qui la montrer\u00A0: choisissez au moins une structure.")]
    public List<Guid>? Parents { get; set; }

    [Display(Name = "Votre mot"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Message { get; set; }

    [Display(Name = "Elle peut la relayer à nos voisines")]
    public bool MayBeRelayed { get; set; }
}
