using System.Text.Json;

namespace OpenDataAnimation.Platform.Portability;

/// <summary>
/// What a service has to say about the export, import and erasure of a body beyond its tables; most have nothing. Always called in the
/// scope of the body, and for import and erasure in their transaction.
/// </summary>
public class BodyData
{
    /// <summary>Further tables, for what is no row of the body but would be missed: their name, and rows to be written as JSON.</summary>
    public virtual IReadOnlyList<ExtraTable> Extras => [];

    /// <summary>How this row goes in; null leaves it out, and the report counts it.</summary>
    public virtual Task<object?> PlaceAsync(object row, CancellationToken ct) => Task.FromResult<object?>(row);

    /// <summary>Everything is in: tell the others.</summary>
    public virtual Task ImportedAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Before the body's rows are removed: what others' rows say of it.</summary>
    public virtual Task ErasingAsync(CancellationToken ct) => Task.CompletedTask;
}

/// <param name="Read">The rows, as records of simple values.</param>
/// <param name="Place">False leaves a row out, and the report counts it.</param>
public sealed record ExtraTable(
    string Name, IReadOnlyList<string> Columns, Func<CancellationToken, IAsyncEnumerable<object>> Read, Func<JsonElement, CancellationToken, Task<bool>> Place);

/// <summary>The import is refused, for a reason that whoever asked can act on: one English sentence, with a stable name.</summary>
public sealed class ImportRefusedException(string type, string message) : Exception(message)
{
    public string Type { get; } = type;
}
