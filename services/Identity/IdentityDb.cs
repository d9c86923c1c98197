using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Identity;

/// <summary>Accounts and tokens. None of it belongs to a body.</summary>
public class IdentityDb(DbContextOptions options, DbEnvironment environment) : ServiceDb(options, environment)
{
    internal DbSet<Account> Accounts => Set<Account>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Account>(e =>
        {
            e.ToTable("Accounts");
            e.Property(a => a.Id).ValueGeneratedNever();
            e.Property(a => a.Name).HasMaxLength(Account.LongestName);
            e.Property(a => a.UserName).HasMaxLength(64);
            e.Property(a => a.NormalizedUserName).HasMaxLength(64);
            e.Property(a => a.Email).HasMaxLength(Account.LongestEmail);
            e.Property(a => a.NormalizedEmail).HasMaxLength(Account.LongestEmail);
            e.Property(a => a.PasswordHash).HasMaxLength(512);
            e.Property(a => a.SecurityStamp).HasMaxLength(64);
            e.Property(a => a.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();
            // SQLite cannot order DateTimeOffset; every instant is a UTC DateTime.
            e.Property(a => a.LockoutEnd).HasConversion(v => v!.Value.UtcDateTime, v => new DateTimeOffset(DateTime.SpecifyKind(v, DateTimeKind.Utc)));
            e.Ignore(a => a.PhoneNumber);
            e.Ignore(a => a.PhoneNumberConfirmed);
            e.HasIndex(a => a.NormalizedUserName).IsUnique();
            e.HasIndex(a => a.NormalizedEmail).IsUnique();
        });
        modelBuilder.Entity<IdentityUserClaim<Guid>>(e =>
        {
            e.ToTable("AccountClaims");
            e.Property(c => c.ClaimType).HasMaxLength(200);
            e.Property(c => c.ClaimValue).HasMaxLength(400);
            e.HasOne<Account>().WithMany().HasForeignKey(c => c.UserId);
        });
        modelBuilder.Entity<IdentityUserLogin<Guid>>(e =>
        {
            e.ToTable("AccountLogins");
            e.HasKey(l => new { l.LoginProvider, l.ProviderKey });
            e.Property(l => l.LoginProvider).HasMaxLength(64);
            e.Property(l => l.ProviderKey).HasMaxLength(255);
            e.Property(l => l.ProviderDisplayName).HasMaxLength(200);
            e.HasOne<Account>().WithMany().HasForeignKey(l => l.UserId);
        });
        modelBuilder.Entity<IdentityUserToken<Guid>>(e =>
        {
            e.ToTable("AccountTokens");
            e.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
            e.Property(t => t.LoginProvider).HasMaxLength(64);
            e.Property(t => t.Name).HasMaxLength(64);
            e.Property(t => t.Value).HasMaxLength(1000);
            e.HasOne<Account>().WithMany().HasForeignKey(t => t.UserId);
        });
        modelBuilder.UseOpenIddict<Guid>();
        base.OnModelCreating(modelBuilder);
    }
}

public sealed class IdentityDbSqlServer(DbContextOptions<IdentityDbSqlServer> options, DbEnvironment environment) : IdentityDb(options, environment);
