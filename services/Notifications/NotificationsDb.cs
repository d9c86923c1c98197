using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Notifications;

public class NotificationsDb(DbContextOptions options, DbEnvironment environment) : ServiceDb(options, environment)
{
    public DbSet<Mail> Mails => Set<Mail>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Mail>(e =>
        {
            e.HasKey(m => m.MailId);
            e.Property(m => m.MailId).ValueGeneratedNever();
            e.Property(m => m.To).HasMaxLength(Mail.LongestAddress);
            e.Property(m => m.ToName).HasMaxLength(200);
            e.Property(m => m.Template).HasMaxLength(64);
            e.Property(m => m.LastError).HasMaxLength(500);
            // Whoever raised it holds the mail: two copies of the service cannot both send it.
            e.Property(m => m.Attempts).IsConcurrencyToken();
            e.HasIndex(m => new { m.State, m.NotBefore });
            e.HasIndex(m => new { m.RequestedAt, m.MailId });
        });
        base.OnModelCreating(modelBuilder);
    }
}

public sealed class NotificationsDbSqlServer(DbContextOptions<NotificationsDbSqlServer> options, DbEnvironment environment)
    : NotificationsDb(options, environment);
