using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.MesDonnees;

/// <summary>What all services keep of the person who reads: taken along as a file, or erased with the account.</summary>
internal sealed class MyDataModel(EachServiceClient services, TerritoryClient territory, TimeProvider clock) : PersonPage
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [BindProperty]
    public EraseInput Input { get; set; } = new();

    /// <summary>Whether the account is erased here too, or is another server's.</summary>
    public bool AccountIsHere => HasOwnAccounts;

    public async Task<IActionResult> OnPostExportAsync(CancellationToken ct)
    {
        ModelState.Clear();
        var now = clock.GetUtcNow().UtcDateTime;
        var file = TemporaryFile.Open();
        try
        {
            await WriteAsync($"{{\"at\":{JsonSerializer.Serialize(now)},\"person\":{JsonSerializer.Serialize(new { Me.PersonId, Me.Name, Me.Email }, Readable)},\"services\":{{");
            var comma = "";
            foreach (var service in services.Services)
            {
                await using var rows = await services.OpenAsync(HttpMethod.Get, services.PathOf(service.Value, "me/data"), ct);
                await WriteAsync($"{comma}\n\"{service.Value}\":");
                await rows.CopyToAsync(file, ct);
                comma = ",";
            }

            await WriteAsync("}}\n");
            file.Position = 0;
        }
        catch (Exception e)
        {
            await file.DisposeAsync();
            if (e is HttpIOException or IOException { InnerException: HttpRequestException })
            {
                throw new ServiceFailedException(Answer.NotReached.Problem!);
            }

            throw;
        }

        return File(file, "application/json", $"mes-donnees-{now:yyyy-MM-dd}.json");

        Task WriteAsync(string text) => file.WriteAsync(Encoding.UTF8.GetBytes(text), ct).AsTask();
    }

    public async Task<IActionResult> OnPostEraseAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = 400;
            return Page();
        }

        var answer = await territory.PostAsync("me/erasure", new { Input.Name }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask, words: new Dictionary<string, string>
            {
                ["last-administrator"] = $"Vous êtes la seule personne à administrer\u00A0: {answer.Problem!.More.GetValueOrDefault("bodies", "une collectivité")}. Nommez d’abord une autre personne, ou demandez l’effacement de la collectivité.",
            });
        }

        return Redirect("/session/sign-out");
    }

    public sealed class EraseInput
    {
        [Display(Name = "Votre nom, pour confirmer"), Required, StringLength(200)]
        public string Name { get; set; } = "";
    }
}
