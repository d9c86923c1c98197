using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Tests;

public sealed class AuditTests : IAsyncLifetime
{
    private readonly Guid _commune = Guid.CreateVersion7();
    private Probe _probe = null!;

    public async Task InitializeAsync() => _probe = await Probe.StartAsync();

    public async Task DisposeAsync() => await _probe.DisposeAsync();

    [Fact]
    public async Task Entries_of_many_writers_form_one_unbroken_chain_per_body()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => RecordAsync(_commune, i)));
        await RecordAsync(Guid.CreateVersion7(), 0);

        var chain = await ChainAsync();

        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), chain.Select(e => e.Sequence));
        Assert.Equal(-1, FirstBroken(chain));
    }

    [Fact]
    public async Task A_removed_or_changed_line_shows()
    {
        for (var i = 0; i < 5; i++)
        {
            await RecordAsync(_commune, i);
        }

        var chain = await ChainAsync();

        Assert.Equal(2, FirstBroken([.. chain[..2], .. chain[3..]]));
        typeof(AuditEntry).GetProperty(nameof(AuditEntry.Act))!.SetValue(chain[1], "autre");
        Assert.Equal(1, FirstBroken(chain));
    }

    [Fact]
    public async Task Several_acts_of_one_save_follow_each_other_in_their_order()
    {
        await _probe.InScopeAsync(_commune, db =>
        {
            db.Record("first", "thing", Guid.CreateVersion7());
            db.Record("second", "thing", Guid.CreateVersion7());
            return db.SaveChangesAsync();
        });
        await RecordAsync(_commune, 0);

        var chain = await ChainAsync();

        Assert.Equal(["first", "second", "thing-made"], chain.Select(e => e.Act));
        Assert.Equal(-1, FirstBroken(chain));
    }

    [Fact]
    public async Task A_whole_chain_is_found_whole_with_values_beside_it()
    {
        await FiveAsync();

        var report = await CheckAsync();

        Assert.True(report.IsWhole);
        Assert.Equal(5, report.Entries);
        Assert.Equal((await ChainAsync())[^1].Hash, report.Hash);
    }

    [Theory]
    [InlineData("UPDATE Audit SET Act = 'autre' WHERE Sequence = 3", AuditFault.Changed, 3)]
    [InlineData("UPDATE Audit SET PersonId = '00000000-0000-0000-0000-000000000001' WHERE Sequence = 1", AuditFault.Changed, 1)]
    [InlineData("DELETE FROM Audit WHERE Sequence = 3", AuditFault.Removed, 4)]
    [InlineData("DELETE FROM Audit WHERE Sequence = 1", AuditFault.Removed, 2)]
    [InlineData("DELETE FROM Audit WHERE Sequence = 5", AuditFault.CutShort, 5)]
    [InlineData("DELETE FROM Audit", AuditFault.CutShort, 1)]
    [InlineData("UPDATE Audit SET Sequence = -Sequence WHERE Sequence IN (2, 3); UPDATE Audit SET Sequence = 5 + Sequence WHERE Sequence < 0", AuditFault.Changed, 2)]
    [InlineData("DELETE FROM AuditHeads", AuditFault.HeadLost, 5)]
    [InlineData("DELETE FROM Audit WHERE Sequence = 5; UPDATE AuditHeads SET Sequence = 4", AuditFault.HeadLost, 4)]
    [InlineData("UPDATE AuditValues SET Content = 'autre'", AuditFault.ValuesChanged, 1)]
    [InlineData("DELETE FROM AuditValues", AuditFault.ValuesRemoved, 1)]
    public async Task Whatever_is_touched_behind_the_services_back_shows_and_where(string act, AuditFault fault, long sequence)
    {
        await FiveAsync();
        await _probe.WithoutScopeAsync(db => db.Database.ExecuteSqlRawAsync(act));

        var report = await CheckAsync();

        Assert.Contains(new AuditFinding(fault, sequence), report.Findings);
    }

    [Fact]
    public async Task Values_erased_on_purpose_leave_the_chain_whole()
    {
        await FiveAsync();
        await _probe.InScopeAsync(_commune, async db =>
        {
            db.AuditValues.RemoveRange(await db.AuditValues.ToListAsync());
            db.Record(AuditEntry.ValuesErased, "person", Guid.CreateVersion7(), new { entries = new[] { 1, 2, 3, 4, 5 } });
            return await db.SaveChangesAsync();
        });

        Assert.Empty((await CheckAsync()).Findings);
        Assert.Equal(6, (await CheckAsync()).Entries);
    }

    [Fact]
    public async Task An_administrator_reads_filters_verifies_and_exports_and_nobody_else_may()
    {
        await FiveAsync();
        var (administrator, lead) = (await _probe.PersonAsync(_commune, Role.Administrator), await _probe.PersonAsync(_commune, Role.ProjectLead));
        await _probe.InScopeAsync(new TenantScope(_commune, AllowedWrites.All, "test", administrator.Id), db =>
        {
            db.Record("thing-lost", "thing", Guid.CreateVersion7());
            return db.SaveChangesAsync();
        });
        var client = _probe.As(administrator);
        var path = $"/api/probe/bodies/{_commune}/audit";

        var first = await client.GetFromJsonAsync<JsonElement>(path + "?size=4");
        var rest = await client.GetFromJsonAsync<JsonElement>($"{path}?size=4&after={first.GetProperty("next").GetString()}");
        Assert.Equal([6, 5, 4, 3], Sequences(first));
        Assert.Equal([2, 1], Sequences(rest));
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next").ValueKind);
        Assert.Equal("Camille Essai", first.GetProperty("items")[0].GetProperty("personName").GetString());
        Assert.Equal([6], Sequences(await client.GetFromJsonAsync<JsonElement>($"{path}?person={administrator.Id}")));
        Assert.Equal([6], Sequences(await client.GetFromJsonAsync<JsonElement>(path + "?act=thing-lost")));
        Assert.Empty(Sequences(await client.GetFromJsonAsync<JsonElement>(path + "?until=2020-01-01T00:00:00Z")));
        Assert.Equal(0, (await client.GetFromJsonAsync<JsonElement>(path + "/check")).GetProperty("findings").GetArrayLength());

        var lines = await client.GetFromJsonAsync<JsonElement>(path + "/lines");
        Assert.Equal(6, lines.GetArrayLength());
        Assert.Equal(Rehash(lines), lines[5].GetProperty("hash").GetString());

        Assert.Equal(HttpStatusCode.Forbidden, (await _probe.As(lead).GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/probe/bodies/{Guid.CreateVersion7()}/audit")).StatusCode);
    }

    /// <summary>As a third party does it, from the exported lines and what the README says, without our code.</summary>
    private static string Rehash(JsonElement lines)
    {
        var hash = "";
        foreach (var line in lines.EnumerateArray())
        {
            string[] names = ["bodyId", "sequence", "micros", "personId", "onBehalfOf", "reason", "act", "subjectKind", "subjectId", "details"];
            string[] further = line.GetProperty("valuesId").ValueKind == JsonValueKind.Null ? [] : ["valuesId", "valuesHash"];
            var text = string.Join('\n', [hash, .. names.Concat(further).Select(n => line.GetProperty(n).ToString())]);
            hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }

        return hash;
    }

    private static IEnumerable<long> Sequences(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("sequence").GetInt64());

    private async Task FiveAsync()
    {
        for (var i = 0; i < 5; i++)
        {
            await RecordAsync(_commune, i);
        }
    }

    private Task<AuditReport> CheckAsync() => _probe.InScopeAsync(_commune, db => AuditCheck.RunAsync(db, CancellationToken.None));

    private Task<int> RecordAsync(Guid body, int number) => _probe.InScopeAsync(body, db =>
    {
        db.Record("thing-made", "thing", Guid.CreateVersion7(), new { number }, new { name = "Claire Essai" });
        return db.SaveChangesAsync();
    });

    private Task<List<AuditEntry>> ChainAsync() => _probe.InScopeAsync(_commune, db => db.Audit.OrderBy(e => e.Sequence).ToListAsync());

    private static int FirstBroken(List<AuditEntry> chain)
    {
        var hash = "";
        for (var i = 0; i < chain.Count; i++)
        {
            if (chain[i].Hash != chain[i].HashAfter(hash))
            {
                return i;
            }

            hash = chain[i].Hash;
        }

        return -1;
    }
}
