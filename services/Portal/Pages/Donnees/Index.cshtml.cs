using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Donnees;

/// <summary>All that is kept of the body: taken along as a file, or erased after thirty days in which it can be undone.</summary>
internal sealed class BodyDataModel(EachServiceClient services, TerritoryClient territory, TimeProvider clock, ILogger<BodyDataModel> log) : BodyPage
{
    public Erasure Asked { get; private set; } = new(null, null, null);

    [BindProperty]
    public EraseInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Administer))
        {
            return Refusal();
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostEraseAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            Response.StatusCode = 400;
            return Page();
        }

        var answer = await territory.PostAsync($"bodies/{Body.Id}/erasure", new { Input.Name }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), words: new Dictionary<string, string>
            {
                ["erasure-asked"] = "L’effacement a déjà été demandé\u00A0: il peut être annulé ci-dessous.",
            });
        }

        this.Say("L’effacement est demandé. Toutes les personnes administratrices sont prévenues, et peuvent l’annuler pendant 30\u00A0jours.");
        return Redirect(To("donnees"));
    }

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken ct)
    {
        ModelState.Clear();
        var answer = await territory.DeleteAsync($"bodies/{Body.Id}/erasure", null, ct);
        if (!answer.Succeeded && answer.Problem!.Type != "no-erasure")
        {
            answer.OrFail();
        }

        this.Say("L’effacement est annulé\u00A0: rien n’est perdu.");
        return Redirect(To("donnees"));
    }

    public async Task<IActionResult> OnPostExportAsync(CancellationToken ct)
    {
        if (!May(Right.Administer))
        {
            return Refusal();
        }

        ModelState.Clear();
        var now = clock.GetUtcNow().UtcDateTime;
        var codes = await territory.GetAsync<Codes>($"bodies/{Body.Id}", ct);
        var archive = new BodyArchive(services, new ArchiveBody(Body.Id, Body.Kind, Body.Name, Slug, codes.InseeCode, codes.Siren));
        await archive.CheckAsync(ct);
        await using var first = await archive.OpenAsync(ct);
        // Here, because it begins before the filter that says so of every page.
        Response.Headers.CacheControl = "no-cache, no-store";
        Response.ContentType = "application/zip";
        Response.Headers.ContentDisposition = $"attachment; filename=\"export-{Slug}-{now:yyyy-MM-dd}.zip\"";
        // The browser shows a download from here on, that grows and can be stopped.
        await Response.StartAsync(ct);
        try
        {
            await archive.WriteAsync(first, Response.Body, now, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // No page can be shown any more: the connection breaks off, and the browser says that the download failed.
            log.LogError(e, "The export of body {Body} was cut off", Body.Id);
            HttpContext.Abort();
        }

        return new EmptyResult();
    }

    private async Task LoadAsync(CancellationToken ct) => Asked = await territory.GetAsync<Erasure>($"bodies/{Body.Id}/erasure", ct);

    private static IActionResult Refusal() => Problem(ProblemPage.NotAllowed("Une personne administratrice de la collectivité peut emporter ou effacer ses données."));

    public sealed class EraseInput
    {
        [Display(Name = "Nom de la collectivité, pour confirmer"), Required, StringLength(200)]
        public string Name { get; set; } = "";
    }

    internal sealed record Erasure(DateTime? AskedAt, DateTime? DueAt, string? AskedBy);

    private sealed record Codes(string? InseeCode, string? Siren);
}
