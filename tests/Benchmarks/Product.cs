using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Standalone;

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
            if (command == "count")
            {
                using var counter = new StatementCounter();
                Console.WriteLine("counting");
                await Console.In.ReadLineAsync();
                Console.WriteLine(counter.Count);
            }
        }

        return 0;
    }
}

/// <summary>Counts the statements of all services, without the session's, the traces' and those of messages on their way.</summary>
internal sealed class StatementCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly string[] NotOfThePage = ["\"Outbox\"", "\"Inbox\"", "\"ReadTraces\""];

    private readonly List<IDisposable> _subscriptions = [];
    private int _count;

    public StatementCounter() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public int Count => _count;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuted.Name));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData { Context: { } context } data && context.GetType().Name != "GatewayDb"
            && !NotOfThePage.Any(t => data.Command.CommandText.Contains(t, StringComparison.Ordinal)))
        {
            Interlocked.Increment(ref _count);
            Console.Error.WriteLine($"statement {context.GetType().Name}: {data.Command.CommandText.ReplaceLineEndings(" ")}");
        }
    }

    public void OnCompleted()
    {
        // Nothing to do: it ends with the process.
    }

    public void OnError(Exception error)
    {
        // A diagnostic source does not fail.
    }

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());
}
