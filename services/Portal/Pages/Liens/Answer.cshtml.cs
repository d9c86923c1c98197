using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Liens;

/// <summary>A secure link: three questions about one action, for someone without an account. Opening it uses nothing up.</summary>
internal sealed class AnswerModel(TerritoryClient territory) : PortalPage
{
    public static IReadOnlyList<FieldOption> States { get; } =
    [
        new(nameof(AnsweredState.Done), "C’est fait"),
        new(nameof(AnsweredState.InProgress), "C’est en cours"),
        new(nameof(AnsweredState.ToCome), "Ce n’est pas commencé"),
        new(nameof(AnsweredState.Blocked), "C’est bloqué"),
    ];

    private static readonly string[] Closing = ["link-used", "link-expired", "link-revoked"];

    public AskedLink? Link { get; private set; }

    [BindProperty]
    public AnswerInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        await LoadAsync(token, ct);
        Input.AnswerId = Guid.CreateVersion7();
        return Link is null ? NoSuchLink() : Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        if (Input.State == AnsweredState.Blocked && string.IsNullOrWhiteSpace(Input.Text))
        {
            ModelState.AddModelError("Input.Text", "Dites en quelques mots ce qui bloque.");
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(token, ct);
            Response.StatusCode = 400;
            return Link is null ? NoSuchLink() : Page();
        }

        var answer = await territory.PostAsync(
            $"links/{Uri.EscapeDataString(token)}/answer", new { Input.AnswerId, Input.State, Input.Text, Input.EndsOn, Input.ProofUrl }, ct);
        if (answer.Problem is { Status: 404 })
        {
            return NoSuchLink();
        }

        // Closed meanwhile: the page says so, and whom to ask.
        if (!answer.Succeeded && !Closing.Contains(answer.Problem!.Type))
        {
            return await RefusedAsync(answer, () => LoadAsync(token, ct));
        }

        if (answer.Succeeded)
        {
            this.Say("Votre réponse est enregistrée.");
        }

        return Redirect($"/lien/{Uri.EscapeDataString(token)}");
    }

    private async Task LoadAsync(string token, CancellationToken ct)
    {
        Link = await territory.FindAsync<AskedLink>($"links/{Uri.EscapeDataString(token)}", ct);
        if (Link is { Accent: { } accent } link)
        {
            Frame.ThemeHref = $"/theme/{link.Slug}.css?v={accent.TrimStart('#')}";
        }

        // The token must not leave in a Referer, nor stay in a cache.
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers.CacheControl = "no-store";
    }

    private static IActionResult NoSuchLink() => Problem(new ProblemPage(404, "Ce lien n’existe pas", "Il est peut-être incomplet\u00A0: certains logiciels de messagerie coupent les adresses en deux.")
    {
        Next = ["Copiez le lien entier depuis le message, sans espace ni retour à la ligne.", "Ou demandez un nouveau lien à la personne qui vous a écrit."],
    });

    public sealed class AnswerInput
    {
        public Guid AnswerId { get; set; }

        [Display(Name = "Où en est cette action\u00A0?"), Required(ErrorMessage = "Choisissez où en est l’action.")]
        public AnsweredState? State { get; set; }

        [Display(Name = "Qu’est-ce qui a été fait, ou qu’est-ce qui bloque\u00A0?", Description = "Deux lignes suffisent."), DataType(DataType.MultilineText), StringLength(500)]
        public string? Text { get; set; }

        [Display(Name = "Quand sera-t-elle finie\u00A0?", Description = "Laissez vide si elle est finie, ou si vous ne le savez pas.")]
        public DateOnly? EndsOn { get; set; }

        [Display(Name = "Un lien qui le montre", Description = "Facultatif. Par exemple\u00A0: https://www.commune.fr/actualite"), Url, StringLength(500)]
        public string? ProofUrl { get; set; }
    }
}

internal enum LinkState { Open, Used, Expired, Revoked }

internal sealed record AskedLink(
    string BodyName, string? BodyArticle, string Slug, string? Accent, string ActionTitle, string Name, string? Note, string AskedByName, string? AskedByBody,
    LinkState State, DateTime ExpiresAt, DateTime? UsedAt)
{
    public string BodyDe => Words.De(BodyName, BodyArticle);

    /// <summary>"Anne Essai (Béganne)", or "Anne Essai (Redon Agglomération), au nom de Béganne".</summary>
    public string Asker => AskedByName.Length == 0 ? BodyName : AskedByBody is { } parent ? $"{AskedByName} ({parent}), au nom {BodyDe}" : $"{AskedByName} ({BodyName})";
}
