using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OpenDataAnimation.Platform.Tenancy;

/// <summary>
/// SQL Server itself shows and takes the rows of the scope's body only, whatever the query says: row-level security, made by
/// the migrations from the model (<see cref="WallMigrations"/>), told by each command for whom it works (<see cref="TenantSession"/>).
/// There is no door in it: what is done for all bodies is done in one scope a body. SQLite has the first wall only.
/// </summary>
public static class SecondWall
{
    /// <summary>On an entity type and its table: the column that says whose a row is.</summary>
    public const string TenantColumn = "SecondWall:TenantColumn";

    /// <summary>On the database: what the predicate is made with, so that a changed predicate is a new migration.</summary>
    public const string Version = "SecondWall:Version";

    internal const string Schema = "tenancy", Predicate = "IsOfScope", SessionKey = "tenant";

    /// <summary>SQL Server as every service uses it: with the second wall.</summary>
    public static DbContextOptionsBuilder UseSqlServerWithWall(this DbContextOptionsBuilder options, string connection) => options.UseSqlServer(connection).WithWall();

    internal static DbContextOptionsBuilder WithWall(this DbContextOptionsBuilder options) => options
        .ReplaceService<IRelationalAnnotationProvider, WallAnnotations>()
        .ReplaceService<IMigrationsSqlGenerator, WallMigrations>()
        .AddInterceptors(TenantSession.Instance);

    internal static void HasTenantColumn(this EntityTypeBuilder entity) => entity.HasAnnotation(TenantColumn, nameof(ITenantOwned.TenantId));
}
