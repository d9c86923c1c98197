using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Body;

namespace OpenDataAnimation.Portal.Pages.Journal;

/// <summary>What was done in the body, in every service: who, what, when; whether a line was changed or removed; the whole as a file.</summary>
internal sealed class JournalModel(EachServiceClient services, TerritoryClient territory, TimeProvider clock) : BodyPage
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true, Name = "service")]
    public string? Service { get; set; }

    [BindProperty(SupportsGet = true, Name = "personne")]
    public Guid? Person { get; set; }

    [BindProperty(SupportsGet = true, Name = "du")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "au")]
    public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true, Name = "verifier")]
    public bool Check { get; set; }

    public IReadOnlyList<FieldOption> Services => [new("", "Toutes"), .. services.Services];

    public IReadOnlyList<FieldOption> People { get; private set; } = [];

    public IReadOnlyList<TrailItem> Items { get; private set; } = [];

    /// <summary>Services that did not answer: what they noted is missing here, and the page says so.</summary>
    public IReadOnlyList<string> Silent { get; private set; } = [];

    public IReadOnlyList<(string Service, ChainCheck? Check)> Chains { get; private set; } = [];

    public string? NextPage { get; private set; }

    public bool IsFiltered => Service is { Length: > 0 } || Person is not null || From is not null || Until is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Administer))
        {
            return Refusal();
        }

        if (!ModelState.IsValid || (Service is { Length: > 0 } && services.Services.All(s => s.Value != Service)))
        {
            return NotThere();
        }

        var members = territory.TryGetAsync<Paged<Who>>($"bodies/{Body.Id}/members?size=100", ct);
        await (Check ? CheckAsync(ct) : LoadAsync(ct));
        People = [new("", "Toutes"), .. ((await members)?.Items ?? []).DistinctBy(m => m.PersonId).Select(m => new FieldOption(m.PersonId.ToString(), m.Name))];
        return Page();
    }

    public Task<IActionResult> OnGetSheetAsync(CancellationToken ct) => FileAsync("csv", sheet: true, ct);

    public Task<IActionResult> OnGetLinesAsync(CancellationToken ct) => FileAsync("jsonl", sheet: false, ct);

    public string Here(string? after = null)
    {
        var address = To("journal");
        foreach (var (name, value) in new[] { ("service", Service), ("personne", Person?.ToString()), ("du", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("au", Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("apres", after) })
        {
            address = string.IsNullOrEmpty(value) ? address : QueryHelpers.AddQueryString(address, name, value);
        }

        return address;
    }

    /// <summary>Who did it, as far as it is still known.</summary>
    public static string WhoOf(AuditItem entry) =>
        entry.PersonId is null ? "Automatique" : string.IsNullOrEmpty(entry.PersonName) ? "Personne partie depuis" : entry.PersonName;

    private static IActionResult Refusal() => Problem(ProblemPage.NotAllowed("Une personne administratrice de la collectivité peut lire le journal."));

    private async Task<IActionResult> FileAsync(string ending, bool sheet, CancellationToken ct)
    {
        if (!May(Right.Administer))
        {
            return Refusal();
        }

        var file = new AuditFile(services, Body.Id, $"journal-{Slug}-{clock.GetUtcNow():yyyy-MM-dd}.{ending}", sheet);
        await file.OpenAsync(ct);
        return file;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var cursor = TrailCursor.Read(After);
        var asked = services.Services.Where(s => string.IsNullOrEmpty(Service) || s.Value == Service)
            .Select(async s => (s.Value, Page: await services.TryGetAsync<Paged<AuditItem>>(services.PathOf(s.Value, $"bodies/{Body.Id}/audit{Query(cursor, s.Value)}"), ct))).ToList();
        var chains = await Task.WhenAll(asked);
        Silent = [.. chains.Where(c => c.Page is null).Select(c => EachServiceClient.NameOf(c.Value))];
        var there = chains.Where(c => c.Page is not null).ToList();
        Items = Trail.Merge(there.Select(c => (c.Value, c.Page!.Items)), Size);
        if (there.Any(c => c.Page!.Next is not null) || there.Sum(c => c.Page!.Items.Count) > Items.Count)
        {
            NextPage = Here(cursor.After(Items).ToString());
        }
    }

    private async Task CheckAsync(CancellationToken ct) => Chains = await Task.WhenAll(services.Services
        .Select(async s => (s.Label, await services.TryGetAsync<ChainCheck>(services.PathOf(s.Value, $"bodies/{Body.Id}/audit/check"), ct))));

    private string Query(TrailCursor cursor, string service)
    {
        var query = new Dictionary<string, string?> { ["size"] = $"{Size}" };
        if (cursor.Shown.TryGetValue(service, out var last))
        {
            query["after"] = $"{last}";
        }

        query["person"] = Person?.ToString();
        query["from"] = From is { } from ? $"{Frame.TimeZone.ToUtc(from.ToDateTime(TimeOnly.MinValue)):O}" : null;
        query["until"] = Until is { } until && until < DateOnly.MaxValue ? $"{Frame.TimeZone.ToUtc(until.AddDays(1).ToDateTime(TimeOnly.MinValue)):O}" : null;
        return QueryHelpers.AddQueryString("", query);
    }

    private sealed record Who(Guid PersonId, string Name);
}

/// <summary>What a service found when it recomputed its chain.</summary>
internal sealed record ChainCheck(long Entries, long Last, string Hash, bool IsWhole, IReadOnlyList<ChainFinding> Findings);

internal sealed record ChainFinding(string Fault, long Sequence)
{
    public string Words => Fault switch
    {
        "Changed" => $"la ligne {Sequence} n’est pas celle qui a été écrite",
        "Removed" => $"des lignes manquent avant la ligne {Sequence}",
        "CutShort" => $"les lignes manquent à partir de la ligne {Sequence}",
        "HeadLost" => $"la marque de fin ne correspond pas à la ligne {Sequence}",
        "ValuesChanged" => $"les valeurs de la ligne {Sequence} ne sont pas celles qui ont été écrites",
        _ => $"les valeurs de la ligne {Sequence} ont disparu sans avoir été effacées dans les règles",
    };
}
