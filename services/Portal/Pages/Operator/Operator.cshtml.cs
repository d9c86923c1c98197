using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Body;

namespace OpenDataAnimation.Portal.Pages.Operator;

/// <summary>What awaits an operator: requests to decide, bodies that are here. Never their content.</summary>
internal sealed class OperatorModel(TerritoryClient territory) : PersonPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public IReadOnlyList<AskedOpening> Requests { get; private set; } = [];

    public Paged<OpenedBody> Bodies { get; private set; } = new([], null);

    [BindProperty]
    public RefusalInput Input { get; set; } = new();

    public string? NextPage => Bodies.Next is null ? null : QueryHelpers.AddQueryString("/operateur", new Dictionary<string, string?> { ["q"] = Search, ["apres"] = Bodies.Next }.Where(part => part.Value is not null));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!Me.IsOperator)
        {
            return NotThere();
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAcceptAsync(Guid requestId, CancellationToken ct)
    {
        ModelState.Clear();
        return await AfterAsync(await territory.PostAsync($"operator/requests/{requestId}/acceptance", null, ct), "Demande acceptée\u00A0: l’invitation est partie.", ct);
    }

    public async Task<IActionResult> OnPostRefuseAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            Response.StatusCode = 400;
            return Page();
        }

        return await AfterAsync(await territory.PostAsync($"operator/requests/{Input.RequestId}/refusal", new { reason = Input.Reason }, ct), "Demande refusée\u00A0: la personne en est informée.", ct);
    }

    private async Task<IActionResult> AfterAsync(Answer answer, string told, CancellationToken ct)
    {
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), words: new Dictionary<string, string>
            {
                ["request-decided"] = "Cette demande a déjà reçu une réponse.",
                ["already-joined"] = "Cette collectivité est déjà inscrite\u00A0: refusez la demande en indiquant qui l’administre.",
            });
        }

        this.Say(told);
        return Redirect("/operateur");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var query = new Dictionary<string, string?> { ["q"] = Search, ["after"] = After, ["size"] = "50" }.Where(part => !string.IsNullOrEmpty(part.Value));
        var requests = territory.GetAsync<Paged<AskedOpening>>("operator/requests?size=50", ct);
        var bodies = territory.GetAsync<Paged<OpenedBody>>(QueryHelpers.AddQueryString("operator/bodies", query), ct);
        await Task.WhenAll(requests, bodies);
        Requests = (await requests).Items;
        Bodies = await bodies;
    }

    public sealed class RefusalInput
    {
        public Guid RequestId { get; set; }

        [Display(Name = "Raison du refus"), Required, StringLength(1000, MinimumLength = 3)]
        public string Reason { get; set; } = "";
    }
}

internal sealed record AskedOpening(
    Guid RequestId, BodyKind Kind, string Code, string BodyName, string Name, string Email, string Function, string? Message, DateTime At, BodyState? BodyState);

internal sealed record OpenedBody(Guid BodyId, string Name, string Slug, BodyKind Kind, string Code, IReadOnlyList<string> Departements, BodyState State, int Children, int Members);
