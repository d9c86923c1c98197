using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Drafts;

namespace OpenDataAnimation.Portal.Pages.Resume;

/// <summary>After signing in again: what was typed when the session ended, ready to be sent.</summary>
internal sealed class ResumeModel(DraftBox drafts) : PersonPage
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        await drafts.FindAsync(HttpContext, id, ct) is { } form
            ? ResendPage.Show(ResendPage.AfterSignIn(form, id), 200)
            : Problem(new ProblemPage(404, "Cette saisie n’est plus conservée", "Une saisie interrompue est gardée 24\u00A0heures, et seulement pour le navigateur où elle a été commencée."));

    /// <summary>The person prefers to let it go.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        await drafts.ForgetAsync(HttpContext, id, ct);
        this.Say("Saisie abandonnée.", Tone.Neutral);
        return Redirect("/");
    }
}
