using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Benchmarks;

/// <summary>One thing that is asked again and again, of a body drawn anew each time.</summary>
/// <param name="Ask">A request, and what its answer must hold.</param>
/// <param name="Pause">What a connection waits after an answer, half as much again or less, drawn each time; none: as fast as it goes.</param>
internal sealed record Case(string Name, Func<(HttpRequestMessage Request, byte[] Mark)> Ask, int Connections = 4, HttpStatusCode Expected = HttpStatusCode.OK, TimeSpan Pause = default);

/// <summary>Asks, checks and measures; the cases take turns, so that what the machine does besides falls on all of them.</summary>
internal sealed class Measuring(Driver product, Report report, bool quick, string? only)
{
    private static readonly byte[] Anything = [];

    private readonly TimeSpan _warmUp = TimeSpan.FromSeconds(quick ? 1.2 : 10), _slice = TimeSpan.FromSeconds(quick ? 0.8 : 4), _pageTime = TimeSpan.FromSeconds(quick ? 0.2 : 1.5);
    private readonly int _rounds = quick ? 2 : 5;

    public async Task RunAsync()
    {
        var cases = Cases().Where(c => only is null || only.Split('|').Any(part => c.Name.Contains(part, StringComparison.Ordinal))).ToList();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false, MaxConnectionsPerServer = 64 });
        foreach (var one in cases)
        {
            Console.WriteLine($"Warming up: {one.Name}");
            report.Keep(one.Name, await SliceAsync(http, one, _warmUp), counts: false);
        }

        for (var round = 1; round <= _rounds; round++)
        {
            Console.WriteLine($"Round {round} of {_rounds}");
            foreach (var one in cases)
            {
                report.Keep(one.Name, await SliceAsync(http, one, _slice), counts: true);
            }
        }

        if (only is null || only.Contains("pages", StringComparison.Ordinal))
        {
            await PagesAsync(http);
        }

        report.Locked = product.Locked;
        report.Resident = product.Resident;
    }

    private IEnumerable<Case> Cases()
    {
        var (ready, floors) = (product.Ready, product.Ready.Floors);
        yield return new(Report.Constant, () => (Get(floors, "constant", null), Anything));
        yield return new(Report.Select, () => Of(t => (Get(floors, $"select/{t.Id}", null), Bytes(t.Mark))));
        yield return new(Report.Floor, () => Of(t => (Get(ready.Gateway, $"{Floors.BehindGateway}{t.Id}", null), Bytes(t.Mark))));
        yield return new(Report.List, () => Of(t => (Get(ready.Gateway, $"api/plans/bodies/{t.Id}/actions?size=20", t.Token), Bytes(t.Mark))));
        yield return new(Report.Straight, () => Of(t => (Get(ready.Plans, $"api/plans/bodies/{t.Id}/actions?size=20", t.Token), Bytes(t.Mark))));
        yield return new(Report.ListPage, () => Of(t => (Get(ready.Gateway, $"c/{t.Slug}/actions", t.Token), Bytes(t.Mark))));
        foreach (var parent in ready.Parents)
        {
            yield return new(Report.Grid(parent.Children), () => (Get(ready.Gateway, $"api/plans/bodies/{parent.Id}/oversight", parent.Token), Total(parent)));
        }

        foreach (var parent in ready.Parents)
        {
            yield return new(Report.GridPage(parent.Children), () => (Get(ready.Gateway, $"c/{parent.Slug}/territoire/grille", parent.Token), Bytes(parent.Slug)));
        }

        (HttpRequestMessage, byte[]) Create() => Of(t => (Post(ready.Gateway, t), Bytes("\"version\"")));
        yield return new(Report.Create, Create, 32, HttpStatusCode.Created, TimeSpan.FromMilliseconds(100));
        yield return new(Report.CreateAll, Create, 32, HttpStatusCode.Created);
    }

    /// <summary>Each page for a commune and for parents of each size: the statements, the processor time and the waits.</summary>
    private async Task PagesAsync(HttpMessageInvoker http)
    {
        var ready = product.Ready;
        var commune = ready.Tenants[^1];
        (int Children, string Slug, string Token)[] readers = [(0, commune.Slug, commune.Token), .. ready.Parents.Where(p => p.Children != 31).Select(p => (p.Children, p.Slug, p.Token))];
        foreach (var (children, slug, token) in readers)
        {
            Console.WriteLine(children == 0 ? "Pages of a commune" : $"Pages of a parent of {children}");
            foreach (var page in children == 0 ? Pages.OfEveryBody : [.. Pages.OfEveryBody, .. Pages.OfAParent])
            {
                var one = new Case(page, () => (Get(ready.Gateway, $"c/{slug}{page}", token), Bytes(slug)), Connections: 2);
                await SliceAsync(http, one, _pageTime / 2);
                var slice = await SliceAsync(http, one, _pageTime);
                report.Page(page, children, slice, await product.CountAsync(trace => CountedAsync(http, one.Ask, trace)));
            }
        }
    }

    private async Task<Slice> SliceAsync(HttpMessageInvoker http, Case one, TimeSpan time)
    {
        var (before, from) = (product.Processor, Stopwatch.GetTimestamp());
        var until = from + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var waits = await Task.WhenAll(Enumerable.Range(0, one.Connections).Select(_ => Task.Run(() => AskUntilAsync(http, one, until))));
        var elapsed = Stopwatch.GetElapsedTime(from);
        if (one.Expected == HttpStatusCode.Created)
        {
            await product.DrainAsync();
        }

        return new Slice(product.Processor - before, elapsed, [.. waits.SelectMany(w => w)]);
    }

    private async Task<List<double>> AskUntilAsync(HttpMessageInvoker http, Case one, long until)
    {
        var waits = new List<double>();
        // People with a pause do not all begin at the same instant.
        await Task.Delay(one.Pause * Random.Shared.NextDouble());
        while (Stopwatch.GetTimestamp() < until)
        {
            var (request, mark) = one.Ask();
            waits.Add(await AskAsync(http, request, mark, one));
            if (one.Pause > TimeSpan.Zero)
            {
                await Task.Delay(one.Pause * (0.5 + Random.Shared.NextDouble()));
            }
        }

        return waits;
    }

    private Task CountedAsync(HttpMessageInvoker http, Func<(HttpRequestMessage Request, byte[] Mark)> ask, ActivityTraceId trace)
    {
        var (request, mark) = ask();
        request.Headers.TryAddWithoutValidation("traceparent", StatementCounter.TraceParent(trace));
        return AskAsync(http, request, mark, new Case("statements", ask));
    }

    /// <returns>Milliseconds until the last byte.</returns>
    private async Task<double> AskAsync(HttpMessageInvoker http, HttpRequestMessage request, byte[] mark, Case one)
    {
        using (request)
        {
            var from = Stopwatch.GetTimestamp();
            using var answer = await http.SendAsync(request, CancellationToken.None);
            var body = await answer.Content.ReadAsByteArrayAsync();
            var wait = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            if (answer.StatusCode != one.Expected || body.AsSpan().IndexOf(mark) < 0)
            {
                report.IsWrong($"{one.Name}: {request.Method} {request.RequestUri!.AbsolutePath} answered {(int)answer.StatusCode} {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 300)))}");
            }

            return wait;
        }
    }

    private (HttpRequestMessage Request, byte[] Mark) Of(Func<Tenant, (HttpRequestMessage, byte[])> ask) =>
        ask(product.Ready.Tenants[Random.Shared.Next(product.Ready.Tenants.Length)]);

    private static HttpRequestMessage Get(Uri server, string path, string? token) =>
        new(HttpMethod.Get, new Uri(server, path)) { Headers = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) } };

    private static HttpRequestMessage Post(Uri server, Tenant tenant) => new(HttpMethod.Post, new Uri(server, $"api/plans/bodies/{tenant.Id}/actions"))
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", tenant.Token) },
        Content = JsonContent.Create(new { title = $"Action ajoutée {tenant.Mark}", description = "Une description de quelques mots.", objectives = new[] { "1.1" }, mean = "M1" }),
    };

    private static byte[] Total(Parent parent) => Bytes($"\"total\":{parent.Children},\"shared\":{parent.Children},");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

/// <param name="Processor">Of the product, all its hosts.</param>
/// <param name="Waits">Milliseconds, one a request.</param>
internal sealed record Slice(TimeSpan Processor, TimeSpan Elapsed, double[] Waits);
