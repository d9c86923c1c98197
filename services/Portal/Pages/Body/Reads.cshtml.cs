using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Today;

namespace OpenDataAnimation.Portal.Pages.Body;

/// <summary>Proof of what is seen: who of which structure saw what the body shares, and when.</summary>
internal sealed class ReadsModel(PlansClient plans, StakeholdersClient stakeholders, EventsClient events) : BodyPage
{
    public static IReadOnlyList<FieldOption> Subjects { get; } = [new("plan", "Le plan et les indicateurs"), new("contacts", "Les contacts"), new("evenements", "Les événements")];

    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true, Name = "objet")]
    public string? Subject { get; set; }

    [BindProperty(SupportsGet = true, Name = "structure")]
    public Guid? Parent { get; set; }

    public Paged<ReadItem> Reads { get; private set; } = new([], null);

    public IReadOnlyList<FieldOption> Parents { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Subject = Subjects.Any(s => s.Value == Subject) ? Subject : "plan";
        ServiceClient service = Subject switch { "contacts" => stakeholders, "evenements" => events, _ => plans };
        Reads = await service.GetAsync<Paged<ReadItem>>(
            $"bodies/{Body.Id}/reads?size=50" + OfParent + (After is null ? "" : $"&after={Uri.EscapeDataString(After)}"), ct);
        Parents = [.. Reads.Items.Select(r => r.Parent).OfType<OtherBody>().DistinctBy(p => p.BodyId).Select(p => new FieldOption(p.BodyId.ToString(), p.Name))];
        if (Parents.Count > 1 || Parent is not null)
        {
            Parents = [new FieldOption("", "Toutes"), .. Parents];
        }
        else
        {
            Parents = [];
        }
    }

    public string? NextPage => Reads.Next is null ? null : Here($"&apres={Uri.EscapeDataString(Reads.Next)}");

    public string? FirstPage => After is null ? null : Here("");

    public string SheetHref => $"/api/{Subject switch { "contacts" => "stakeholders", "evenements" => "events", _ => "plans" }}/bodies/{Body.Id}/reads.csv{(Parent is { } parent ? $"?parentId={parent}" : "")}";

    private string OfParent => Parent is { } parent ? $"&parentId={parent}" : "";

    private string Here(string more) => To($"consultations?objet={Subject}{(Parent is { } parent ? $"&structure={parent}" : "")}{more}");
}

/// <param name="ProgressOnly">The figures on a page of the parent's, not the content.</param>
internal sealed record ReadItem(DateTime FirstAt, string Name, OtherBody? Parent, ShareSubject Subject, bool ProgressOnly)
{
    public string What => ProgressOnly ? "L’avancement, sur la grille ou la fiche" : Subject switch
    {
        ShareSubject.Contacts => "Les contacts",
        ShareSubject.Events => "Les événements",
        ShareSubject.Indicators => "Les indicateurs, sur le tableau des données publiées",
        _ => "Le plan et ses actions",
    };
}
