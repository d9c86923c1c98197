using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Stakeholders.Contacts;

namespace OpenDataAnimation.Stakeholders;

public class StakeholdersDb(DbContextOptions options, DbEnvironment environment) : ServiceDb(options, environment)
{
    public DbSet<Contact> Contacts => Set<Contact>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Contact>(e =>
        {
            e.Property(c => c.Name).HasMaxLength(Contact.NameLength);
            e.Property(c => c.Organisation).HasMaxLength(Contact.NameLength);
            e.Property(c => c.Function).HasMaxLength(Contact.NameLength);
            e.Property(c => c.Email).HasMaxLength(254);
            e.Property(c => c.Phone).HasMaxLength(32);
            e.Property(c => c.Source).HasMaxLength(Contact.NameLength);
            e.Property(c => c.Notes).HasMaxLength(Contact.NotesLength);
            e.Property(c => c.Folded).HasMaxLength(500);
            e.Property(c => c.SortName).HasMaxLength(Contact.NameLength);
            e.HasIndex(c => new { c.TenantId, c.SortName, c.Id });
            e.HasIndex(c => new { c.TenantId, c.Audience });
        });
        base.OnModelCreating(modelBuilder);
    }
}

public sealed class StakeholdersDbSqlServer(DbContextOptions<StakeholdersDbSqlServer> options, DbEnvironment environment)
    : StakeholdersDb(options, environment);
