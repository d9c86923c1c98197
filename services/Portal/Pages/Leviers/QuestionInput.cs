using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Recensement;

namespace OpenDataAnimation.Portal.Pages.Leviers;

/// <summary>What a person writes about a cross-cutting question: ends before means.</summary>
internal sealed class QuestionInput
{
    public int Version { get; set; }

    [Display(Name = "Problématique"), Required, StringLength(200, MinimumLength = 3)]
    public string? Title { get; set; }

    [Display(Name = "Finalité"), DataType(DataType.MultilineText), Required, StringLength(2000, MinimumLength = 10)]
    public string? Ends { get; set; }

    [Display(Name = "Qui est concerné"), StringLength(1000)]
    public string? Actors { get; set; }

    [Display(Name = "Données en jeu"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Data { get; set; }

    [Display(Name = "Dans le recensement")]
    public List<Guid>? Datasets { get; set; }

    [Display(Name = "Réutilisations qui existent déjà"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Reuses { get; set; }

    [Display(Name = "Date de la rencontre")]
    public DateOnly? MeetingOn { get; set; }

    [Display(Name = "Notes de la rencontre"), DataType(DataType.MultilineText), StringLength(4000)]
    public string? MeetingNotes { get; set; }

    [Display(Name = "Ce qui en est sorti"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Outcome { get; set; }

    public object AsBody() => new { Title, Ends, Actors, Data, Datasets, Reuses, MeetingOn, MeetingNotes, Outcome };
}

internal abstract class QuestionFormPage(PlansClient plans) : BodyPage
{
    protected const string WhoMay = "La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut le faire.";

    [BindProperty]
    public QuestionInput Input { get; set; } = new();

    public IReadOnlyList<FieldOption> Datasets { get; protected set; } = [];

    protected PlansClient Plans => plans;

    protected override string WordOf(string property, string value) =>
        property == nameof(QuestionInput.Datasets) ? Datasets.FirstOrDefault(d => d.Value == value)?.Label ?? "un autre jeu de données" : value;

    protected async Task LoadDatasetsAsync(CancellationToken ct) =>
        Datasets = [.. (await plans.GetAsync<DatasetList>($"bodies/{Body.Id}/inventory/datasets?size=100", ct)).Items.Select(d => new FieldOption(d.Id.ToString(), d.Title))];
}
