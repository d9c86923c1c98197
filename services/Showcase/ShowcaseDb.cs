using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Showcase.News;

namespace OpenDataAnimation.Showcase;

public class ShowcaseDb(DbContextOptions options, DbEnvironment environment) : ServiceDb(options, environment)
{
    public DbSet<NewsItem> News => Set<NewsItem>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<NewsItem>(e =>
        {
            e.ToTable("News");
            e.Property(n => n.Title).HasMaxLength(NewsItem.LongestTitle);
            e.Property(n => n.Summary).HasMaxLength(NewsItem.LongestSummary);
            e.Property(n => n.Body).HasMaxLength(NewsItem.LongestBody);
            e.Property(n => n.Slug).HasMaxLength(100);
            e.HasIndex(n => new { n.TenantId, n.Slug }).IsUnique();
            e.HasIndex(n => new { n.TenantId, n.UpdatedAt, n.Id });
            e.HasIndex(n => new { n.TenantId, n.State, n.PublishedAt, n.Id });
        });
        base.OnModelCreating(modelBuilder);
    }
}

public sealed class ShowcaseDbSqlServer(DbContextOptions<ShowcaseDbSqlServer> options, DbEnvironment environment)
    : ShowcaseDb(options, environment);
