using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Campagnes;

/// <summary>"We did this": what communes show to the body, taken over or relayed in one click.</summary>
internal sealed class ReceivedModel(PlansClient plans, MethodStore methods) : BodyPage
{
    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["offer-withdrawn"] = "La commune vient de retirer son offre.",
        ["offer-adopted"] = "Cette action est déjà dans votre plan.",
        ["offer-relayed"] = "Cette action a déjà été relayée.",
        ["offer-decided"] = "Cette action a déjà été reprise ou relayée.",
        ["not-to-be-relayed"] = "La commune ne souhaite pas que son action soit relayée.",
        ["no-neighbours"] = "Aucune autre commune n’a encore rejoint le territoire.",
    };

    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public Page<ReceivedOffer> Offers { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostAdoptAsync(Guid id, CancellationToken ct) => DecideAsync(id, "adoption", null, "L’action est dans votre plan, à venir.", ct);

    public Task<IActionResult> OnPostAsideAsync(Guid id, CancellationToken ct) => DecideAsync(id, "aside", null, "Mise de côté. Elle reste dans la liste.", ct);

    public Task<IActionResult> OnPostRelayAsync(Guid id, string? message, DateOnly? expiresOn, CancellationToken ct) =>
        DecideAsync(id, "relay", new { message, expiresOn }, "Relayée aux communes rattachées\u00A0: chacune répond comme à toute proposition.", ct);

    private async Task<IActionResult> DecideAsync(Guid id, string act, object? body, string said, CancellationToken ct)
    {
        var answer = await plans.PostAsync($"bodies/{Body.Id}/received-offers/{id}/{act}", body, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), words: Refusals);
        }

        this.Say(said);
        return Redirect(To("campagnes/recues"));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var method = methods.GetAsync(plans, ct);
        Offers = await plans.GetAsync<Page<ReceivedOffer>>($"bodies/{Body.Id}/received-offers{(After is null ? "" : $"?after={Uri.EscapeDataString(After)}")}", ct);
        Method = await method;
    }
}

internal sealed record ReceivedOffer(
    Guid Id, OtherBody From, ProposedAction? Action, string Message, bool MayBeRelayed, OfferStatus Status, DateTime ReceivedAt, Guid? ActionId, Guid? CampaignId)
{
    public string Word => OfferWords.Of(Status);

    public Tone Tone => Status is OfferStatus.Received ? Tone.Accent : Status is OfferStatus.Adopted or OfferStatus.Relayed ? Tone.Success : Tone.Neutral;

    public string Icon => Status switch { OfferStatus.Received => "star", OfferStatus.Adopted => "check", OfferStatus.Relayed => "send", OfferStatus.SetAside => "archive", _ => "undo" };
}

internal static class OfferWords
{
    public static string Of(OfferStatus status) => status switch
    {
        OfferStatus.Received => "À lire",
        OfferStatus.Adopted => "Reprise",
        OfferStatus.Relayed => "Relayée",
        OfferStatus.SetAside => "Mise de côté",
        _ => "Retirée",
    };

    /// <summary>As the commune that offered it reads it.</summary>
    public static string ToItsAuthor(OfferStatus status) => status switch
    {
        OfferStatus.Received => "Envoyée",
        OfferStatus.Adopted => "Reprise dans son plan",
        OfferStatus.Relayed => "Relayée à vos voisines",
        OfferStatus.SetAside => "Lue, mise de côté",
        _ => "Retirée par vous",
    };
}
