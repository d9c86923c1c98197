using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Portal.Drafts;

namespace OpenDataAnimation.Portal;

/// <summary>What the portal keeps: input whose session ended, and its copy of the bodies' public facts for their colours.</summary>
public class PortalDb(DbContextOptions options, DbEnvironment environment) : ServiceDb(options, environment)
{
    public DbSet<Draft> Drafts => Set<Draft>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Draft>(e =>
        {
            e.ToTable("Drafts");
            e.HasKey(d => d.Id);
            e.Property(d => d.Id).ValueGeneratedNever();
            e.Property(d => d.KeyHash).HasMaxLength(64);
            e.HasIndex(d => d.ExpiresAt);
        });
        base.OnModelCreating(modelBuilder);
    }
}

/// <summary>The same on SQL Server.</summary>
public sealed class PortalDbSqlServer(DbContextOptions<PortalDbSqlServer> options, DbEnvironment environment) : PortalDb(options, environment);
