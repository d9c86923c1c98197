using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Join;

/// <summary>The link of an invitation: what it is, from whom, accept or decline; signing in comes first.</summary>
internal sealed class InvitationModel(TerritoryClient territory) : PortalPage
{
    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["not-allowed"] = "Cette invitation est adressée à une autre personne\u00A0: connectez-vous avec l’adresse à laquelle elle a été envoyée.",
        ["invitation-expired"] = "Cette invitation est trop ancienne. Demandez qu’on vous en envoie une autre.",
        ["invitation-revoked"] = "Cette invitation a été annulée ou remplacée par une plus récente.",
        ["invitation-closed"] = "Cette invitation a déjà reçu une réponse.",
    };

    public Received? Invitation { get; private set; }

    public bool IsSignedIn => HttpContext.IsSignedIn();

    /// <summary>Sign-in, or account creation, that comes back here.</summary>
    public string SignInAddress => SignInFirst.AddressFor(Request.Path);

    public string CreateAccount => !HasOwnAccounts ? SignInAddress : $"/compte/inscription?returnUrl={Uri.EscapeDataString(SignInAddress)}&courriel={Uri.EscapeDataString(Invitation?.Email ?? "")}&nom={Uri.EscapeDataString(Invitation?.Name ?? "")}";

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        await LoadAsync(token, ct);
        return Invitation is null ? NoSuchInvitation() : Page();
    }

    public async Task<IActionResult> OnPostAcceptAsync(string token, CancellationToken ct)
    {
        if (!IsSignedIn)
        {
            return Redirect(SignInAddress);
        }

        var answer = await territory.PostAsync($"invitations/{Uri.EscapeDataString(token)}/acceptance", null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(token, ct), words: Refusals);
        }

        var joined = answer.Read<Joined>();
        this.Say(joined.Activated ? $"L’espace {Words.De(joined.Name, null)} est ouvert. Bienvenue." : "Invitation acceptée. Bienvenue.");
        return Redirect($"/c/{joined.Slug}");
    }

    public async Task<IActionResult> OnPostDeclineAsync(string token, CancellationToken ct)
    {
        if (!IsSignedIn)
        {
            return Redirect(SignInAddress);
        }

        var answer = await territory.PostAsync($"invitations/{Uri.EscapeDataString(token)}/decline", null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(token, ct), words: Refusals);
        }

        this.Say("Invitation déclinée. La personne qui vous a invité en est informée dans son espace.", Tone.Neutral);
        return Redirect("/");
    }

    private async Task LoadAsync(string token, CancellationToken ct)
    {
        Invitation = await territory.FindAsync<Received>($"invitations/{Uri.EscapeDataString(token)}", ct);
        // The token must not leave in a Referer, nor stay in a shared cache.
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers.CacheControl = "no-store";
    }

    private static IActionResult NoSuchInvitation() => Problem(new ProblemPage(404, "Cette invitation n’existe pas", "Le lien est peut-être incomplet\u00A0: certains logiciels de messagerie le coupent en deux.")
    {
        Next = ["Copiez le lien entier depuis le message, sans espace ni retour à la ligne.", "Ou demandez à la personne qui vous a invité d’envoyer une nouvelle invitation."],
    });

    internal sealed record Received(
        string BodyName, string? BodyArticle, BodyKind BodyKind, string Slug, string Name, string Email, IReadOnlyList<Role> Roles,
        string InviterName, string? InviterBody, string State, DateTime ExpiresAt, bool Activates)
    {
        public string BodyDe => Words.De(BodyName, BodyArticle);
    }

    private sealed record Joined(string Slug, string Name, bool Activated);
}
