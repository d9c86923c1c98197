using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.Attachments;
using OpenDataAnimation.Territory.Bodies;
using OpenDataAnimation.Territory.Clients;
using OpenDataAnimation.Territory.Links;
using OpenDataAnimation.Territory.Operators;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory;

/// <summary>
/// The truth about bodies, what ties them and who may do what. "Own" rows are that truth; the copies that every service has
/// (<see cref="ServiceDb.Bodies"/> and the like) are written beside them in the same transaction, by <see cref="Tell"/>.
/// </summary>
public class TerritoryDb(DbContextOptions options, DbEnvironment environment) : ServiceDb(options, environment)
{
    public DbSet<Body> OwnBodies => Set<Body>();
    public DbSet<FormerSlug> FormerSlugs => Set<FormerSlug>();
    public DbSet<Attachment> OwnAttachments => Set<Attachment>();
    public DbSet<SharePolicy> OwnPolicies => Set<SharePolicy>();
    public DbSet<Membership> OwnMemberships => Set<Membership>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<InvitationKey> InvitationKeys => Set<InvitationKey>();
    public DbSet<SecureLink> SecureLinks => Set<SecureLink>();
    public DbSet<SecureLinkKey> SecureLinkKeys => Set<SecureLinkKey>();
    public DbSet<ApiClient> ApiClients => Set<ApiClient>();
    public DbSet<BodyErasure> Erasures => Set<BodyErasure>();
    public DbSet<OpeningRequest> OpeningRequests => Set<OpeningRequest>();
    public DbSet<OperatorClaim> OperatorClaims => Set<OperatorClaim>();

    /// <summary>Who invited, and who asked, stays by id.</summary>
    protected override async Task ForgetNameAsync(PersonErased person, CancellationToken ct)
    {
        foreach (var invitation in await Invitations.AsTracking().Where(i => i.InviterId == person.PersonId).ToListAsync(ct))
        {
            invitation.By(person.PersonId, "");
        }

        foreach (var link in await SecureLinks.AsTracking().Where(l => l.AskedBy == person.PersonId).ToListAsync(ct))
        {
            link.By(person.PersonId, "");
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Body>(e =>
        {
            e.ToTable("Bodies");
            e.Property(b => b.Id).ValueGeneratedNever();
            e.Property(b => b.Version).IsConcurrencyToken();
            e.Property(b => b.Code).HasMaxLength(9);
            e.Property(b => b.Name).HasMaxLength(200);
            e.Property(b => b.Folded).HasMaxLength(200);
            e.Property(b => b.Article).HasMaxLength(8);
            e.Property(b => b.Slug).HasMaxLength(Slug.Longest);
            e.Property(b => b.InseeCode).HasMaxLength(8);
            e.Property(b => b.Siren).HasMaxLength(9);
            e.Property(b => b.Departements).HasMaxLength(100);
            e.Property(b => b.Accent).HasMaxLength(7);
            e.Property(b => b.FullTimeAgents).HasPrecision(9, 2);
            e.HasIndex(b => new { b.Kind, b.Code }).IsUnique();
            e.HasIndex(b => b.Slug).IsUnique();
            e.HasIndex(b => new { b.Folded, b.Id });
        });
        modelBuilder.Entity<FormerSlug>(e =>
        {
            e.ToTable("FormerSlugs");
            e.HasKey(s => s.Slug);
            e.Property(s => s.Slug).HasMaxLength(Slug.Longest);
        });
        modelBuilder.Entity<BodyErasure>(e =>
        {
            e.ToTable("BodyErasures");
            e.HasKey(b => b.BodyId);
            e.Property(b => b.BodyId).ValueGeneratedNever();
            e.HasIndex(b => b.DueAt);
        });
        modelBuilder.Entity<Attachment>(e =>
        {
            e.ToTable("Attachments");
            e.Property(a => a.Id).ValueGeneratedNever();
            e.Property(a => a.Version).IsConcurrencyToken();
            e.HasIndex(a => new { a.ParentId, a.ChildId }).IsUnique();
            e.HasIndex(a => a.ChildId);
        });
        modelBuilder.Entity<SharePolicy>(e =>
        {
            e.ToTable("SharePolicies");
            e.HasKey(p => new { p.TenantId, p.ParentId, p.Subject });
            e.Property(p => p.Epoch).IsConcurrencyToken();
        });
        modelBuilder.Entity<Membership>(e =>
        {
            e.ToTable("Memberships");
            e.Property(m => m.Name).HasMaxLength(Person.LongestName);
            e.Property(m => m.Roles).HasMaxLength(200);
            e.Property(m => m.About).HasMaxLength(Membership.LongestAbout);
            e.HasIndex(m => new { m.TenantId, m.PersonId });
        });
        modelBuilder.Entity<Person>(e =>
        {
            e.ToTable("People");
            e.Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.Name).HasMaxLength(Person.LongestName);
            e.Property(p => p.Email).HasMaxLength(Person.LongestEmail);
            e.HasIndex(p => p.Email);
        });
        modelBuilder.Entity<Invitation>(e =>
        {
            e.ToTable("Invitations");
            e.Property(i => i.Name).HasMaxLength(Person.LongestName);
            e.Property(i => i.Email).HasMaxLength(Person.LongestEmail);
            e.Property(i => i.Roles).HasMaxLength(200);
            e.Property(i => i.InviterName).HasMaxLength(Person.LongestName);
            e.Property(i => i.About).HasMaxLength(Membership.LongestAbout);
            e.HasIndex(i => new { i.TenantId, i.InviterId });
        });
        modelBuilder.Entity<InvitationKey>(e =>
        {
            e.ToTable("InvitationKeys");
            e.HasKey(k => k.TokenHash);
            e.Property(k => k.TokenHash).HasMaxLength(64);
            e.Property(k => k.State).IsConcurrencyToken();
            e.HasIndex(k => k.InvitationId).IsUnique();
            e.HasIndex(k => new { k.BodyId, k.State });
            e.HasIndex(k => new { k.InvitedBy, k.BodyId });
        });
        OfLinksAndClients(modelBuilder);
        modelBuilder.Entity<OpeningRequest>(e =>
        {
            e.ToTable("OpeningRequests");
            e.Property(r => r.Id).ValueGeneratedNever();
            e.Property(r => r.State).IsConcurrencyToken();
            e.Property(r => r.Code).HasMaxLength(9);
            e.Property(r => r.BodyName).HasMaxLength(200);
            e.Property(r => r.Name).HasMaxLength(Person.LongestName);
            e.Property(r => r.Email).HasMaxLength(Person.LongestEmail);
            e.Property(r => r.Function).HasMaxLength(200);
            e.Property(r => r.Message).HasMaxLength(2000);
            e.Property(r => r.Reason).HasMaxLength(1000);
            e.HasIndex(r => new { r.State, r.At, r.Id });
        });
        modelBuilder.Entity<OperatorClaim>(e =>
        {
            e.ToTable("OperatorClaims");
            e.HasKey(c => c.CodeHash);
            e.Property(c => c.CodeHash).HasMaxLength(64);
        });
        base.OnModelCreating(modelBuilder);
    }

