using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Gateway.Sessions;

/// <summary>A browser's session. The browser holds its id, this row only the id's hash: who reads the table signs in as no one.</summary>
public sealed class Session
{
    /// <summary>SHA-256 of the session id, in hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>Who signed in, protected.</summary>
    public required byte[] Ticket { get; set; }

    /// <summary>The tokens, protected; apart from the ticket, so that prolonging a session never writes back older tokens.</summary>
    public required byte[] Tokens { get; set; }

    /// <summary>SHA-256 of the token server's name for its own session (<c>sid</c>), to end it when it says so; null where it gives none.</summary>
    public string? Sid { get; init; }

    /// <summary>SHA-256 of the person's subject, for the same.</summary>
    public string? Person { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ExpiresAt { get; set; }
}

/// <summary>Sessions, and nothing else.</summary>
public class GatewayDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Session> Sessions => Set<Session>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var session = modelBuilder.Entity<Session>();
        session.Property(s => s.Id).HasMaxLength(64);
        session.Property(s => s.Sid).HasMaxLength(64);
        session.Property(s => s.Person).HasMaxLength(64);
        session.HasIndex(s => s.Sid);
        session.HasIndex(s => s.Person);
        session.HasIndex(s => s.ExpiresAt);
    }
}

/// <summary>The same for SQL Server, with migrations of its own.</summary>
public sealed class GatewayDbSqlServer(DbContextOptions<GatewayDbSqlServer> options) : GatewayDb(options);
