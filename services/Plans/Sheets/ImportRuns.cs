using System.Collections.Concurrent;

namespace OpenDataAnimation.Plans.Sheets;

/// <summary>
/// The imports under way, so that who waits for one sees how far it is. Kept in this process alone and gone with the import: asked of
/// another copy of the service, nothing is known, and the page waits without a figure.
/// </summary>
internal sealed class ImportRuns
{
    private readonly ConcurrentDictionary<(Guid Body, Guid Run), ImportRun> _runs = new();

    /// <param name="id">Chosen by the caller; null when nobody will ask.</param>
    public ImportRun Begin(Guid body, Guid? id)
    {
        if (id is not { } named)
        {
            return new ImportRun(() => { });
        }

        var run = new ImportRun(() => _runs.TryRemove((body, named), out _));
        _runs[(body, named)] = run;
        return run;
    }

    public ImportRun? Find(Guid body, Guid id) => _runs.GetValueOrDefault((body, id));
}

public enum ImportStep { None, Reading, Checking, Writing }

/// <summary>Written by the import alone, read by whoever asks: a figure a little late does no harm.</summary>
internal sealed class ImportRun(Action ended) : IDisposable
{
    public ImportStep Step { get; private set; } = ImportStep.Reading;

    /// <summary>Rows, of <see cref="Total"/>.</summary>
    public int Done { get; set; }

    public int Total { get; private set; }

    public void Enter(ImportStep step, int total) => (Step, Done, Total) = (step, 0, total);

    public void Dispose() => ended();
}
