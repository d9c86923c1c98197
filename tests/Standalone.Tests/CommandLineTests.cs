using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OpenDataAnimation.Standalone.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Help_lists_the_options_and_ends_well()
    {
        var (code, output, errors) = await Program.RunAsync("help");

        Assert.Equal((0, ""), (code, errors.Trim()));
        Assert.All(new[] { "--data", "--urls", "--public-url", "--demo", "migrate", "version" }, option => Assert.Contains(option, output));
    }

    [Fact]
    public async Task Version_is_one_line()
    {
        var (code, output, _) = await Program.RunAsync("--version");

        Assert.Equal(0, code);
        Assert.Single(output.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("Unknown option '--date'", "--date", "x")]
    [InlineData("--data needs a folder", "--data")]
    [InlineData("--urls needs addresses", "--urls", "8080")]
    [InlineData("--urls needs addresses", "--urls=ftp://localhost:1")]
    [InlineData("--public-url needs an address", "--public-url", "donnees.example")]
    public async Task A_bad_option_is_said_in_one_sentence(string sentence, params string[] arguments) => OneSentence(await Program.RunAsync(arguments), sentence, 2);

    [Fact]
    public async Task A_busy_port_is_said_in_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var ended = await Program.RunAsync("--data", _data.Path, "--urls", $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");

        OneSentence(ended, "is in use: choose another with --urls");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_said_in_one_sentence()
    {
        // Root may write everywhere but below a file.
        var file = Path.Combine(_data.Path, "file");
        await File.WriteAllTextAsync(file, "");

        OneSentence(await Program.RunAsync("--data", Path.Combine(file, "data")), "cannot be written");
    }

    [Theory]
    [InlineData("plans.db")]
    [InlineData("gateway.db")]
    public async Task A_damaged_database_is_said_in_one_sentence(string database)
    {
        await File.WriteAllTextAsync(Path.Combine(_data.Path, database), string.Concat(Enumerable.Repeat("This is no database. ", 1000)));

        var ended = await Program.RunAsync("--data", _data.Path, "--urls", $"http://127.0.0.1:{Program.FreePort()}");

        OneSentence(ended, $"{database} is damaged or is not a SQLite database");
    }

    [Fact]
    public async Task A_first_start_says_what_it_does_gives_the_link_once_and_the_address_last_then_stops_quickly()
    {
        var address = $"http://127.0.0.1:{Program.FreePort()}";
        using var first = Program.Start("gateway/Standalone", ["--data", _data.Path, "--urls", address]);
        await first.UntilItSaysAsync("is ready");

        OneSentence(await Program.RunAsync("--data", _data.Path, "--urls", $"http://127.0.0.1:{Program.FreePort()}"), "in use by another process");
        // The running process answers the commands.
        Assert.Equal((0, "errors: 0", ""), Trimmed(await Program.RunAsync("errors", "--data", _data.Path)));
        Assert.Equal((0, "compare: 0 compared, 0 differences", ""), Trimmed(await Program.RunAsync("compare", "--data", _data.Path)));
        Assert.Equal((0, "resend: everything was said again to plans", ""), Trimmed(await Program.RunAsync("resend", "--to", "plans", "--data", _data.Path)));
        Assert.Equal(1, (await Program.RunAsync("resend", "--to", "ailleurs", "--data", _data.Path)).Code);
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        var ready = await http.GetAsync("/health/ready");
        Assert.True(ready.StatusCode == HttpStatusCode.OK, await ready.Content.ReadAsStringAsync());
        var clock = Stopwatch.StartNew();
        first.Terminate();
        var (code, output, errors) = await first.EndAsync(TimeSpan.FromSeconds(20));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"It took {clock.Elapsed.TotalSeconds:0.00} s to stop.");
        Assert.Equal((0, ""), (code, errors.Trim()));
        var lines = output.Trim().Split('\n');
        Assert.All(Composition.Services, service => Assert.Contains($"Preparing {service.Name}", lines));
        Assert.Single(lines, line => line.Trim().StartsWith(address + "/bienvenue?code=", StringComparison.Ordinal));
        Assert.EndsWith(address, lines[^1].Trim());

        // Nobody holds the folder now: the command does, for its own time.
        Assert.Equal((0, "0 replayed\nerrors: 0", ""), Trimmed(await Program.RunAsync("errors", "replay", "--data", _data.Path)));
        OneSentence(await Program.RunAsync("compare", "--body", "nulle-part", "--data", _data.Path), "No body has the address 'nulle-part'");
    }

    private static (int, string, string) Trimmed((int Code, string Output, string Errors) ended) => (ended.Code, ended.Output.Trim(), ended.Errors.Trim());

    private static void OneSentence((int Code, string Output, string Errors) ended, string sentence, int code = 1)
    {
        Assert.Contains(sentence, ended.Errors);
        Assert.Equal(code, ended.Code);
        Assert.Single(ended.Errors.Trim().Split('\n'));
        Assert.DoesNotContain("   at ", ended.Output + ended.Errors);
    }
}
