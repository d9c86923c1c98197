using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Body;

namespace OpenDataAnimation.Portal.Pages.Operator;

/// <summary>Messages between services that failed too often: an operator sees why and, the cause mended, sends them again.</summary>
internal sealed class MessagesModel(OperationsClient operations, EachServiceClient each) : PersonPage
{
    /// <summary>Each service keeps its own; one is read at a time.</summary>
    public IReadOnlyList<FieldOption> Services => each.Services;

    [BindProperty(SupportsGet = true, Name = "service")]
    public string? Asked { get; set; }

    public string Service => Asked ?? Services[0].Value;

    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public string ServiceName => Services.First(s => s.Value == Service).Label;

    public Paged<ParkedMessage> Parked { get; private set; } = new([], null);

    public string? NextPage => Parked.Next is null ? null : QueryHelpers.AddQueryString(Here, "apres", Parked.Next);

    public string Here => $"/operateur/messages?service={Service}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!IsThere)
        {
            return NotThere();
        }

        await LoadAsync(ct);
        return Page();
    }

    public Task<IActionResult> OnPostReplayAsync(long id, CancellationToken ct) =>
        AfterAsync($"errors/{id}/replay", _ => "Le message est reparti.", ct);

    public Task<IActionResult> OnPostReplayAllAsync(CancellationToken ct) =>
        AfterAsync("errors/replay", answer => answer.Read<ReplayedMessages>().Messages switch
        {
            0 => "Aucun message n’était en erreur.",
            1 => "Un message est reparti.",
            var many => $"{many} messages sont repartis.",
        }, ct);

    private bool IsThere => Me.IsOperator && Services.Any(s => s.Value == Service);

    private async Task<IActionResult> AfterAsync(string act, Func<Answer, string> told, CancellationToken ct)
    {
        if (!IsThere)
        {
            return NotThere();
        }

        var answer = await operations.PostAsync(operations.PathOf(Service, act), null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct));
        }

        this.Say(told(answer));
        return Redirect(Here);
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Parked = await operations.GetAsync<Paged<ParkedMessage>>(operations.PathOf(Service, After is null ? "errors" : QueryHelpers.AddQueryString("errors", "after", After)), ct);
}

internal sealed record ParkedMessage(long Id, string Type, string Endpoint, DateTime At, DateTime ParkedAt, int Attempts, string? LastError);

internal sealed record ReplayedMessages(int Messages);
