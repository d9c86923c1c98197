using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>What a person writes about data that someone lacks.</summary>
internal sealed class NeedInput
{
    public int Version { get; set; }

    [Display(Name = "Donnée demandée"), Required, StringLength(200, MinimumLength = 3)]
    public string? Title { get; set; }

    [Display(Name = "Usage"), DataType(DataType.MultilineText), StringLength(4000)]
    public string? Description { get; set; }

    [Display(Name = "Service")]
    public Guid? ServiceId { get; set; }

    [Display(Name = "Ou quelqu’un de l’extérieur"), StringLength(200)]
    public string? FromOutside { get; set; }

    [Display(Name = "Reçu le")]
    public DateOnly? ReceivedOn { get; set; }

    [Display(Name = "Thème")]
    public Theme? Theme { get; set; }

    [Display(Name = "Précisions"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Precision { get; set; }

    public static NeedInput Of(NeedView n) => new()
    {
        Version = n.Version,
        Title = n.Title,
        Description = n.Description,
        ServiceId = n.Service?.Id,
        FromOutside = n.FromOutside,
        ReceivedOn = n.ReceivedOn,
        Theme = n.Theme,
        Precision = n.Precision,
    };

    public object AsBody() => new { Title, Description, ServiceId, FromOutside, ReceivedOn, Theme, Precision };
}

internal abstract class NeedFormPage : BodyPage
{
    protected const string WhoMay = "La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, tient la liste des besoins.";

    [BindProperty]
    public NeedInput Input { get; set; } = new();

    public IReadOnlyList<FieldOption> Services { get; protected set; } = [];

    protected static IReadOnlyList<FieldOption> Options(IEnumerable<ServiceOf> services) => [.. services.Select(s => new FieldOption(s.Id.ToString(), s.Name))];

    protected override string WordOf(string property, string value) => property switch
    {
        nameof(NeedInput.ServiceId) => Services.FirstOrDefault(s => s.Value == value)?.Label ?? "un autre service",
        nameof(NeedInput.Theme) when Enum.TryParse<Theme>(value, out var theme) => InventoryWords.Of(theme),
        _ => value,
    };
}
