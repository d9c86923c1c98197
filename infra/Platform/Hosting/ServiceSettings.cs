using Microsoft.Extensions.Configuration;

namespace OpenDataAnimation.Platform.Hosting;

/// <summary>What a service is told by its configuration; every value has a default that works on a laptop.</summary>
public sealed class ServiceSettings(string service, IConfiguration configuration)
{
    /// <summary>Lower-case name, as in the public path and in <c>ConnectionStrings:{name}</c>.</summary>
    public string Service => service;

    /// <summary>SQL Server, where a connection string says so; else a SQLite file in <see cref="DataFolder"/>.</summary>
    public string? SqlServer { get; } = configuration.GetConnectionString(service);

    public bool IsSqlite => SqlServer is null;

    /// <summary>Where files live: databases, keys, outgoing mail. Setting <c>Data</c>.</summary>
    public string DataFolder { get; } = Path.GetFullPath(configuration["Data"] ?? "data");

    /// <summary>RabbitMQ's address (<c>amqp://…</c>), or null for messages within the process.</summary>
    public string? RabbitMq { get; } = configuration.GetConnectionString("rabbitmq");

    public TimeSpan DeliveryTimeout { get; } = TimeSpan.FromSeconds(configuration.GetValue("Messaging:DeliveryTimeoutSeconds", 10));

    /// <summary>How often a delivery is tried before it is parked for an operator.</summary>
    public int MaxAttempts { get; } = configuration.GetValue("Messaging:MaxAttempts", 16);

    /// <summary>Whether every acknowledged write outlives a power cut; <c>Sqlite:Synchronous=NORMAL</c> may lose the last ones. See <see cref="Tenancy.LogFlush"/>.</summary>
    public bool IsDurable { get; } = !string.Equals(configuration["Sqlite:Synchronous"], "NORMAL", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where another service answers: setting <c>Services:{name}</c>, else its name in a container network.</summary>
    public Uri AddressOf(string other) => new(configuration[$"Services:{other}"] ?? $"http://{other}:8080");

    public IConfiguration Configuration => configuration;

    /// <summary>Where signing and protection keys lie; made when missing, for this account only.</summary>
    public DirectoryInfo KeyFolder()
    {
        var folder = Directory.CreateDirectory(Path.Combine(DataFolder, "keys"));
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        return folder;
    }
}
