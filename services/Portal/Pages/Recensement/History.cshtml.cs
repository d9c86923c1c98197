using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>All that was changed in a candidate dataset.</summary>
internal sealed class HistoryModel(PlansClient plans) : BodyPage
{
    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public Guid Id { get; private set; }

    public DatasetNotes Notes { get; private set; } = null!;

    public async Task OnGetAsync(Guid id, CancellationToken ct)
    {
        Id = id;
        Notes = await plans.GetAsync<DatasetNotes>($"bodies/{Body.Id}/inventory/datasets/{id}/notes?size=50{(After is null ? "" : $"&after={Uri.EscapeDataString(After)}")}", ct);
    }
}

/// <summary>What was changed in the dataset of that title, a page of it.</summary>
internal sealed record DatasetNotes(string Title, IReadOnlyList<DatasetNote> Items, string? Next);

/// <param name="From">In whose employ someone changed it for the body.</param>
internal sealed record DatasetNote(Guid Id, DateTime At, Pilot? By, OtherBody? From, string Act, IReadOnlyList<ChangedField> Changes);
