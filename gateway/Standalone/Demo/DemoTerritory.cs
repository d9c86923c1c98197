namespace OpenDataAnimation.Standalone.Demo;

/// <summary>The demonstration territory, loaded once into a data folder.</summary>
internal static class DemoTerritory
{
    public static Task<DemoSignIns> LoadAsync(AllInOne all, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(new DemoSignIns([], []));
    }
}
