using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.MaMethode;

/// <summary>Adds an objective or a mean of the body's own, changes one, or takes it out.</summary>
internal sealed class EditModel(PlansClient plans, MethodStore methods) : BodyPage
{
    [BindProperty]
    public EntryInput Input { get; set; } = new();

    public OwnKind Kind { get; private set; }

    /// <summary>Null for a new one.</summary>
    public Guid? Entry { get; private set; }

    public IReadOnlyList<FieldOption> Axes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string part, Guid? entry, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut le faire.", To("methode"), "Revenir à votre méthode"));
        }

        var method = await LoadAsync(part, entry, ct);
        if (entry is { } id)
        {
            if ((Kind == OwnKind.Objective ? method.Own.Objectives : method.Own.Means).FirstOrDefault(e => e.Id == id) is not { } known)
            {
                return NotThere();
            }

            Input = new EntryInput { Version = known.Version, Label = known.Label, Axis = known.Axis, What = known.What };
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string part, Guid? entry, CancellationToken ct)
    {
        await LoadAsync(part, entry, ct);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = 400;
            return Page();
        }

        var fields = new { Input.Label, Input.Axis, Input.What };
        var answer = Entry is { } id
            ? await plans.PutAsync($"bodies/{Body.Id}/own-method/entries/{id}", fields, Input.Version, ct)
            : await plans.PostAsync($"bodies/{Body.Id}/own-method/entries", new { kind = Kind, entry = fields }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask, words: OwnWords.Refusals);
        }

        this.Say(Entry is null ? "Ajouté à votre méthode." : "Enregistré.");
        return Redirect(To("methode"));
    }

    public async Task<IActionResult> OnPostRemoveAsync(string part, Guid entry, int version, CancellationToken ct)
    {
        var method = await LoadAsync(part, entry, ct);
        var answer = await plans.DeleteAsync($"bodies/{Body.Id}/own-method/entries/{entry}", version, ct);
        if (!answer.Succeeded)
        {
            // The form of the removal carries no fields: they are shown as they are kept.
            if (method.Own.Objectives.Concat(method.Own.Means).FirstOrDefault(e => e.Id == entry) is { } known)
            {
                ModelState.Clear();
                Input = new EntryInput { Version = known.Version, Label = known.Label, Axis = known.Axis, What = known.What };
            }

            return await RefusedAsync(answer, () => Task.CompletedTask, words: OwnWords.Refusals);
        }

        this.Say("Retiré. Vous pouvez le rétablir pendant trente jours, en bas de la page.");
        return Redirect(To("methode"));
    }

    private async Task<Method> LoadAsync(string part, Guid? entry, CancellationToken ct)
    {
        (Kind, Entry) = (part == OwnWords.Slug(OwnKind.Objective) ? OwnKind.Objective : OwnKind.Mean, entry);
        var method = await methods.OfAsync(plans, Body.Id, ct);
        Axes = [.. method.Axes.Select(a => new FieldOption(a.Code, a.Label))];
        return method;
    }
}

internal sealed class EntryInput
{
    public int Version { get; set; }

    [Display(Name = "Intitulé"), Required, StringLength(120, MinimumLength = 3)]
    public string? Label { get; set; }

    [Display(Name = "Axe de la méthode"), Required, Range(1, 3)]
    public int? Axis { get; set; }

    [Display(Name = "Description"), DataType(DataType.MultilineText), StringLength(1000)]
    public string? What { get; set; }
}
