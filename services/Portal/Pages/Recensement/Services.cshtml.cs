using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>The services of the body and how far the three exchanges with each are.</summary>
internal sealed class ServicesModel(PlansClient plans) : BodyPage
{
    [BindProperty]
    public ServiceInput Input { get; set; } = new();

    public ServiceList List { get; private set; } = null!;

    public string Lead => List.Items.Count == 0 ? "Aucun service n’est encore recensé."
        : $"{French.Count(List.Items.Count, "service")}, {French.Count(Held(1), "premier échange tenu", "premiers échanges tenus")}, {French.Count(Held(3), "accompagné", "accompagnés")} jusqu’à la publication.";

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        var answer = await plans.PostAsync($"bodies/{Body.Id}/inventory/services", new { Input.Name, Input.Contact }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct));
        }

        this.Say("Service ajouté.");
        return Redirect(To($"recensement/services/{answer.Read<Created>().Id}"));
    }

    private int Held(int round) => List.Items.Count(s => s.Exchanges[round - 1].State == ExchangeState.Held);

    private async Task LoadAsync(CancellationToken ct) => List = await plans.GetAsync<ServiceList>($"bodies/{Body.Id}/inventory/services", ct);
}

internal sealed class ServiceInput
{
    public int Version { get; set; }

    [Display(Name = "Nom du service"), Required, StringLength(120, MinimumLength = 2)]
    public string? Name { get; set; }

    [Display(Name = "Contact"), StringLength(200)]
    public string? Contact { get; set; }
}
