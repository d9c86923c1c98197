using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>Keeps the list of schemas: it changes with a release only.</summary>
internal sealed class SchemaStore
{
    private SchemasView? _kept;

    public async Task<SchemasView> GetAsync(PlansClient plans, CancellationToken ct) => _kept ??= await plans.GetAsync<SchemasView>("schemas", ct);
}
