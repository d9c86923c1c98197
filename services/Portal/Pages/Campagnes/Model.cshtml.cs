using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Campagnes;

/// <summary>Composes a plan model out of the body's own actions and of objectives to aim at.</summary>
internal sealed class ModelModel(PlansClient plans, MethodStore methods) : BodyPage
{
    [BindProperty]
    public ModelInput Input { get; set; } = new();

    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; private set; }

    /// <summary>Actions that the model holds already.</summary>
    public IReadOnlyList<ProposedAction> Held { get; private set; } = [];

    /// <summary>Actions of the body that can be copied into it.</summary>
    public IReadOnlyList<FieldOption> Own { get; private set; } = [];

    public Method Method { get; private set; } = null!;

    public IReadOnlyList<FieldOption> Objectives => [.. Method.Objectives.Select(o => new FieldOption(o.Code, $"{o.Code} {o.Label}"))];

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, compose les modèles de plan.", To("campagnes/modeles"), "Revenir aux modèles"));
        }

        var model = await LoadAsync(id, ct);
        Input = model is null
            ? new ModelInput()
            : new ModelInput { Version = model.Version, Name = model.Name, Description = model.Description, Objectives = [.. model.Objectives] };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        Input.Keep ??= [];
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var request = new
        {
            Input.Name,
            Input.Description,
            Objectives = Input.Objectives ?? [],
            Actions = Held.Where((_, at) => Input.Keep.Contains(at)).Select(a => new { a.Title, a.Description, a.Objectives, a.Mean, a.Audiences, a.StartsOn, a.EndsOn }),
            FromActions = Input.FromActions ?? [],
        };
        var answer = id is { } known
            ? await plans.PutAsync($"bodies/{Body.Id}/models/{known}", request, Input.Version, ct)
            : await plans.PostAsync($"bodies/{Body.Id}/models", request, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask, new Dictionary<string, string> { ["actions"] = "Input.FromActions" }, new Dictionary<string, string>
            {
                ["too-many"] = "Vous avez déjà cent modèles. Supprimez-en un.",
            });
        }

        this.Say("Modèle enregistré.");
        return Redirect(To("campagnes/modeles"));
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid? id, int version, CancellationToken ct)
    {
        ModelState.Clear();
        var answer = await plans.DeleteAsync($"bodies/{Body.Id}/models/{id}", version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, async () => await LoadAsync(id, ct));
        }

        this.Say("Modèle supprimé.");
        return Redirect(To($"campagnes/modeles?supprime={id}"));
    }

    private async Task<ModelView?> LoadAsync(Guid? id, CancellationToken ct)
    {
        Id = id;
        var method = methods.GetAsync(plans, ct);
        var model = id is { } known ? plans.GetAsync<ModelView>($"bodies/{Body.Id}/models/{known}", ct) : null;
        var actions = plans.GetAsync<Page<ActionItem>>($"bodies/{Body.Id}/actions?size=100", ct);
        (Method, Own) = (await method, [.. (await actions).Items.Select(a => new FieldOption(a.Id.ToString(), $"{a.Title} ({string.Join(", ", a.Objectives)})"))]);
        var view = model is null ? null : await model;
        Held = view?.Actions ?? [];
        return view;
    }
}

internal sealed class ModelInput
{
    public int Version { get; set; }

    [Display(Name = "Nom du modèle"), Required, StringLength(200, MinimumLength = 3)]
    public string? Name { get; set; }

    [Display(Name = "Description"), DataType(DataType.MultilineText), StringLength(4000)]
    public string? Description { get; set; }

    [Display(Name = "Objectifs à viser")]
    public List<string>? Objectives { get; set; }

    /// <summary>Places of the actions that it keeps; null until something was posted.</summary>
    public List<int>? Keep { get; set; }

    [Display(Name = "Ajouter des actions de votre plan")]
    public List<Guid>? FromActions { get; set; }
}
