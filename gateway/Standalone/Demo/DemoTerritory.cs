using System.Security.Cryptography;
using System.Text.Json;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory;
using OpenDataAnimation.Territory.Operators;

namespace OpenDataAnimation.Standalone.Demo;

/// <summary>The demonstration territory, loaded once into a data folder.</summary>
internal static class DemoTerritory
{
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    /// <returns>The same sign-ins at every start.</returns>
    /// <exception cref="StartUpException">The folder is someone's already.</exception>
    public static async Task<DemoSignIns> LoadAsync(AllInOne all, CancellationToken ct)
    {
        var territory = all.Services(TerritoryService.Name);
        var folder = territory.GetRequiredService<ServiceSettings>().DataFolder;
        var file = Path.Combine(folder, "demo-sign-ins.json");
        if (File.Exists(file))
        {
            return JsonSerializer.Deserialize<DemoSignIns>(await File.ReadAllTextAsync(file, ct), Json)!;
        }

        // Its operator's password is printed: never into a folder where someone works, and not twice over one that was cut short.
        if (await FirstOperator.CreateClaimAsync(territory, ct) is null)
        {
            throw new StartUpException($"The data folder {folder} is in use already, or its demonstration was not loaded to the end: choose a new folder with --data.");
        }

        all.Progress("Loading the demonstration territory");
        using var api = new DemoApi(all);
        var signIns = await new DemoLoader(all, api, NewPassword()).LoadAsync(ct);
        await WriteAsync(file, JsonSerializer.Serialize(signIns, Json), ct);
        return signIns;
    }

    /// <summary>Complete or not there; for this account only.</summary>
    private static async Task WriteAsync(string file, string text, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var draft = file + ".new";
        await using (var writer = new StreamWriter(draft, options))
        {
            await writer.WriteAsync(text.AsMemory(), ct);
        }

        File.Move(draft, file, overwrite: true);
    }

    /// <summary>One for all accounts, and another in each folder: a demonstration gets shown on the open network. 4 of 64 words and 4 digits: 37 bits.</summary>
    private static string NewPassword() =>
        string.Join('-', RandomNumberGenerator.GetItems<string>(Words, 4)) + "-" + RandomNumberGenerator.GetString("0123456789", 4);

    private static readonly string[] Words =
    [
        "abeille", "ancre", "avoine", "balise", "barque", "brume", "cabane", "canal", "cerise", "chaloupe", "chemin", "cigogne", "clairon", "colline", "dentelle", "ficelle",
        "filet", "fougasse", "galet", "girouette", "grange", "grelot", "halage", "hameau", "horloge", "jardin", "laurier", "lavoir", "lisière", "loutre", "marais", "marmite",
        "menhir", "mouette", "moulin", "mousse", "nacelle", "noisette", "ombelle", "osier", "palourde", "panier", "passerelle", "peuplier", "plume", "ponton", "prairie", "quai",
        "ricochet", "rivage", "roseau", "sabot", "sarrasin", "sentier", "talus", "tambour", "tilleul", "tortue", "tramway", "vannerie", "verger", "violon", "voilier", "zinc",
    ];
}
