using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OpenDataAnimation.Platform.Portability;

namespace OpenDataAnimation.Platform.Tenancy;

/// <summary>What must hold of every service's model; each service's tests assert that this finds nothing.</summary>
public static class ModelRules
{
    /// <summary>One English sentence per broken rule; empty when all hold.</summary>
    public static IEnumerable<string> Broken(DbContext db)
    {
        foreach (var column in PortableTable.Of(db).Where(t => t.IsExported).SelectMany(t => t.Columns.Where(c => c.Kind is null).Select(c => $"{t.Name}.{c.Name}")))
        {
            yield return $"{column} is exported in no lossless way: teach PortableColumn, or say [NotExported] and why.";
        }

        foreach (var type in db.Model.GetEntityTypes().Where(t => !t.IsOwned() && t.BaseType is null))
        {
            var owned = type.ClrType.IsAssignableTo(typeof(ITenantOwned));
            var platform = type.ClrType.IsDefined(typeof(PlatformTableAttribute), false)
                || type.ClrType.Namespace?.StartsWith("OpenDataAnimation", StringComparison.Ordinal) != true;
            if (owned == platform)
            {
                yield return $"{type.ShortName()} must be either a tenant's (ITenantOwned) or a platform's ([PlatformTable]).";
            }

            // A platform's row that names a body may be that body's own: it goes with its export, or is said not to.
            if (platform && !type.ClrType.IsDefined(typeof(ExportedAttribute), false) && !type.ClrType.IsDefined(typeof(NotExportedAttribute), false)
                && type.GetProperties().Any(p => p.Name.EndsWith("BodyId", StringComparison.Ordinal)))
            {
                yield return $"{type.ShortName()} names a body: [Exported] with it, or [NotExported] and why.";
            }

            if (owned && (type.GetNavigations().Any(n => n.TargetEntityType.IsOwned()) || type.GetComplexProperties().Any()))
            {
                yield return $"{type.ShortName()} has parts that an export would leave out.";
            }

            foreach (var index in owned ? type.GetIndexes().Where(i => !First(i.Properties)) : [])
            {
                yield return $"Index {index.DisplayName()} of {type.ShortName()} must begin with TenantId.";
            }

            if (owned && !First(type.FindPrimaryKey()!.Properties))
            {
                yield return $"The key of {type.ShortName()} must begin with TenantId.";
            }

            if (owned && type.FindProperty(nameof(ITenantOwned.TenantId)) is not { IsConcurrencyToken: true })
            {
                yield return $"TenantId of {type.ShortName()} must be a concurrency token: what changes a row says whose it is.";
            }

            foreach (var key in type.GetForeignKeys().Where(k => !k.IsOwnership))
            {
                if (key.DeleteBehavior is not (DeleteBehavior.ClientNoAction or DeleteBehavior.NoAction))
                {
                    yield return $"{type.ShortName()} -> {key.PrincipalEntityType.ShortName()} must not delete or set null by itself.";
                }

                if (owned && key.PrincipalEntityType.ClrType.IsAssignableTo(typeof(ITenantOwned)) && !First(key.Properties))
                {
                    yield return $"{type.ShortName()} -> {key.PrincipalEntityType.ShortName()} must carry TenantId, or a child could point to another tenant's parent.";
                }
            }

            foreach (var index in type.GetIndexes().Where(i => i.Properties.Sum(Bytes) > 1700))
            {
                yield return $"Index {index.DisplayName()} of {type.ShortName()} is over the 1,700 bytes of SQL Server.";
            }

            foreach (var key in type.GetKeys().Where(k => k.Properties.Sum(Bytes) > (k.IsPrimaryKey() ? 900 : 1700)))
            {
                yield return $"A key of {type.ShortName()} is over the 900 bytes of SQL Server's clustered index (1,700 for another key).";
            }

            foreach (var property in type.GetProperties().Where(p => (p.GetTypeMapping().Converter?.ProviderClrType ?? p.ClrType) is var kept && (kept == typeof(DateTimeOffset) || kept == typeof(DateTimeOffset?))))
            {
                yield return $"{type.ShortName()}.{property.Name} is a DateTimeOffset, which SQLite cannot order: a UTC DateTime is wanted.";
            }
        }
    }

    private static bool First(IReadOnlyList<IReadOnlyProperty> properties) => properties[0].Name == nameof(ITenantOwned.TenantId);

    private static int Bytes(IReadOnlyProperty property) =>
        property.GetProviderClrType() == typeof(string) || property.ClrType == typeof(string) || property.ClrType.IsEnum
            ? (property.GetMaxLength() ?? 4000) * 2
            : 16;
}
