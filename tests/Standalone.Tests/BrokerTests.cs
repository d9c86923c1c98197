using Microsoft.AspNetCore.Builder;
using OpenDataAnimation.Gateway;
using OpenDataAnimation.Identity;
using OpenDataAnimation.Territory;
using OpenDataAnimation.Territory.Operators;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Standalone.Tests;

[Trait("Category", "RabbitMq")]
public sealed class BrokerTests
{
    private static readonly Dictionary<string, string> Folders = new()
    {
        ["gateway"] = "gateway/Gateway",
        ["peer-exchange"] = "services/PeerExchange",
    };

    [RabbitFact]
    public async Task The_same_programs_as_separate_processes_on_RabbitMQ_do_the_same()
    {
        using var data = new TemporaryFolder();
        var names = Paths.Services.Append(GatewayService.Name).ToList();
        var addresses = names.ToDictionary(n => n, _ => $"http://127.0.0.1:{Program.FreePort()}");
        var gateway = new Uri(addresses[GatewayService.Name]);
        (string, string)[] settings =
        [
            ("Data", data.Path),
            ("PublicUrl", gateway.GetLeftPart(UriPartial.Authority)),
            ("ConnectionStrings__rabbitmq", RabbitFactAttribute.Address!),
            ("Limits__PerSecond", "0"),
            .. addresses.Select(a => ($"Services__{a.Key}", a.Value)),
        ];
        var programs = names.ToDictionary(name => name, name => Program.Start(
            Folders.GetValueOrDefault(name, $"services/{char.ToUpperInvariant(name[0])}{name[1..]}"), [], [.. settings, ("ASPNETCORE_URLS", addresses[name])]));
        try
        {
            await UntilReadyAsync(gateway, programs);
            var code = await InHostAsync(settings, b => b.AddTerritory(), s => FirstOperator.CreateClaimAsync(s, CancellationToken.None));
            var path = new AdoptionPath(gateway, Path.Combine(data.Path, "mail"), email => InHostAsync(settings, b => b.AddIdentity(),
                s => Accounts.CreateAsync(s, email, "Personne Essai", AdoptionPath.Password, confirmed: true, CancellationToken.None)));

            Assert.Equal("Accepted", await path.WalkAsync(code!));
        }
        finally
        {
            foreach (var program in programs.Values)
            {
                program.Dispose();
            }
        }
    }

    /// <summary>What the one process calls within itself: here in a host of the test's own, never started, on the same database.</summary>
    private static async Task<T> InHostAsync<T>((string Name, string Value)[] settings, Action<WebApplicationBuilder> add, Func<IServiceProvider, Task<T>> work)
    {
        var builder = WebApplication.CreateBuilder();
        foreach (var (name, value) in settings)
        {
            builder.Configuration[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        }

        // It sends nothing: no broker needed.
        builder.Configuration["ConnectionStrings:rabbitmq"] = null;
        add(builder);
        await using var host = builder.Build();
        return await work(host.Services);
    }

    private static async Task UntilReadyAsync(Uri gateway, Dictionary<string, Program> programs)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        var last = "";
        for (var left = 600; left > 0; left--)
        {
            Assert.All(programs, p => Assert.False(p.Value.HasExited, $"{p.Key} ended: {p.Value.Output}{p.Value.Errors}"));
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                last = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException e)
            {
                last = e.Message;
            }

            await Task.Delay(500);
        }

        Assert.Fail($"Not ready: {last}\n{string.Join('\n', programs.Select(p => p.Key + ": " + p.Value.Output + p.Value.Errors))}");
    }
}
