using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.SqlServer.Metadata.Internal;

namespace OpenDataAnimation.Platform.Tenancy;

#pragma warning disable EF1001 // No public type adds to a provider's annotations; the migration tests show when this one changes.

/// <summary>Carries the mark of a tenant's table from the model into the migrations, where it is seen as a change like any other.</summary>
internal sealed class WallAnnotations(RelationalAnnotationProviderDependencies dependencies) : SqlServerAnnotationProvider(dependencies)
{
    public override IEnumerable<IAnnotation> For(ITable table, bool designTime)
    {
        var own = designTime ? table.EntityTypeMappings.Select(m => m.TypeBase.FindAnnotation(SecondWall.TenantColumn)).FirstOrDefault(a => a is not null) : null;
        return own is null ? base.For(table, designTime) : base.For(table, designTime).Append(new Annotation(own.Name, own.Value));
    }

    public override IEnumerable<IAnnotation> For(IRelationalModel model, bool designTime)
    {
        var walled = designTime && model.Model.GetEntityTypes().Any(t => t.FindAnnotation(SecondWall.TenantColumn) is not null);
        return walled ? base.For(model, designTime).Append(new Annotation(SecondWall.Version, 1)) : base.For(model, designTime);
    }
}
