using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Identity;

/// <summary>Accounts and tokens. None of it belongs to a body.</summary>
public class IdentityDb(DbContextOptions options, DbEnvironment environment) : ServiceDb(options, environment)
{
    internal DbSet<Account> Accounts => Set<Account>();

    internal DbSet<AccountSession> AccountSessions => Set<AccountSession>();

    internal DbSet<SignInAttempt> SignInAttempts => Set<SignInAttempt>();

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
        modelBuilder.Entity<IdentityUserPasskey<Guid>>(e =>
        {
            e.ToTable("AccountPasskeys");
            e.HasKey(p => p.CredentialId);
            // WebAuthn Level 3, 4: a credential id has 1,023 bytes at most.
            e.Property(p => p.CredentialId).HasMaxLength(1023);
            e.OwnsOne(p => p.Data).ToJson();
            e.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId);
        });
        modelBuilder.Entity<AccountSession>(e =>
        {
            e.ToTable("AccountSessions");
            e.Property(s => s.Id).ValueGeneratedNever();
            e.Property(s => s.Device).HasMaxLength(64);
            e.HasIndex(s => new { s.AccountId, s.SeenAt });
            e.HasIndex(s => s.SeenAt);
            e.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
        });
        modelBuilder.Entity<SignInAttempt>(e =>
        {
            e.ToTable("SignInAttempts");
            e.Property(a => a.Id).ValueGeneratedNever();
            e.Property(a => a.How).HasMaxLength(64);
            e.Property(a => a.Device).HasMaxLength(64);
            e.HasIndex(a => new { a.AccountId, a.At });
            e.HasIndex(a => a.At);
            e.HasOne<Account>().WithMany().HasForeignKey(a => a.AccountId);
        });
        modelBuilder.UseOpenIddict<Guid>();
        base.OnModelCreating(modelBuilder);
    }
}

public sealed class IdentityDbSqlServer(DbContextOptions<IdentityDbSqlServer> options, DbEnvironment environment) : IdentityDb(options, environment);
