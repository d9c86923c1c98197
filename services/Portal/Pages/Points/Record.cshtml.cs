using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Points;

/// <summary>What was said at a point, and decided.</summary>
internal sealed class RecordModel(PlansClient plans, TimeProvider clock) : BodyPage
{
    [BindProperty]
    public RecordInput Input { get; set; } = new();

    /// <summary>What had been asked, to be answered.</summary>
    public IReadOnlyList<string> Asked { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid point, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut le faire.", To($"points/{point}"), "Revenir au point"));
        }

        var read = await LoadAsync(point, ct);
        var today = Frame.DayOf(clock.GetUtcNow().UtcDateTime)!.Value;
        Input = new RecordInput
        {
            Version = read.Version,
            HeldOn = read.On > today ? today : read.On,
            Alignment = read.Alignment,
            AlignmentNote = read.AlignmentNote,
            Notes = read.Notes,
            Decisions = read.Decisions,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid point, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(point, ct);
            return Page();
        }

        var answer = await plans.PutAsync(
            $"bodies/{Body.Id}/points/{point}/record", new { Input.HeldOn, Input.Alignment, Input.AlignmentNote, Input.Notes, Input.Decisions }, Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(point, ct), new Dictionary<string, string> { ["on"] = "Input.HeldOn" });
        }

        this.Say(answer.Read<Recorded>().NextOn is { } next ? $"Compte rendu enregistré. Le prochain point est prévu {French.LongDate(next)}." : "Compte rendu enregistré.");
        return Redirect(To($"points/{point}"));
    }

    protected override string WordOf(string property, string value) =>
        property == nameof(RecordInput.Alignment) ? PointWords.Alignments.FirstOrDefault(a => a.Value == value)?.Label ?? value : value;

    private async Task<PointView> LoadAsync(Guid point, CancellationToken ct)
    {
        var read = await plans.GetAsync<PointView>($"bodies/{Body.Id}/points/{point}", ct);
        Asked = read.AskedLines;
        return read;
    }

    internal sealed record Recorded(DateOnly? NextOn);
}

internal sealed class RecordInput
{
    public int Version { get; set; }

    [Display(Name = "Le point a eu lieu le"), Required]
    public DateOnly? HeldOn { get; set; }

    [Display(Name = "Êtes-vous d’accord sur la suite\u00A0?"), Required]
    public Alignment? Alignment { get; set; }

    [Display(Name = "Note d’alignement"), DataType(DataType.MultilineText), StringLength(1000)]
    public string? AlignmentNote { get; set; }

    [Display(Name = "Décisions"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Decisions { get; set; }

    [Display(Name = "Notes"), DataType(DataType.MultilineText), StringLength(4000)]
    public string? Notes { get; set; }
}
