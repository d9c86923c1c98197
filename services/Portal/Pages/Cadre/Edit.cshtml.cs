using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Cadre;

/// <summary>Adds a line to a part of the framework, changes one, or takes it out.</summary>
internal sealed class EditModel(PlansClient plans, TerritoryClient territory) : BodyPage
{
    [BindProperty]
    public LineInput Input { get; set; } = new();

    public FrameworkKind Kind { get; private set; }

    /// <summary>Null for a new line.</summary>
    public Guid? Line { get; private set; }

    public IReadOnlyList<FieldOption> People { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string part, Guid? line, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut le faire.", To("cadre"), "Revenir au cadre"));
        }

        if (!await LoadAsync(part, line, ct))
        {
            return NotThere();
        }

        if (line is { } id)
        {
            var known = (await plans.GetAsync<FrameworkView>($"bodies/{Body.Id}/framework", ct)).Find(id);
            if (known is null || known.Kind != Kind)
            {
                return NotThere();
            }

            Input = new LineInput { Version = known.Version, Title = known.Title, Text = known.Text, PersonId = known.PersonId, EffortPercent = known.EffortPercent };
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string part, Guid? line, CancellationToken ct)
    {
        if (!await LoadAsync(part, line, ct))
        {
            return NotThere();
        }

        // Who is chosen among the members need not be written again.
        Input.Title = string.IsNullOrWhiteSpace(Input.Title) && Input.PersonId is { } person ? People.FirstOrDefault(p => p.Value == person.ToString())?.Label : Input.Title;
        if (string.IsNullOrWhiteSpace(Input.Title))
        {
            ModelState.AddModelError("Input.Title", Kind switch { FrameworkKind.Team => "Écrivez un nom, ou choisissez un membre.", FrameworkKind.Criterion => "Écrivez le critère.", _ => "Écrivez le doute, tel qu’on vous le dit." });
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 400;
            return Page();
        }

        var fields = new { Input.Title, Input.Text, PersonId = Kind == FrameworkKind.Team ? Input.PersonId : null, EffortPercent = Kind == FrameworkKind.Team ? Input.EffortPercent : null };
        var answer = Line is { } id
            ? await plans.PutAsync($"bodies/{Body.Id}/framework/items/{id}", fields, Input.Version, ct)
            : await plans.PostAsync($"bodies/{Body.Id}/framework/items", new { kind = Kind, item = fields }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask, words: new Dictionary<string, string> { ["framework-full"] = "Le cadre compte déjà deux cents lignes\u00A0: retirez-en avant d’en ajouter." });
        }

        this.Say(Line is null ? "Ligne ajoutée au cadre." : "Ligne enregistrée.");
        return Redirect(To("cadre") + "#" + part);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string part, Guid line, int version, CancellationToken ct)
    {
        if (!await LoadAsync(part, line, ct))
        {
            return NotThere();
        }

        var answer = await plans.DeleteAsync($"bodies/{Body.Id}/framework/items/{line}", version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask, words: new Dictionary<string, string> { ["stale"] = "Cette ligne a changé entre-temps\u00A0: relisez-la avant de la retirer." });
        }

        this.Say("Ligne retirée. Vous pouvez la rétablir pendant trente jours, en bas de la page.");
        return Redirect(To("cadre"));
    }

    protected override string WordOf(string property, string value) =>
        property == nameof(LineInput.PersonId) ? People.FirstOrDefault(p => p.Value == value)?.Label ?? "une autre personne" : value;

    private async Task<bool> LoadAsync(string part, Guid? line, CancellationToken ct)
    {
        if (FrameworkWords.FromSlug(part) is not { } kind)
        {
            return false;
        }

        (Kind, Line) = (kind, line);
        People = kind == FrameworkKind.Team ? await Members.OptionsAsync(territory, Body.Id, ct) : [];
        return true;
    }
}

internal sealed class LineInput
{
    public int Version { get; set; }

    [Display(Name = "Intitulé"), StringLength(200)]
    public string? Title { get; set; }

    [Display(Name = "Membre de la collectivité")]
    public Guid? PersonId { get; set; }

    [Display(Name = "Texte"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Text { get; set; }

    [Display(Name = "Part de temps"), Range(1, 100)]
    public int? EffortPercent { get; set; }
}
