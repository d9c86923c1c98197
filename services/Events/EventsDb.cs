using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Events.Calendar;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Events;

public class EventsDb(DbContextOptions options, DbEnvironment environment) : ServiceDb(options, environment)
{
    public DbSet<Event> Events => Set<Event>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Event>(e =>
        {
            e.Property(x => x.Title).HasMaxLength(Event.TitleLength);
            e.Property(x => x.Description).HasMaxLength(Event.DescriptionLength);
            e.Property(x => x.Place).HasMaxLength(Event.TitleLength);
            e.Property(x => x.OnlineUrl).HasMaxLength(500);
            e.Property(x => x.CancelReason).HasMaxLength(500);
            e.HasIndex(x => new { x.TenantId, x.StartsAt, x.Id });
        });
        base.OnModelCreating(modelBuilder);
    }
}

public sealed class EventsDbSqlServer(DbContextOptions<EventsDbSqlServer> options, DbEnvironment environment) : EventsDb(options, environment);
