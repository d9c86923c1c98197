using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Audit;

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

    private Task<int> RecordAsync(Guid body, int number) => _probe.InScopeAsync(body, db =>
    {
        db.Record("thing-made", "thing", Guid.CreateVersion7(), new { number });
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
