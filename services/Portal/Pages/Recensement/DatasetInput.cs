using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>What a person writes about a candidate dataset.</summary>
internal sealed class DatasetInput
{
    public int Version { get; set; }

    [Display(Name = "Titre du jeu de données"), Required, StringLength(200, MinimumLength = 3)]
    public string? Title { get; set; }

    [Display(Name = "Description"), DataType(DataType.MultilineText), StringLength(4000)]
    public string? Description { get; set; }

    [Display(Name = "Service")]
    public Guid? ServiceId { get; set; }

    [Display(Name = "Ou un nouveau service"), StringLength(120)]
    public string? ServiceName { get; set; }

    [Display(Name = "Qui en répond")]
    public Guid? OwnerId { get; set; }

    [Display(Name = "Ou le nom d’une personne sans compte"), StringLength(120)]
    public string? OwnerName { get; set; }

    [Display(Name = "Thème")]
    public Theme? Theme { get; set; }

    [Display(Name = "Licence"), Required]
    public Licence? Licence { get; set; } = Recensement.Licence.OpenLicence2;

    [Display(Name = "Schéma")]
    public string? Schema { get; set; }

    [Display(Name = "Obligation"), StringLength(500)]
    public string? Duty { get; set; }

    [Display(Name = "Source de l’obligation"), StringLength(500)]
    public string? DutySource { get; set; }

    [Display(Name = "Rythme de mise à jour")]
    public Frequency? Frequency { get; set; }

    [Display(Name = "Où sont les données aujourd’hui"), StringLength(300)]
    public string? HeldIn { get; set; }

    public static DatasetInput Of(DatasetView d) => new()
    {
        Version = d.Version,
        Title = d.Title,
        Description = d.Description,
        ServiceId = d.Service?.Id,
        OwnerId = d.Owner?.Id,
        OwnerName = d.OwnerName,
        Theme = d.Theme,
        Licence = d.Licence,
        Schema = d.Schema?.Name,
        Duty = d.Duty,
        DutySource = d.DutySource,
        Frequency = d.Frequency,
        HeldIn = d.HeldIn,
    };

    public object AsBody() => new
    {
        Title,
        Description,
        ServiceId,
        ServiceName = ServiceId is null ? ServiceName : null,
        OwnerId,
        OwnerName = OwnerId is null ? OwnerName : null,
        Theme,
        Licence,
        Schema,
        Duty,
        DutySource,
        Frequency,
        HeldIn,
    };
}

/// <summary>A form of a candidate dataset with its choices.</summary>
internal abstract class DatasetFormPage(PlansClient plans, TerritoryClient territory, SchemaStore schemas) : BodyPage
{
    protected const string WhoMay = "La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, tient le recensement.";

    [BindProperty]
    public DatasetInput Input { get; set; } = new();

    public IReadOnlyList<FieldOption> Services { get; protected set; } = [];

    public IReadOnlyList<FieldOption> People { get; protected set; } = [];

    public IReadOnlyList<FieldOption> Schemas { get; private set; } = [];

    public static IReadOnlyList<FieldOption> Themes { get; } = FieldOption.Of<Theme>(InventoryWords.Of);

    public static IReadOnlyList<FieldOption> Licences { get; } =
    [
        new("OpenLicence2", "Licence Ouverte 2.0", "Le choix habituel\u00A0: chacun réutilise en citant la source."),
        new("Odbl", "ODbL", "Ceux qui améliorent les données partagent leurs améliorations."),
        new("Other", "Une autre licence", "À éviter\u00A0: seules les deux premières sont admises d’office pour une administration."),
    ];

    public static IReadOnlyList<FieldOption> Frequencies { get; } = FieldOption.Of<Frequency>(InventoryWords.Of);

    protected PlansClient Plans => plans;

    protected async Task LoadChoicesAsync(CancellationToken ct)
    {
        var people = Members.OptionsAsync(territory, Body.Id, ct);
        await LoadSchemasAsync(ct);
        var services = await plans.GetAsync<ServiceList>($"bodies/{Body.Id}/inventory/services", ct);
        Services = [.. services.Items.Select(s => new FieldOption(s.Id.ToString(), s.Name))];
        People = await people;
    }

    protected async Task LoadSchemasAsync(CancellationToken ct) => Schemas = InventoryWords.Schemas(await schemas.GetAsync(plans, ct));

    protected override string WordOf(string property, string value) => property switch
    {
        nameof(DatasetInput.ServiceId) => Services.FirstOrDefault(s => s.Value == value)?.Label ?? "un autre service",
        nameof(DatasetInput.OwnerId) => People.FirstOrDefault(p => p.Value == value)?.Label ?? "une autre personne",
        nameof(DatasetInput.Theme) when Enum.TryParse<Theme>(value, out var theme) => InventoryWords.Of(theme),
        nameof(DatasetInput.Licence) when Enum.TryParse<Licence>(value, out var licence) => InventoryWords.Of(licence),
        nameof(DatasetInput.Frequency) when Enum.TryParse<Frequency>(value, out var frequency) => InventoryWords.Of(frequency),
        nameof(DatasetInput.Schema) => Schemas.FirstOrDefault(s => s.Value == value)?.Label ?? value,
        _ => value,
    };
}
