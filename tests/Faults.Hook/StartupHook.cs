using System.Diagnostics;
using System.Reflection;

/// <summary>
/// Loaded into a program under test by DOTNET_STARTUP_HOOKS: ends it, as the system would (SIGKILL), at the nth time that a
/// named moment comes. The moments are what the database library reports of itself; nothing in the product knows of this.
/// </summary>
/// <remarks>
/// Armed by a file that the driver writes (FAULTS_FILE): <c>moment:n</c>. So the count begins when the load does, and not with
/// the many messages of a start.
/// </remarks>
#pragma warning disable CA1050 // The runtime looks for a type of this name, outside of any namespace.
internal sealed class StartupHook
#pragma warning restore CA1050
{
    private static volatile string _moment = "";
    private static int _left;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("FAULTS_FILE") is not { Length: > 0 } file)
        {
            return;
        }

        DiagnosticListener.AllListeners.Subscribe(new Listeners());
        new Thread(() => WaitToBeArmed(file)) { IsBackground = true }.Start();
    }

    private static void WaitToBeArmed(string file)
    {
        while (!File.Exists(file))
        {
            Thread.Sleep(20);
        }

        var parts = File.ReadAllText(file).Split(':');
        File.Delete(file);
        _left = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        _moment = parts[0];
    }

    private static void Comes(string moment)
    {
        if (_moment == moment && Interlocked.Decrement(ref _left) == 0)
        {
            Process.GetCurrentProcess().Kill();
            // Not one instruction more on this thread.
            Thread.Sleep(Timeout.Infinite);
        }
    }

    private static bool Within(string prefix)
    {
        for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
        {
            if (activity.OperationName.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Listeners : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                value.Subscribe(new Database());
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed class Database : IObserver<KeyValuePair<string, object?>>
    {
        private static PropertyInfo? _command;

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (_moment.Length == 0)
            {
                return;
            }

            switch (value.Key)
            {
                case "Microsoft.EntityFrameworkCore.Database.Transaction.TransactionCommitting" when Within("consume "):
                    Comes("consumer-before-commit");
                    break;
                case "Microsoft.EntityFrameworkCore.Database.Transaction.TransactionCommitted":
                    Comes(Within("consume ") ? "consumer-after-commit" : Within("Microsoft.AspNetCore") ? "request-committed" : "marked");
                    break;
                case "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting":
                    var text = TextOf(value.Value!);
                    if (text.StartsWith("DELETE FROM \"Outbox\"", StringComparison.Ordinal))
                    {
                        Comes("published");
                    }
                    else if (text.Contains("INSERT", StringComparison.Ordinal) && Within("Microsoft.AspNetCore"))
                    {
                        Comes("request");
                    }

                    break;
                default:
                    break;
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        private static string TextOf(object data)
        {
            _command ??= data.GetType().GetProperty("Command")!;
            return ((System.Data.Common.DbCommand)_command.GetValue(data)!).CommandText;
        }
    }
}
