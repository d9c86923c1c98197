using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Echanges;

/// <summary>What is talked about in the body's spaces.</summary>
internal sealed class IndexModel(PeerExchangeClient exchange) : BodyPage
{
    public sealed record Topic(
        Guid Id, string SpaceKind, string SpaceName, string Kind, string State, string Title, ShownAuthor Author, DateTime LastActivityAt, int ReplyCount);

    public sealed record Topics(IReadOnlyList<Topic> Items, string? Next, IReadOnlyList<ShownSpace> Spaces, bool Incomplete);

    public Topics List { get; private set; } = new([], null, [], false);

    [BindProperty(SupportsGet = true, Name = "espace")]
    public Guid? Space { get; set; }

    [BindProperty(SupportsGet = true, Name = "etat")]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? After { get; set; }

    public IReadOnlyList<FieldOption> Spaces => [.. List.Spaces.Select(s => new FieldOption(s.Id.ToString(), TopicWords.Space(s)))];

    public static IReadOnlyList<FieldOption> States { get; } = [new("Open", "Ouverts"), new("Solved", "Résolus"), new("Archived", "Archivés")];

    public bool IsFiltered => Space is not null || State is not null;

    public string? Next => List.Next is null ? null : Here("suite=" + List.Next);

    public string? First => After is null ? null : Here("");

    public async Task OnGetAsync(CancellationToken ct)
    {
        State = States.Any(s => s.Value == State) ? State : null;
        List = await exchange.GetAsync<Topics>(
            $"bodies/{Body.Id}/topics?size=20" + (Space is { } space ? $"&space={space}" : "") + (State is null ? "" : $"&state={State}")
            + (After is null ? "" : $"&after={Uri.EscapeDataString(After)}"), ct);
    }

    private string Here(string more)
    {
        var query = new[] { Space is { } space ? $"espace={space}" : "", State is null ? "" : $"etat={State}", more }.Where(part => part.Length > 0);
        return To("echanges") + (query.Any() ? "?" + string.Join('&', query) : "");
    }
}
