using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Donnees;

/// <summary>All that is kept of the body: taken along as a file, or erased after thirty days in which it can be undone.</summary>
internal sealed class BodyDataModel(EachServiceClient services, TerritoryClient territory, TimeProvider clock) : BodyPage
{
    public IActionResult OnGet() => May(Right.Administer) ? Page() : Refusal();

    public async Task<IActionResult> OnPostExportAsync(CancellationToken ct)
    {
        if (!May(Right.Administer))
        {
            return Refusal();
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var codes = await territory.GetAsync<Codes>($"bodies/{Body.Id}", ct);
        var zip = await BodyArchive.MakeAsync(services, new ArchiveBody(Body.Id, Body.Kind, Body.Name, Slug, codes.InseeCode, codes.Siren), now, ct);
        Response.Headers.CacheControl = "no-store";
        return File(zip, "application/zip", $"export-{Slug}-{now:yyyy-MM-dd}.zip");
    }

    private static IActionResult Refusal() => Problem(ProblemPage.NotAllowed("Une personne administratrice de la collectivité peut emporter ou effacer ses données."));

    private sealed record Codes(string? InseeCode, string? Siren);
}
