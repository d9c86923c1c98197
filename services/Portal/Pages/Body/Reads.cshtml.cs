using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Today;

namespace OpenDataAnimation.Portal.Pages.Body;

/// <summary>Proof of what is seen: who of which structure read the body's plan, and when.</summary>
internal sealed class ReadsModel(PlansClient plans) : BodyPage
{
    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public Paged<ReadItem> Reads { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken ct) =>
        Reads = await plans.GetAsync<Paged<ReadItem>>($"bodies/{Body.Id}/reads?size=50" + (After is null ? "" : $"&after={Uri.EscapeDataString(After)}"), ct);

    public string? NextPage => Reads.Next is null ? null : To($"consultations?apres={Uri.EscapeDataString(Reads.Next)}");

    public string? FirstPage => After is null ? null : To("consultations");
}

internal sealed record ReadItem(DateTime FirstAt, string Name, OtherBody? Parent, ShareSubject Subject);
