using System.Diagnostics.CodeAnalysis;

namespace OpenDataAnimation.Standalone;

/// <summary>What was asked for on the command line.</summary>
internal sealed record CommandLine(string Command, string Data, string Urls, string? PublicUrl, bool Demo, string Body = "", string To = "", bool Replay = false, string File = "")
{
    public const string Help =
        """
        OpenDataAnimation: the whole product in one process.

        Usage: dotnet run --project gateway/Standalone [-- COMMAND OPTIONS]

        Commands
          run                 starts everything; the default
          migrate             brings the SQL Server databases (ConnectionStrings__NAME) up to date, and ends
          errors [replay]     lists the messages that failed too often, or sends them again
          compare             compares copies, delivered rows and counters with a recomputation from scratch
          resend              has everything said again to a service (--to), of all bodies or one (--body)
          export              writes all that is kept of a body (--body) into a zip (--file), and ends
          import              puts such a zip (--file) into a data folder that does not have the body, and ends
          verify-audit        recomputes every audit chain: a line changed or removed is named, and the exit code is 1
          backup              copies everything, keys included, into a zip (--file); the product may be running
          restore             puts such a backup (--file) into an empty data folder
          help                this text
          version             the version

        Options
          --data DIR          where everything is kept                        (./data)
          --urls URL          where to listen                                 (http://localhost:8080)
          --public-url URL    the address people use, behind a TLS proxy      (same as --urls)
          --body SLUG         one body, by the name in its pages' addresses
          --to SERVICE        for resend: plans, stakeholders, …
          --file FILE         what to write (export, backup) or to read (import, restore)
          --demo              adds a demonstration territory and its sign-ins

        Other settings are environment variables, such as Limits__PerSecond=0; the README lists them.
        """;

    /// <param name="error">One sentence, when the result is null.</param>
    public static CommandLine? Parse(string[] args, [NotNullWhen(false)] out string? error)
    {
        var line = new CommandLine("run", "data", "http://localhost:8080", null, false);
        error = null;
        for (var i = 0; i < args.Length && error is null; i++)
        {
            var (option, inline) = args[i].Split('=', 2) is [var name, var given] && name.StartsWith("--", StringComparison.Ordinal) ? (name, given) : (args[i], null);
            string Value() => inline ?? (i + 1 < args.Length ? args[++i] : "");
            line = option switch
            {
                "help" or "--help" or "-h" or "-?" => line with { Command = "help" },
                "version" or "--version" => line with { Command = "version" },
                "run" or "migrate" or "errors" or "compare" or "resend" => line with { Command = option },
                "export" or "import" or "verify-audit" or "backup" or "restore" => line with { Command = option },
                "list" or "replay" when line.Command == "errors" => line with { Replay = option == "replay" },
                "--to" => line with { To = Value() },
                "--demo" => line with { Demo = true },
                "--body" => line with { Body = Value() },
                "--file" => line with { File = Value() },
                "--data" => line with { Data = Value() },
                "--urls" => line with { Urls = Value() },
                "--public-url" => line with { PublicUrl = Value().TrimEnd('/') },
                _ => Unknown(option, out error),
            };
        }

        error ??= line.Data.Length == 0 ? "--data needs a folder."
            : line.Urls.Split(';').FirstOrDefault(url => !IsListenable(url)) is { } url ? $"--urls needs addresses such as http://localhost:8080, not '{url}'."
            : line.PublicUrl is { } address && !IsAddress(address) ? $"--public-url needs an address such as https://donnees.example, not '{address}'."
            : line.Command is "export" or "import" or "backup" or "restore" && line.File.Length == 0 ? $"{line.Command} needs --file."
            : line.Command == "export" && line.Body.Length == 0 ? "export needs --body, the name in the body's addresses."
            : null;
        return error is null ? line : null;
    }

    private static CommandLine Unknown(string option, out string error)
    {
        error = $"Unknown option '{option}'; 'help' lists what there is.";
        return null!;
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", AbsolutePath: "/", Query: "" };

    /// <summary>Kestrel's own grammar has * and + for every address.</summary>
    private static bool IsListenable(string text) => IsAddress(text.Replace("*", "any", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal));
}
