using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Isolation.Tests;

/// <summary>
/// Calls every endpoint of every service as every kind of caller, and with every id swapped for another body's. What each must
/// answer follows from the rule declared beside the endpoint; that nothing changed is read from the databases.
/// </summary>
public sealed class IsolationTests(World world) : IClassFixture<World>
{
    private readonly Samples _samples = new(world);
    private readonly List<string> _unexpected = [];
    private int _calls;

    [Fact]
    public async Task No_endpoint_lets_a_body_see_or_change_what_is_anothers()
    {
        var matrix = new StringBuilder();
        var endpoints = world.Endpoints.Where(e => e.Endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null && IsApi(e.Endpoint)).ToList();
        matrix.Append("| endpoint | rule |").AppendJoin("|", world.Actors.Select(a => $" {a.Name} ")).AppendLine("| ids swapped |");
        matrix.Append("|---|---|").AppendJoin("|", world.Actors.Select(_ => "---")).AppendLine("|---|");
        foreach (var (service, endpoint) in endpoints.OrderBy(e => e.Endpoint.RoutePattern.RawText, StringComparer.Ordinal))
        {
            var rule = endpoint.Metadata.GetMetadata<AccessRule>();
            var name = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? endpoint.RoutePattern.RawText!;
            if (rule is null)
            {
                Unexpected(name, "-", "declares no access rule");
                continue;
            }

            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                var cells = await CallAllAsync(endpoint, name, method, rule);
                matrix.Append("| ").AppendJoin(" | ", cells.Prepend(Words(rule)).Prepend($"{method} {endpoint.RoutePattern.RawText}")).AppendLine(" |");
            }
        }

        matrix.AppendLine().AppendLine("## Tables that are no body's, and why").AppendLine().AppendLine("| service | table | reason |").AppendLine("|---|---|---|");
        foreach (var (service, table, reason) in world.PlatformTables)
        {
            matrix.AppendLine(CultureInfo.InvariantCulture, $"| {service} | {table} | {reason} |");
        }

