using System.Net;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Platform.Tests;

/// <summary>A service that does not know yet who may do what is sent no requests.</summary>
public sealed class ReadyTests
{
    [Fact]
    public async Task It_is_ready_once_Territory_has_told_it_all_and_stays_so_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("oda-ready-");
        try
        {
            await using (var probe = await Probe.StartAsync(data: folder.FullName))
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(probe));

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
