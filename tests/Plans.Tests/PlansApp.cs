using System.Data.Common;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

/// <summary>Plans as it runs, and what tests of it do again and again.</summary>
public sealed class PlansApp : ServiceApp<PlansDb>
{
    protected override string Service => "plans";

    /// <summary>Every statement that the service sends to its database.</summary>
    public StatementCounter Statements { get; } = new();

    protected override void Configure(IServiceCollection services) =>
        services.ConfigureDbContext<PlansDb>(o => o.AddInterceptors(Statements));

    /// <summary>A commune with a project lead.</summary>
    public async Task<Town> TownAsync(string name = "Béganne", BodyKind kind = BodyKind.Commune)
    {
        var body = await BodyAsync(name, kind);
        var lead = await PersonAsync(body, Role.ProjectLead);
        return new Town(body, lead, As(lead), $"/api/plans/bodies/{body.Id}");
    }

    /// <summary>An EPCI and one commune that it is the parent of.</summary>
    public async Task<(Town Parent, Town Child)> FamilyAsync(ShareLevel level = ShareLevel.ProgressOnly)
    {
        var (parent, child) = (await TownAsync("Redon Agglomération", BodyKind.Epci), await TownAsync());
        await AttachAsync(parent.Body, child.Body, level);
        return (parent, child);
    }

    /// <summary>Every table is reached by an index: what a body costs does not grow with the number of bodies.</summary>
    public void HasNoScan(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(DataFolder, "plans.db")};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + statement;
        foreach (var name in Regex.Matches(statement, "@[A-Za-z0-9_]+").Select(m => m.Value).Distinct())
        {
            command.Parameters.AddWithValue(name, "");
        }

        using var plan = command.ExecuteReader();
        while (plan.Read())
        {
            Assert.DoesNotMatch("^SCAN (?!CONSTANT)", plan.GetString(3));
        }
    }
}

/// <summary>A body, its project lead, a client of theirs and where the body's routes begin.</summary>
public sealed record Town(TestBody Body, TestPerson Lead, HttpClient Client, string Url)
{
    public async Task<Guid> ActionAsync(string title = "Réunir les services", string[]? objectives = null, DateOnly? endsOn = null, params Guid[] pilots) =>
        await Client.CreatedAsync($"{Url}/actions", new { title, objectives = objectives ?? ["1.1"], audiences = new[] { "services" }, endsOn, pilots });

    /// <summary>The newest proposal that waits for an answer, once it has arrived.</summary>
    public async Task<Guid> WaitingProposalAsync()
    {
        var id = Guid.Empty;
        await Eventually.HoldsAsync(async () =>
        {
            var items = (await Client.OkAsync($"{Url}/proposals?open=true")).GetProperty("items");
            Assert.NotEqual(0, items.GetArrayLength());
            id = items[0].GetProperty("id").GetGuid();
        });
        return id;
    }

    /// <summary>This body proposes an action to the child, which has it.</summary>
    public async Task<Guid> ProposeAsync(Town child, DateOnly? expiresOn = null)
    {
        await Client.CreatedAsync($"{Url}/campaigns", new
        {
            action = new { title = "Présenter la démarche au conseil", description = "En dix minutes.", objectives = new[] { "1.1" }, mean = "M4", audiences = new[] { "elected" } },
            message = "Nous avons un diaporama.",
            expiresOn,
            children = new[] { child.Body.Id },
        });
        return await child.WaitingProposalAsync();
    }

    public Task<JsonElement> GridAsync(string query = "") => Client.OkAsync($"{Url}/oversight{query}");

    public Task<HttpResponseMessage> MoveAsync(Guid action, string state, string? reason = null, int version = 1) =>
        Client.SendAsync(HttpMethod.Post, $"{Url}/actions/{action}/state", new { state, reason }, version);
}

public static class Requests
{
    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string url, object? body = null, int? version = null)
    {
        using var request = new HttpRequestMessage(method, url) { Content = body is null ? null : JsonContent.Create(body, body.GetType()) };
        if (version is { } one)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{one}\"");
        }

        return await client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string url, object body) => client.SendAsync(HttpMethod.Post, url, body);

    public static async Task<JsonElement> OkAsync(this HttpClient client, string url)
    {
        using var answer = await client.GetAsync(url);
        return await answer.JsonAsync();
    }

    /// <summary>Posts, and gives the id of what was made.</summary>
    public static async Task<Guid> CreatedAsync(this HttpClient client, string url, object body)
    {
        using var answer = await client.PostAsync(url, body);
        var json = await answer.JsonAsync();
        Assert.Equal(201, (int)answer.StatusCode);
        return json.GetProperty("id").GetGuid();
    }
}

/// <summary>Notes the statements of one feature's requests; what messages do meanwhile is not theirs.</summary>
public sealed class StatementCounter : DbCommandInterceptor
{
    private (string Feature, List<string> Statements)? _listening;

    /// <param name="feature">The endpoint's name.</param>
    /// <returns>Filled by what is sent to the database from now on.</returns>
    public List<string> Listen(string feature)
    {
        var statements = new List<string>();
        _listening = (feature, statements);
        return statements;
    }

    public void Stop() => _listening = null;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (_listening is { } listening && eventData.Context is PlansDb db && db.HasScope && db.Scope.Reason == listening.Feature)
        {
            listening.Statements.Add(command.CommandText);
        }

        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}
