namespace OpenDataAnimation.Standalone.Demo;

/// <summary>What <c>--demo</c> prints: who may sign in, and which machines may call the API.</summary>
/// <param name="People">Address of mail, password, and who it is.</param>
/// <param name="Clients">Client id, secret, and whose it is. Secrets are known only when they are made.</param>
public sealed record DemoSignIns(IReadOnlyList<(string Email, string Password, string Who)> People, IReadOnlyList<(string ClientId, string? Secret, string Whose)> Clients)
{
    public static async Task LoadAndPrintAsync(AllInOne all, TextWriter output, CancellationToken ct)
    {
        var demo = await DemoTerritory.LoadAsync(all, ct);
        await output.WriteLineAsync("Demonstration (fictitious people and data). Sign in as:");
        foreach (var (email, password, who) in demo.People)
        {
            await output.WriteLineAsync($"  {email,-44} {password,-28} {who}");
        }

        await output.WriteLineAsync("API clients (client credentials at /connect/token):");
        foreach (var (id, secret, whose) in demo.Clients)
        {
            await output.WriteLineAsync($"  {id,-44} {secret ?? "(secret shown at the first start)",-28} {whose}");
        }
    }
}
