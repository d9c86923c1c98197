using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>A spreadsheet of actions, looked at before anything is written, then taken whole or not at all.</summary>
internal sealed class ImportModel(PlansClient plans, MethodStore methods) : BodyPage
{
    private const int MostBytes = 3_000_000;

    [BindProperty]
    public ImportInput Input { get; set; } = new();

    /// <summary>By which the page asks how far the work is that it waits for.</summary>
    [BindProperty(Name = "run")]
    public Guid Run { get; set; } = Guid.CreateVersion7();

    public string Progress => $"/api/plans/bodies/{Body.Id}/actions/sheet/progress?run={Run}";

    public ImportResult? Found { get; private set; }

    public Method Method { get; private set; } = null!;

    public IReadOnlyList<FieldOption> Objectives => Method.ObjectiveOptions(null);

    public static IReadOnlyList<FieldOption> Choices { get; } =
    [
        new("Title", "Titre de l’action"), new("Part", "Titre de la sous-action"), new("PartOf", "Action dont elle fait partie"), new("Description", "Description"),
        new("Objectives", "Objectifs servis (codes)"), new("Mean", "Moyen (code)"), new("Audiences", "Cibles"), new("Pilots", "Pilotes"), new("PilotNames", "Autres pilotes"),
        new("Service", "Service"), new("Partners", "Partenaires"), new("StartsOn", "Début"), new("EndsOn", "Échéance"), new("State", "État"), new("Reason", "Raison"),
        new("Priority", "Priorité"), new("EffortDays", "Charge en jours"), new("Budget", "Budget"), new("Funding", "Financements"), new("Funder", "Financeur"),
        new("Amount", "Montant du financeur à sa gauche"), new("Section", "Rubrique, axe"), new("Recurrence", "Périodicité"), new("Id", "Identifiant"),
        new("More", "Autre chose, à garder dans la description"), new("Ignored", "Rien d’utile\u00A0: la laisser de côté"),
    ];

    public string Lead => Found is null ? "Rien n’est écrit avant que vous ayez vu ce qui changerait."
        : $"{French.Count(Found.Total, "ligne lue", "lignes lues")}. Rien n’est encore écrit.";

    /// <summary>Columns that nobody has told the meaning of.</summary>
    public IReadOnlyList<ImportColumn> Unknown => [.. Found?.Columns.Where(c => c.Holds is null) ?? []];

    /// <summary>Rows are refused because nothing says which objective they serve, and no column could.</summary>
    public bool LacksObjective => Found is { Refused: > 0 } && Found.Columns.All(c => c.Holds != "Objectives") && string.IsNullOrEmpty(Input.Objective);

    public string SheetHref(string format) => $"/api/plans/bodies/{Body.Id}/actions/sheet?format={format}";

    /// <summary>Pilots are told by ids in a change: what people read is how many.</summary>
    public static string? Said(string field, string? value) =>
        field == "pilots" && value is not null ? French.Count(value.Split(' ').Length, "membre") : value;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Method = await methods.OfAsync(plans, Body.Id, ct);
        return May(Right.Edit) ? Page() : Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut importer des actions.", To("actions"), "Revenir aux actions"));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Input.File is { Length: > MostBytes })
        {
            ModelState.AddModelError("Input.File", "Ce fichier pèse plus de 3\u00A0Mo. Partagez-le en plusieurs.");
        }
        else if (Input.File is { } file)
        {
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, ct);
            Input.Kept = KeptSheet.Pack(content.ToArray());
        }
        else if (Encoding.UTF8.GetByteCount(Input.Text ?? "") > MostBytes)
        {
            ModelState.AddModelError("Input.Text", "Ce collage est trop long. Importez un fichier.");
        }
        else if (!string.IsNullOrWhiteSpace(Input.Text))
        {
            Input.Kept = KeptSheet.Pack(Encoding.UTF8.GetBytes(Input.Text));
        }
        else
        {
            ModelState.AddModelError("Input.File", "Choisissez un fichier, ou collez des cellules.");
        }

        return await LookAsync(null, ct);
    }

    public Task<IActionResult> OnPostAgainAsync(List<int>? columns, List<string?>? holds, CancellationToken ct) => LookAsync(Mapping(columns, holds), ct);

    public async Task<IActionResult> OnPostApplyAsync(List<int>? columns, List<string?>? holds, string? fingerprint, CancellationToken ct)
    {
        var mapping = Mapping(columns, holds);
        var answer = await plans.PostLongAsync($"bodies/{Body.Id}/actions/sheet", new { Content = KeptSheet.Unpack(Input.Kept, MostBytes), mapping, Input.Objective, Apply = fingerprint ?? "", Run }, ct);
        if (answer.Succeeded)
        {
            var done = answer.Read<ImportResult>();
            this.Say($"Tableau importé\u00A0: {French.Count(done.Added, "action ajoutée", "actions ajoutées")}, {French.Count(done.Changed, "changée", "changées")}.");
            return Redirect(To("actions"));
        }

        if (answer.Problem is { Type: "plan-changed" or "rows-refused" })
        {
            ModelState.AddModelError("", "Le plan a changé entre-temps\u00A0: rien n’a été importé. Voici ce que le tableau ferait maintenant.");
            Response.StatusCode = 409;
            return await LookAsync(mapping, ct);
        }

        Method = await methods.OfAsync(plans, Body.Id, ct);
        return await RefusedAsync(answer, () => Task.CompletedTask, Fields);
    }

    private static Dictionary<string, string> Fields { get; } = new() { ["content"] = "Input.File", ["text"] = "Input.Text", ["objective"] = "Input.Objective" };

    private async Task<IActionResult> LookAsync(Dictionary<string, string>? mapping, CancellationToken ct)
    {
        Method = await methods.OfAsync(plans, Body.Id, ct);
        if (ModelState.ErrorCount > 0 && Response.StatusCode != 409)
        {
            return Page();
        }

        var answer = await plans.PostLongAsync($"bodies/{Body.Id}/actions/sheet", new { Content = KeptSheet.Unpack(Input.Kept, MostBytes), mapping, Input.Objective, Run }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask, Fields);
        }

        Found = answer.Read<ImportResult>();
        return Page();
    }

    private static Dictionary<string, string> Mapping(List<int>? columns, List<string?>? holds) =>
        (columns ?? []).Zip(holds ?? []).DistinctBy(c => c.First).ToDictionary(c => c.First.ToString(CultureInfo.InvariantCulture), c => string.IsNullOrEmpty(c.Second) ? "Ignored" : c.Second);
}

internal sealed class ImportInput
{
    [Display(Name = "Fichier")]
    public IFormFile? File { get; set; }

    [Display(Name = "Cellules collées"), DataType(DataType.MultilineText)]
    public string? Text { get; set; }

    [Display(Name = "Objectif des lignes qui n’en disent rien")]
    public string? Objective { get; set; }

    /// <summary>The sheet itself, from one step to the next: nothing is kept on the server before it is written.</summary>
    public string? Kept { get; set; }
}

internal enum ImportKind { Added, Changed, Unchanged, Refused }

internal sealed record ImportResult(
    bool Applied, bool IsUnsure, IReadOnlyList<ImportColumn> Columns, int Added, int Changed, int Unchanged, int Refused, IReadOnlyList<ImportRow> Rows, string Fingerprint)
{
    public int Total => Added + Changed + Unchanged + Refused;
}

internal sealed record ImportColumn(int Position, string Heading, string? Holds, string? Example);

internal sealed record ImportRow(int Row, ImportKind Kind, string Title, string? Column, string? Reason, IReadOnlyList<ChangedField>? Changes);
