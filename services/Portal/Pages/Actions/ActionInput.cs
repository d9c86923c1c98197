using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>What a person writes about an action.</summary>
internal sealed class ActionInput
{
    public int Version { get; set; }

    [Display(Name = "Titre de l’action"), Required, StringLength(200, MinimumLength = 3)]
    public string? Title { get; set; }

    [Display(Name = "Description"), DataType(DataType.MultilineText), StringLength(4000)]
    public string? Description { get; set; }

    [Display(Name = "Objectifs servis"), Required(ErrorMessage = "Objectifs servis\u00A0: choisissez-en au moins un.")]
    public List<string>? Objectives { get; set; }

    [Display(Name = "Moyen de la méthode")]
    public string? Mean { get; set; }

    [Display(Name = "Cibles")]
    public List<string>? Audiences { get; set; }

    [Display(Name = "Qui la pilote")]
    public List<Guid>? Pilots { get; set; }

    [Display(Name = "Autres personnes qui la pilotent"), StringLength(300)]
    public string? PilotNames { get; set; }

    public ActionOrigin? Origin { get; set; }

    public Guid? OriginId { get; set; }

    [Display(Name = "Fait partie de")]
    public Guid? ParentActionId { get; set; }

    [Display(Name = "Rubrique de votre document"), StringLength(300)]
    public string? Section { get; set; }

    [Display(Name = "Fréquence")]
    public Recurrence Recurrence { get; set; }

    [Display(Name = "Financements"), StringLength(500)]
    public string? Funding { get; set; }

    [Display(Name = "Service"), StringLength(120)]
    public string? Service { get; set; }

    [Display(Name = "Partenaires"), StringLength(500)]
    public string? Partners { get; set; }

    [Display(Name = "Début")]
    public DateOnly? StartsOn { get; set; }

    [Display(Name = "Échéance")]
    public DateOnly? EndsOn { get; set; }

    [Display(Name = "Priorité")]
    public ActionPriority Priority { get; set; } = ActionPriority.Normal;

    [Display(Name = "Charge estimée"), Range(0, 10_000)]
    public decimal? EffortDays { get; set; }

    [Display(Name = "Budget"), Range(0, 1_000_000_000)]
    public decimal? Budget { get; set; }

    public static ActionInput Of(ActionView action) => new()
    {
        Version = action.Version,
        Title = action.Title,
        Description = action.Description,
        Objectives = [.. action.Objectives],
        Mean = action.Mean,
        Audiences = [.. action.Audiences],
        Pilots = [.. action.Pilots.Select(p => p.Id)],
        Service = action.Service,
        Partners = action.Partners,
        StartsOn = action.StartsOn,
        EndsOn = action.EndsOn,
        Priority = action.Priority,
        EffortDays = action.EffortDays,
        Budget = action.Budget,
        PilotNames = action.PilotNames,
        ParentActionId = action.ParentActionId,
        Section = action.Section,
        Recurrence = action.Recurrence,
        Funding = action.Funding,
    };

    /// <summary>As the service expects it.</summary>
    public object AsBody() => new
    {
        Title,
        Description,
        Objectives,
        Mean,
        Audiences = Audiences is { Count: > 0 } ? Audiences : null,
        Pilots,
        Service,
        Partners,
        StartsOn,
        EndsOn,
        Priority,
        EffortDays,
        Budget,
        PilotNames,
        ParentActionId,
        Origin,
        OriginId,
        Section,
        Recurrence,
        Funding,
    };
}

/// <summary>A page with the form of an action: its choices, and their words when two versions are shown.</summary>
internal abstract class ActionFormPage(PlansClient plans, TerritoryClient territory, MethodStore methods) : BodyPage
{
    [BindProperty]
    public ActionInput Input { get; set; } = new();

    public Method Method { get; private set; } = null!;

    public IReadOnlyList<FieldOption> Objectives => Method.ObjectiveOptions(Input.Objectives);

    public IReadOnlyList<FieldOption> Means => Method.MeanOptions(Input.Mean);

    public IReadOnlyList<FieldOption> Audiences { get; private set; } = [];

    public IReadOnlyList<FieldOption> People { get; protected set; } = [];

    /// <summary>Who pilots decides who may write: that is not a contributor's to change.</summary>
    public virtual bool MayChoosePilots => true;

    public static IReadOnlyList<FieldOption> Recurrences { get; } = FieldOption.Of<Recurrence>(PlanWords.Of);

    /// <summary>The title of the action that this one is a part of.</summary>
    public string? PartOf { get; protected set; }

    public static IReadOnlyList<FieldOption> Priorities { get; } = FieldOption.Of<ActionPriority>(PlanWords.Of);

    protected PlansClient Plans => plans;

    /// <param name="members">The body's people, where an answer named them already: then nobody else is asked.</param>
    protected async Task LoadChoicesAsync(CancellationToken ct, IReadOnlyList<Pilot>? members = null)
    {
        var people = members is { Count: > 0 }
            ? Task.FromResult<IReadOnlyList<FieldOption>>([.. members.Select(m => new FieldOption(m.Id.ToString(), m.Name))])
            : Members.OptionsAsync(territory, Body.Id, ct);
        Method = await methods.OfAsync(plans, Body.Id, ct);
        Audiences = [.. Method.Audiences.Select(a => new FieldOption(a.Code, a.PluralLabel))];
        People = await people;
    }

    protected override string WordOf(string property, string value) => property switch
    {
        nameof(ActionInput.Objectives) => Method.ObjectiveName(value),
        nameof(ActionInput.Mean) => Method.MeanLabel(value) ?? value,
        nameof(ActionInput.Audiences) => Method.AudienceName(value),
        nameof(ActionInput.Pilots) => People.FirstOrDefault(p => p.Value == value)?.Label ?? "une autre personne",
        nameof(ActionInput.Recurrence) when Enum.TryParse<Recurrence>(value, out var recurrence) => PlanWords.Of(recurrence),
        nameof(ActionInput.ParentActionId) => "une autre action",
        nameof(ActionInput.Priority) when Enum.TryParse<ActionPriority>(value, out var priority) => PlanWords.Of(priority),
        _ => value,
    };
}
