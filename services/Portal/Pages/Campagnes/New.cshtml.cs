using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;
using OpenDataAnimation.Portal.Pages.Grille;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Campagnes;

/// <summary>
/// Proposes an action to communes: what, to whom, a look at what a commune will see, then it is sent. Everything typed travels
/// with each step, so that it works without script.
/// </summary>
internal sealed class NewModel(PlansClient plans, MethodStore methods, TimeProvider clock) : BodyPage
{
    [BindProperty]
    public CampaignInput Input { get; set; } = new();

    public Method Method { get; private set; } = null!;

    public IReadOnlyList<FieldOption> Actions { get; private set; } = [];

    /// <summary>Children as the territory's grid knows them.</summary>
    public IReadOnlyList<GridRow> Communes { get; private set; } = [];

    /// <summary>Those that the filter leaves; the others keep their tick unseen.</summary>
    public IReadOnlyList<GridRow> Shown { get; private set; } = [];

    /// <summary>The plan model that is proposed as a whole; null where it is one action.</summary>
    public ModelView? Whole { get; private set; }

    /// <summary>Set once all is filled in: shown instead of the form.</summary>
    public Letter? Preview { get; private set; }

    public HashSet<Guid> Chosen { get; private set; } = [];

    public IReadOnlyList<GridRow> ChosenRows => [.. Communes.Where(c => Chosen.Contains(c.BodyId))];

    public static IReadOnlyList<FieldOption> Standings { get; } =
        [new("inscrites", "Inscrites"), new("non-inscrites", "Pas encore inscrites"), new("partagent", "Partagent leur avancement")];

