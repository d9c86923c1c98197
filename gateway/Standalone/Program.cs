using System.Reflection;
using System.Runtime.InteropServices;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Standalone;
using OpenDataAnimation.Standalone.Demo;
using OpenDataAnimation.Standalone.Keeping;
using OpenDataAnimation.Territory;
using OpenDataAnimation.Territory.Operators;

if (CommandLine.Parse(args, out var error) is not { } line)
{
    Console.Error.WriteLine(error);
    return 2;
}

switch (line.Command)
{
    case "help":
        Console.WriteLine(CommandLine.Help);
        return 0;
    case "version":
        Console.WriteLine(typeof(AllInOne).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
        return 0;
    default:
        break;
}

using var stop = new CancellationTokenSource();
// The first signal is answered here and stops in order; a second one is the system's and kills.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopOnce);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopOnce);
try
{
    if (line.Command == "migrate")
    {
        await Migration.RunAsync(line, stop.Token);
        return 0;
    }

    switch (line.Command)
    {
        case "export":
            await BodyArchives.ExportAsync(line, Console.Out, stop.Token);
            return 0;
        case "import":
            await BodyArchives.ImportAsync(line, Console.Out, stop.Token);
            return 0;
        case "verify-audit":
            return await AuditVerification.RunAsync(line, Console.Out, stop.Token) ? 0 : 1;
        case "backup":
            await Backup.WriteAsync(line, Console.Out, stop.Token);
            return 0;
        case "restore":
            await Backup.RestoreAsync(line, Console.Out, stop.Token);
            return 0;
        default:
            break;
    }

    var operation = line.Command is "errors" or "compare" or "resend";
    if (operation && await ControlSocket.AskAsync(line, Console.Out, stop.Token) is { } exit)
    {
        return exit;
    }

    await using var all = await AllInOne.StartAsync(new AllInOneOptions
    {
        Data = line.Data,
        // A command that finds nobody holds the folder itself for a moment, and is not to be visited.
        Urls = operation ? "http://127.0.0.1:0" : line.Urls,
        PublicUrl = line.PublicUrl,
        Demo = line.Demo,
        Progress = operation ? _ => { } : Console.WriteLine,
    }, stop.Token);
    if (operation)
    {
        return await Operations.RunAsync(all, line, Console.Out, stop.Token);
    }

    await using var control = ControlSocket.Open(line.Data, (asked, output, ct) => Operations.RunAsync(all, asked, output, ct));
    if (line.Demo)
    {
        await DemoSignIns.LoadAndPrintAsync(all, Console.Out, stop.Token);
    }

    if (await FirstOperator.CreateClaimAsync(all.Services(TerritoryService.Name), stop.Token) is { } code)
    {
        Console.WriteLine(FirstOperator.Welcome(all.PublicUrl, code));
    }

    Console.WriteLine($"OpenDataAnimation is ready: {all.PublicUrl.GetLeftPart(UriPartial.Authority)}");
    var asked = new TaskCompletionSource();
    stop.Token.Register(asked.SetResult);
    if (await Task.WhenAny(all.Ended, asked.Task) != asked.Task)
    {
        Console.Error.WriteLine($"{await all.Ended} ended by itself, and so everything does; the lines above say why.");
        return 1;
    }

    await all.StopAsync();
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (Exception e) when (Mendable(e) is { } sentence)
{
    Console.Error.WriteLine(sentence);
    return 1;
}

void StopOnce(PosixSignalContext signal)
{
    if (!stop.IsCancellationRequested)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}

// What an operator can mend is said in one sentence, wherever it was found.
static string? Mendable(Exception? e) => e switch
{
    null => null,
    StartUpException => e.Message,
    AggregateException many => many.InnerExceptions.Select(Mendable).FirstOrDefault(m => m is not null),
    _ => Mendable(e.InnerException),
};
