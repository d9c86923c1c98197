using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Acteurs;

/// <summary>Says that a contact was removed, and offers to bring it back.</summary>
internal sealed class RemovedModel(StakeholdersClient stakeholders) : BodyPage
{
    public IActionResult OnGet() => May(Right.Edit) ? Page() : NotThere();

    public async Task<IActionResult> OnPostAsync(Guid contactId, CancellationToken ct)
    {
        (await stakeholders.PostAsync($"bodies/{Body.Id}/contacts/{contactId}/restoration", null, ct)).OrFail();
        this.Say("Contact rétabli.");
        return Redirect(To($"acteurs/{contactId}"));
    }
}