    public IReadOnlyList<FieldOption> Departements =>
        [.. Communes.SelectMany(c => c.Departements.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct().Order(StringComparer.Ordinal).Select(d => new FieldOption(d, d))];

    public IReadOnlyList<FieldOption> Objectives => [.. Method.Objectives.Select(o => new FieldOption(o.Code, $"{o.Code} {o.Label}"))];

    public IReadOnlyList<FieldOption> Means => [.. Method.Means.Select(m => new FieldOption(m.Code, m.Label))];

    public IReadOnlyList<FieldOption> Audiences => [.. Method.Audiences.Select(a => new FieldOption(a.Code, a.PluralLabel))];

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "action")] Guid? action, [FromQuery(Name = "moyen")] string? mean, [FromQuery(Name = "commune")] Guid[]? communes,
        [FromQuery(Name = "modele")] Guid? model, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut proposer une action aux communes.", To("campagnes"), "Revenir aux propositions envoyées"));
        }

        Input.ModelId = model;
        var own = action is { } id ? plans.FindAsync<ActionView>($"bodies/{Body.Id}/actions/{id}", ct) : Task.FromResult<ActionView?>(null);
        await LoadAsync(ct);
        if (await own is { } mine)
        {
            Input = new CampaignInput
            {
                Title = mine.Title,
                Description = mine.Description,
                Objectives = [.. mine.Objectives],
                Mean = mine.Mean,
                Audiences = [.. mine.Audiences],
                StartsOn = mine.StartsOn,
                EndsOn = mine.EndsOn,
            };
        }
        else if (Method.Mean(mean) is { } from)
        {
            Input = new CampaignInput
            {
                Title = from.Label,
                Description = $"{from.What}\n\n{string.Join('\n', from.HowToStart.Select(step => "– " + step))}",
                Objectives = [from.Objectives[0]],
                Mean = from.Code,
                Audiences = [.. from.Audiences],
            };
        }

        Input.ModelId = model;
        Input.Children = [.. (communes ?? []).Where(c => Communes.Any(known => known.BodyId == c))];
        Select();
        return Page();
    }

    /// <summary>Shows what a commune will see, before anything is sent.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Select();
        if (Chosen.Count == 0)
        {
            ModelState.AddModelError("Input.Children", "Choisissez au moins une commune.");
        }

        if (Input.ExpiresOn < Frame.DayOf(clock.GetUtcNow().UtcDateTime))
        {
            ModelState.AddModelError("Input.ExpiresOn", "La date limite est déjà passée.");
        }

        if (Input.EndsOn < Input.StartsOn)
        {
            ModelState.AddModelError("Input.EndsOn", "La fin ne peut pas précéder le début.");
        }

        if (ModelState.IsValid)
        {
            Preview = Whole is { } whole
                ? new Letter(Body.Name, new ProposedAction(whole.Name, whole.Description, [.. whole.Objectives], null, [], null, null), Input.Message ?? "", Input.ExpiresOn, Method, whole.Actions)
                : new Letter(
                Body.Name,
                new ProposedAction(Input.Title!.Trim(), Input.Description ?? "", [.. Input.Objectives!], Input.Mean, [.. Input.Audiences ?? []], Input.StartsOn, Input.EndsOn),
                Input.Message ?? "", Input.ExpiresOn, Method);
        }

        return Page();
    }

    /// <summary>The list of communes with another filter; nothing is checked yet, nothing is lost.</summary>
    public Task<IActionResult> OnPostFilterAsync(CancellationToken ct) => AgainAsync(null, ct);

    /// <summary>Ticks every commune that the filter shows.</summary>
    public Task<IActionResult> OnPostAllAsync(CancellationToken ct) => AgainAsync(true, ct);

    /// <summary>Takes the tick off every commune that the filter shows.</summary>
    public Task<IActionResult> OnPostNoneAsync(CancellationToken ct) => AgainAsync(false, ct);

    public async Task<IActionResult> OnPostSendAsync(CancellationToken ct)
    {
        if (Input.ModelId is not null)
        {
            ModelState.Remove("Input.Title");
            ModelState.Remove("Input.Objectives");
        }

        if (!ModelState.IsValid)
        {
            return await AgainAsync(null, ct);
        }

        var answer = await plans.PostAsync(
            $"bodies/{Body.Id}/campaigns",
            new
            {
                Input.ModelId,
                action = Input.ModelId is not null ? null : new { Input.Title, Input.Description, Input.Objectives, Input.Mean, Audiences = Input.Audiences is { Count: > 0 } ? Input.Audiences : null, Input.StartsOn, Input.EndsOn },
                Input.Message,
                Input.ExpiresOn,
                Input.Children,
            },
            ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, async () =>
            {
                await LoadAsync(ct);
                Select();
            });
        }

        var sent = answer.Read<CampaignSent>();
        this.Say($"Proposition envoyée à {French.Count(sent.Sent, "commune")}.{(sent.Waiting == 0 ? "" : $" {French.Count(sent.Waiting, "autre la recevra", "autres la recevront")} en rejoignant le territoire.")}");
        return Redirect(To($"campagnes/{sent.Id}"));
    }

    private async Task<IActionResult> AgainAsync(bool? tick, CancellationToken ct)
    {
        await LoadAsync(ct);
        Select();
        foreach (var commune in tick is null ? [] : Shown)
        {
            _ = tick == true ? Chosen.Add(commune.BodyId) : Chosen.Remove(commune.BodyId);
        }

        // Only a choice of communes was changed: what is not filled in yet is no error.
        foreach (var entry in ModelState.Values)
        {
            entry.Errors.Clear();
        }

        return Page();
    }

    private void Select()
    {
        Chosen = [.. (Input.Children ?? []).Where(c => Communes.Any(known => known.BodyId == c))];
        var (least, most) = Sizes.Range(Input.Size);
        Shown = [.. Communes.Where(c =>
            (Input.Departement is null || c.Departements.Split(' ').Contains(Input.Departement))
            && (least is null || c.Population >= least) && (most is null || c.Population <= most)
            && Input.Standing switch
            {
                "inscrites" => c.Why != GridMissing.Prepared,
                "non-inscrites" => c.Why == GridMissing.Prepared,
                "partagent" => c.Progress is not null,
                _ => true,
            })];
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var method = methods.GetAsync(plans, ct);
        var grid = plans.GetAsync<GridView>($"bodies/{Body.Id}/oversight", ct);
        var actions = plans.GetAsync<Page<ActionItem>>($"bodies/{Body.Id}/actions?size=100", ct);
        await Task.WhenAll(method, grid, actions);
        (Method, Communes) = (await method, (await grid).Rows);
        Actions = [.. (await actions).Items.Select(a => new FieldOption(a.Id.ToString(), a.Title))];
        Whole = Input.ModelId is { } model ? await plans.GetAsync<ModelView>($"bodies/{Body.Id}/models/{model}", ct) : null;
        if (Whole is not null)
        {
            // A model has its own title and objectives.
            ModelState.Remove("Input.Title");
            ModelState.Remove("Input.Objectives");
        }
    }
}

internal sealed record CampaignSent(Guid Id, int Sent, int Waiting);

internal sealed class CampaignInput
{
    public Guid? ModelId { get; set; }

    [Display(Name = "Titre de l’action proposée"), Required, StringLength(200, MinimumLength = 3)]
    public string? Title { get; set; }

    [Display(Name = "Description"), DataType(DataType.MultilineText), StringLength(4000)]
    public string? Description { get; set; }

    [Display(Name = "Objectifs servis"), Required(ErrorMessage = "Objectifs servis\u00A0: choisissez-en au moins un.")]
    public List<string>? Objectives { get; set; }

    [Display(Name = "Moyen de la méthode")]
    public string? Mean { get; set; }

    [Display(Name = "Cibles")]
    public List<string>? Audiences { get; set; }

    [Display(Name = "Début proposé")]
    public DateOnly? StartsOn { get; set; }

    [Display(Name = "Échéance proposée")]
    public DateOnly? EndsOn { get; set; }

    [Display(Name = "Message aux communes"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Message { get; set; }

    [Display(Name = "Réponse souhaitée avant le")]
    public DateOnly? ExpiresOn { get; set; }

    [Display(Name = "Inscription")]
    public string? Standing { get; set; }

    [Display(Name = "Département")]
    public string? Departement { get; set; }

    [Display(Name = "Taille")]
    public string? Size { get; set; }

    [Display(Name = "Communes")]
    public List<Guid>? Children { get; set; }
}
