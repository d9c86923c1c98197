using System.Net;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Platform.Tests;

/// <summary>A service that does not know yet who may do what is sent no requests.</summary>
public sealed class ReadyTests
{
    [Fact]
    public async Task It_asks_Territory_for_its_facts_at_its_first_start_and_is_ready_once_it_has_them_all()
    {
        var folder = Directory.CreateTempSubdirectory("oda-ready-");
        try
        {
            await using (var probe = await Probe.StartAsync(data: folder.FullName))
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(probe));
                Assert.Equal(1, await probe.WithoutScopeAsync(db => db.Outbox.CountAsync(m => m.Type == nameof(ResendRequested))));

                await probe.Bus.DeliverAsync(new ResendCompleted("plans", DateTime.UtcNow));
                Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(probe));
                await probe.Bus.DeliverAsync(new ResendCompleted("probe", DateTime.UtcNow));
                Assert.Equal(HttpStatusCode.OK, await ReadyAsync(probe));
            }

            await using var again = await Probe.StartAsync(data: folder.FullName);
            Assert.Equal(HttpStatusCode.OK, await ReadyAsync(again));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<HttpStatusCode> ReadyAsync(Probe probe) => (await probe.App.GetTestClient().GetAsync("/health/probe/ready")).StatusCode;
}