    private static void OfLinksAndClients(ModelBuilder model)
    {
        model.Entity<SecureLink>(e =>
        {
            e.ToTable("SecureLinks");
            e.Property(l => l.ActionTitle).HasMaxLength(200);
            e.Property(l => l.Name).HasMaxLength(Person.LongestName);
            e.Property(l => l.Email).HasMaxLength(Person.LongestEmail);
            e.Property(l => l.Note).HasMaxLength(SecureLink.LongestNote);
            e.Property(l => l.AskedByName).HasMaxLength(Person.LongestName);
            e.HasIndex(l => new { l.TenantId, l.ActionId });
        });
        model.Entity<SecureLinkKey>(e =>
        {
            e.ToTable("SecureLinkKeys");
            e.HasKey(k => k.TokenHash);
            e.Property(k => k.TokenHash).HasMaxLength(64);
            e.Property(k => k.Uses).IsConcurrencyToken();
            e.HasIndex(k => k.LinkId).IsUnique();
        });
        model.Entity<ApiClient>(e =>
        {
            e.ToTable("ApiClients");
            e.Property(c => c.Version).IsConcurrencyToken();
            e.Property(c => c.ClientId).HasMaxLength(40);
            e.Property(c => c.Name).HasMaxLength(Person.LongestName);
            e.Property(c => c.Scopes).HasMaxLength(300);
            e.Property(c => c.SecretHash).HasMaxLength(64);
            e.Property(c => c.FormerHash).HasMaxLength(64);
            e.HasIndex(c => new { c.TenantId, c.CreatedAt, c.Id });
            e.HasIndex(c => new { c.TenantId, c.MembershipId });
        });
    }
}

public sealed class TerritoryDbSqlServer(DbContextOptions<TerritoryDbSqlServer> options, DbEnvironment environment)
    : TerritoryDb(options, environment);