        var summary = $"isolation: {endpoints.Count} endpoints, {_calls} calls, {_unexpected.Count} unexpected";
        Write(summary, matrix.ToString());
        Assert.True(_unexpected.Count == 0, summary + "\n" + string.Join('\n', _unexpected));
    }

    /// <summary>That each of them then refuses an old sign-in is a column of the matrix.</summary>
    [Fact]
    public void What_is_dangerous_asks_again_who_one_is()
    {
        var asking = world.Endpoints.Where(e => e.Endpoint.Metadata.GetMetadata<RecentSignIn>() is not null).Select(e => e.Endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName);
        Assert.Equal(
            [
                "AddMachine", "AskErasure", "ChangeMembership", "CreateClient", "Delegation", "EndMembership", "EraseContact", "EraseMe", "ExportBody", "ExportMyData", "HandOver",
                "InviteMember", "RotateClient",
            ], asking.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(world.Endpoints.Select(e => e.Service).Distinct().Order(), world.Endpoints.Where(e => e.Endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == "ExportBody").Select(e => e.Service).Order());
    }

    private static bool IsWrite(string method) => method is not ("GET" or "HEAD");

    private static bool IsApi(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) == true;

    private async Task<List<string>> CallAllAsync(RouteEndpoint endpoint, string name, string method, AccessRule rule)
    {
        var cells = new List<string>();
        var writes = IsWrite(method);
        // Refused callers first, all with the same request: whatever they are answered, nothing may have changed.
        var prepared = await _samples.PrepareAsync(endpoint, name, !IsWrite(method), world.Mine);
        var before = await world.DigestAsync(world.Mine.BodyId);
        var answers = new Dictionary<Actor, string>();
        foreach (var actor in world.Actors.Where(a => Expected(a, rule, endpoint) is not Outcome.Allowed))
        {
            answers[actor] = await CallAsync(actor, endpoint, name, method, rule, prepared, world.Mine);
        }

        if (writes && rule.Audience is Audience.Body && await world.DigestAsync(world.Mine.BodyId) != before)
        {
            Unexpected(name, "a refused caller", "changed something");
        }

        foreach (var actor in world.Actors.Where(a => Expected(a, rule, endpoint) is Outcome.Allowed))
        {
            answers[actor] = await CallAsync(actor, endpoint, name, method, rule, writes ? await _samples.PrepareAsync(endpoint, name, !IsWrite(method), world.Mine) : prepared, world.Mine);
        }

        cells.AddRange(world.Actors.Select(a => answers[a]));
        cells.Add(rule.Audience is Audience.Body ? await SwapAsync(endpoint, name, method) : "–");
        return cells;
    }

    private async Task<string> CallAsync(Actor actor, RouteEndpoint endpoint, string name, string method, AccessRule rule, Prepared prepared, Side side)
    {
        var (status, text) = await SendAsync(actor.Http, method, UrlOf(endpoint, prepared.Route), prepared.Body, prepared.Version);
        var expected = Expected(actor, rule, endpoint);
        var right = expected switch
        {
            Outcome.SignIn => status == 401,
            Outcome.NotThere => status == 404,
            Outcome.NotAllowed => status == 403,
            // What the act itself then says (a stale version, a wrong state) is the business of the service's own tests.
            _ => status is not 401 and < 500 && (status != 404 || rule.Audience is not Audience.Body || Foreign.OnlyItsAuthors.Contains(name)) && (status != 403 || rule.Audience is not Audience.Body || text.Contains("urn:oda:problem:", StringComparison.Ordinal)),
        };
        if (!right)
        {
            Unexpected(name, actor.Name, $"{method} answered {status}, expected {expected}: {text[..Math.Min(300, text.Length)]}");
        }

        var other = side == world.Mine ? world.Theirs : world.Mine;
        if (text.Contains(other.Marker, StringComparison.Ordinal) && actor.Http != other.Admin)
        {
            Unexpected(name, actor.Name, $"{method} shows what is another body's");
        }

        return right ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"**{status}**";
    }

    /// <summary>As the administrator of one body: the other's body in the route, each id of the route, each id of the request.</summary>
    private async Task<string> SwapAsync(RouteEndpoint endpoint, string name, string method)
    {
        var mine = await _samples.PrepareAsync(endpoint, name, !IsWrite(method), world.Mine);
        var theirs = await _samples.PrepareAsync(endpoint, name, !IsWrite(method), world.Theirs);
        var before = await world.DigestAsync(world.Theirs.BodyId);
        var tried = 0;
        foreach (var parameter in mine.Route.Keys.Where(k => mine.Route[k] != theirs.Route[k] && Guid.TryParse(mine.Route[k], out _)))
        {
            var route = new Dictionary<string, string>(mine.Route) { [parameter] = theirs.Route[parameter] };
            var (status, text) = await SendAsync(world.Mine.Admin, method, UrlOf(endpoint, route), mine.Body, mine.Version);
            tried++;
            if (status != 404)
            {
                Unexpected(name, $"{parameter} of another body", $"{method} answered {status}, expected 404: {text[..Math.Min(300, text.Length)]}");
            }
        }

        if (mine.Body is not null && theirs.Body is not null)
        {
            foreach (var path in Ids(mine.Body).Where(p => !Foreign.MayBeAnothers.Contains($"{name}:{p.Field}")))
            {
                var body = (JsonObject)mine.Body.DeepClone();
                var foreign = Ids(theirs.Body).First(t => t.Path == path.Path).Value;
                Replace(body, path.Path, foreign);
                var (status, text) = await SendAsync(world.Mine.Admin, method, UrlOf(endpoint, mine.Route), body, mine.Version);
                tried++;
                if (status is not (400 or 404))
                {
                    Unexpected(name, $"{path.Path} of another body", $"{method} answered {status}, expected 400 or 404: {text[..Math.Min(300, text.Length)]}");
                }
                else if (status == 400 && !text.Contains(path.Field, StringComparison.OrdinalIgnoreCase))
                {
                    Unexpected(name, $"{path.Path} of another body", $"the field is not named: {text[..Math.Min(300, text.Length)]}");
                }
            }
        }

        if (await world.DigestAsync(world.Theirs.BodyId) != before)
        {
            Unexpected(name, "swapped ids", "changed another body's rows");
        }

        return tried == 0 ? "–" : $"{tried} × 404/400";
    }

    private async Task<(int Status, string Text)> SendAsync(HttpClient http, string method, string url, JsonObject? body, string? version)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        if (version is not null && method is "PUT" or "DELETE" or "POST")
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        _calls++;
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        // Told that the version is old, the caller takes the current one: what is tried is the id, not the version.
        return version == "0" && (int)answer.StatusCode == 409 && JsonNode.Parse(text)?["currentVersion"]?.ToString() is { } current && current != "0"
            ? await SendAsync(http, method, url, body, current)
            : ((int)answer.StatusCode, text);
    }

    private static Outcome Expected(Actor actor, AccessRule rule, RouteEndpoint endpoint)
    {
        // A dangerous act asks anew who one is, of whoever may do it.
        return Expected(actor, rule) is Outcome.Allowed && actor.SignedInLongAgo && endpoint.Metadata.GetMetadata<RecentSignIn>() is not null ? Outcome.SignIn : Expected(actor, rule);
    }

    private static Outcome Expected(Actor actor, AccessRule rule)
    {
        if (rule.Audience is Audience.Anyone)
        {
            return Outcome.Allowed;
        }

        if (actor.IsAnonymous)
        {
            return Outcome.SignIn;
        }

        if (rule.Audience is not Audience.Body)
        {
            return rule.Audience is Audience.SignedIn || actor.IsOperator ? Outcome.Allowed : Outcome.NotThere;
        }

        if (actor.OwnRoles.SelectMany(Rights.Of).Contains(rule.Right))
        {
            return Outcome.Allowed;
        }

        if (rule.Shared is not null && actor.ParentOf >= rule.Level && actor.ParentOf > ShareLevel.Nothing)
        {
            return Outcome.Allowed;
        }

        return actor.OwnRoles.SelectMany(Rights.Of).Contains(Right.Read) || actor.ParentOf >= ShareLevel.Read ? Outcome.NotAllowed : Outcome.NotThere;
    }

    private static string UrlOf(RouteEndpoint endpoint, Dictionary<string, string> route)
    {
        var url = new StringBuilder();
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            url.Append('/');
            foreach (var part in segment.Parts)
            {
                url.Append(part switch
                {
                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => Uri.EscapeDataString(route[parameter.Name]),
                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
                    _ => "",
                });
            }
        }

        return url.ToString();
    }

    private static IEnumerable<(string Path, string Field, string Value)> Ids(JsonNode node, string path = "", string field = "") => node switch
    {
        JsonObject o => o.Where(p => p.Value is not null).SelectMany(p => Ids(p.Value!, $"{path}.{p.Key}", p.Key)),
        JsonArray a => a.Where(v => v is not null).SelectMany((v, i) => Ids(v!, $"{path}[{i}]", field)),
        JsonValue v when v.TryGetValue<string>(out var text) && Guid.TryParse(text, out _) => [(path, field, text)],
        _ => [],
    };

    private static void Replace(JsonNode root, string path, string value)
    {
        var at = root;
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < steps.Length; i++)
        {
            var index = steps[i][0] == '[' ? int.Parse(steps[i].Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture) : -1;
            if (i == steps.Length - 1)
            {
                if (index >= 0)
                {
                    at[index] = value;
                }
                else
                {
                    at[steps[i]] = value;
                }

                return;
            }

            at = (index >= 0 ? at[index] : at[steps[i]])!;
        }
    }

    private static string Words(AccessRule rule) => rule.Audience switch
    {
        Audience.Body when rule.Shared is { } subject => $"{rule.Right}, or {subject} shared: {rule.Level}",
        Audience.Body => rule.Right.ToString(),
        _ => $"{rule.Audience}: {rule.Reason}",
    };

    private void Unexpected(string endpoint, string caller, string what) => _unexpected.Add($"{endpoint}, {caller}: {what}");

    private static void Write(string summary, string matrix)
    {
        File.WriteAllText(Path.Combine(SourceTree.Output(), "isolation.md"), $"# Isolation\n\n{summary}\n\n{matrix}");
    }

    private enum Outcome { Allowed, SignIn, NotThere, NotAllowed }
}

/// <summary>Ids in requests that may rightly be another body's, each with the reason.</summary>
internal static class Foreign
{
    public static readonly HashSet<string> MayBeAnothers =
    [
        "ProposeAttachment:parentId", // any body may ask any other; the other decides
    ];

    /// <summary>Acts on what only its author may see: to others of the same body it is not there either.</summary>
    public static readonly HashSet<string> OnlyItsAuthors =
    [
        "RestoreReply", // a reply that its author took back
    ];
}
