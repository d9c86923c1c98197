using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OpenDataAnimation.Testing;

/// <summary>
/// The SQL statements that one request makes, over all hosts of this process: those that run inside a request of the given
/// trace. Sessions, notes of who read what, and messages on their way are not the page's.
/// </summary>
/// <param name="trace">Sent with the request as <c>traceparent</c>.</param>
public sealed class StatementCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private static readonly string[] NotOfThePage = ["\"ReadTraces\"", "PRAGMA "];

    private readonly ActivityTraceId _trace;
    private readonly List<IDisposable> _subscriptions = [];

    public StatementCounter(ActivityTraceId trace)
    {
        _trace = trace;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Which database, and the text.</summary>
    public ConcurrentQueue<(string Database, string Text)> Statements { get; } = [];

    /// <summary>What makes a request belong to the trace.</summary>
    public static string TraceParent(ActivityTraceId trace) => $"00-{trace}-{ActivitySpanId.CreateRandom()}-01";

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuted.Name));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData { Context: { } context } data && context.GetType().Name != "GatewayDb" && IsOfTheRequest()
            && !NotOfThePage.Any(t => data.Command.CommandText.Contains(t, StringComparison.Ordinal)))
        {
            Statements.Enqueue((context.GetType().Name, data.Command.CommandText));
        }
    }

    public void OnCompleted()
    {
        // Nothing to do: it ends with the process.
    }

    public void OnError(Exception error)
    {
        // A diagnostic source does not fail.
    }

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

    private bool IsOfTheRequest()
    {
        for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
        {
            if (activity.OperationName == Request)
            {
                return activity.TraceId == _trace;
            }
        }

        return false;
    }
}
