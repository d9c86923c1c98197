using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.PeerExchange.Topics;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.PeerExchange;

/// <remarks>Topics and replies have no tenant filter: read them through <see cref="Spaces.Readership"/> only.</remarks>
public class PeerExchangeDb(DbContextOptions options, DbEnvironment environment) : ServiceDb(options, environment)
{
    public DbSet<Topic> Topics => Set<Topic>();
    public DbSet<Reply> Replies => Set<Reply>();

    /// <summary>A reply is no body's row, since more than one reads it: it goes from the body in which it was written.</summary>
    public override async Task<int> PurgeDeletedAsync(DateTime before, CancellationToken ct)
    {
        var removed = await base.PurgeDeletedAsync(before, ct);
        while (true)
        {
            var due = await Replies.AsTracking().Where(r => r.AuthorBodyId == Scope.TenantId && r.DeletedAt < before).OrderBy(r => r.DeletedAt).Take(100).ToListAsync(ct);
            if (due.Count == 0)
            {
                return removed;
            }

            foreach (var reply in due)
            {
                Replies.Remove(reply);
                Record("deleted-for-good", "reply", reply.Id);
            }

            await SaveChangesAsync(ct);
            removed += due.Count;
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Topic>(e =>
        {
            e.Property(t => t.Id).ValueGeneratedNever();
            e.Property(t => t.Title).HasMaxLength(Topic.LongestTitle);
            e.Property(t => t.Text).HasMaxLength(Topic.LongestText);
            e.Property(t => t.Version).IsConcurrencyToken();
            e.HasIndex(t => new { t.SpaceId, t.LastActivityAt, t.Id });
        });
        modelBuilder.Entity<Reply>(e =>
        {
            e.Property(r => r.Id).ValueGeneratedNever();
            e.Property(r => r.Text).HasMaxLength(Topic.LongestText);
            e.HasOne<Topic>().WithMany().HasForeignKey(r => r.TopicId);
            e.HasIndex(r => new { r.TopicId, r.CreatedAt, r.Id });
        });
        base.OnModelCreating(modelBuilder);
    }
}

public sealed class PeerExchangeDbSqlServer(DbContextOptions<PeerExchangeDbSqlServer> options, DbEnvironment environment)
    : PeerExchangeDb(options, environment);
