using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Standalone;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Benchmarks;

/// <summary>A body under load: who asks for it, and what its answers must hold.</summary>
/// <param name="Mark">Stands in every answer about it and in none about another.</param>
internal sealed record Tenant(Guid Id, string Slug, string Mark, string Token);

/// <param name="Children">How many communes its grid has.</param>
internal sealed record Parent(Guid Id, string Slug, string Token, int Children);

/// <summary>Where everything is, once the product is ready.</summary>
internal sealed record Ready(Uri Gateway, Uri Plans, Uri Floors, Tenant[] Tenants, Parent[] Parents);

/// <summary>The child process: the whole product with its floors beside it, told on its input what to count.</summary>
internal static class Product
{
    public static async Task<int> RunAsync(string folder)
    {
        // Everything that is said goes to the error stream: the output is for the driver.
        await using var all = await AllInOne.StartAsync(new AllInOneOptions
        {
            Data = folder,
            Urls = "http://127.0.0.1:0",
            Settings = new Dictionary<string, string?> { ["Limits:PerSecond"] = "0" },
            Progress = Console.Error.WriteLine,
            Services = [.. Composition.Services.Select(s => s.Name == Floors.Host ? s with { Map = app => Floors.StandIn(app, s.Map) } : s)],
        });
        await using var floors = await Floors.StartAsync(all.Services(Floors.Host).GetRequiredService<ServiceSettings>());
        var (tenants, parents) = await Seed.LoadAsync(all);
        Console.WriteLine(JsonSerializer.Serialize(new Ready(all.Address, all.AddressOf("plans"), new Uri(floors.Urls.First()), tenants, parents)));
        while (await Console.In.ReadLineAsync() is { } command)
        {
            if (command == "drain")
            {
                await DrainAsync(all);
                Console.WriteLine("drained");
                continue;
            }

            // The driver names the trace it will send, asks, and then says "counted".
            using var counter = new StatementCounter(ActivityTraceId.CreateFromString(command));
            Console.WriteLine("counting");
            await Console.In.ReadLineAsync();
            Console.WriteLine(counter.Statements.Count);
        }

        return 0;
    }

    /// <summary>Returns once every message on its way has arrived.</summary>
    private static async Task DrainAsync(AllInOne all)
    {
        foreach (var service in Composition.Services.Select(s => s.Name))
        {
            await using var scope = all.Services(service).CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
            while (await db.Outbox.AnyAsync(m => m.ParkedAt == null))
            {
                await Task.Delay(20);
            }
        }
    }
}
