using System.Net;
using System.Net.Http.Headers;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Gateway.Tests;

public sealed class GuardTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/api/plans/x")]
    [InlineData("/health/live")]
    [InlineData("/session/signed-out")]
    public async Task Every_answer_tells_browsers_what_they_may_do_with_it(string path)
    {
        await using var door = await Door.OpenAsync();
        using var browser = door.Browse();

        var headers = (await browser.GoAsync(path)).Headers;

        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe-", policy);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.True(headers.Contains("Referrer-Policy"));
        Assert.True(headers.Contains("Permissions-Policy"));
        Assert.False(headers.Contains("Server"));
        Assert.False(headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task What_a_service_forbids_of_a_file_is_still_forbidden_outside_and_allows_nothing_more()
    {
        await using var door = await Door.OpenAsync();
        using var browser = door.Browse();
        var policies = (await browser.GoAsync("/api/plans/file")).Headers.GetValues("Content-Security-Policy").ToList();
        Assert.Equal(2, policies.Count);
        Assert.Contains("frame-ancestors 'none'", policies[0]);
        Assert.Equal("sandbox; default-src 'none'", policies[1]);
    }

    [Fact]
    public async Task Behind_a_named_TLS_proxy_cookies_are_bound_to_the_host_and_https_is_kept()
    {
        await using var door = await Door.OpenAsync(("PublicUrl", "https://donnees.example"), ("Proxies:0", "127.0.0.1"));
        using var browser = door.Browse();
        (string, string)[] proxied = [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "donnees.example"), ("X-Forwarded-For", "203.0.113.7")];

        var asked = await browser.SendAsync(HttpMethod.Get, "/session/sign-in", proxied);
        var flow = asked.Headers.GetValues("Set-Cookie").ToList();
        var code = await browser.SendAsync(HttpMethod.Get, asked.Headers.Location!.PathAndQuery, proxied);
        var back = await browser.SendAsync(HttpMethod.Get, code.Headers.Location!.PathAndQuery, [.. proxied, ("Cookie", string.Join("; ", flow.Select(c => c.Split(';')[0])))]);

        Assert.Equal("max-age=31536000", back.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.StartsWith("https://donnees.example/connect/authorize?", asked.Headers.Location.ToString());
        Assert.All(flow, c => Assert.Contains("secure", c, StringComparison.OrdinalIgnoreCase));
        var session = back.Headers.GetValues("Set-Cookie").Single(c => c.Contains("oda-session", StringComparison.Ordinal));
        Assert.StartsWith("__Host-oda-session=", session);
        Assert.Contains("secure", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", session, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", session, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_client_cannot_choose_its_own_address_or_scheme()
    {
        await using var door = await Door.OpenAsync();
        using var browser = door.Browse();

        await browser.SendAsync(HttpMethod.Get, "/", ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("Forwarded", "for=203.0.113.7"));

        var seen = door.Services["portal"].Last;
        Assert.Equal("127.0.0.1", seen.Header("X-Forwarded-For"));
        Assert.Equal("http", seen.Header("X-Forwarded-Proto"));
        Assert.Null(seen.Header("Forwarded"));
        Assert.Equal(new Uri(door.Address).Authority, seen.Header("Host"));
    }

    [Fact]
    public async Task What_a_named_proxy_says_of_the_client_reaches_the_services()
    {
        await using var door = await Door.OpenAsync(("Proxies:0", "127.0.0.0/8"));
        using var browser = door.Browse();

        await browser.SendAsync(HttpMethod.Get, "/", ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"));

        Assert.Equal("203.0.113.7", door.Services["portal"].Last.Header("X-Forwarded-For"));
        Assert.Equal("https", door.Services["portal"].Last.Header("X-Forwarded-Proto"));
    }

    [Fact]
    public async Task A_well_formed_correlation_id_is_kept_and_goes_both_ways()
    {
        await using var door = await Door.OpenAsync();
        using var browser = door.Browse();

        var answer = await browser.SendAsync(HttpMethod.Get, "/api/plans/x", ("X-Correlation-Id", "committee-2027.03"), ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        Assert.Equal("committee-2027.03", answer.Headers.GetValues("X-Correlation-Id").Single());
        Assert.Equal("committee-2027.03", door.Services["plans"].Last.Header("X-Correlation-Id"));
        Assert.Contains("0af7651916cd43dd8448eb211c80319c", door.Services["plans"].Last.Header("traceparent"));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("with spaces and more")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Any_other_correlation_id_is_replaced(string sent)
    {
        await using var door = await Door.OpenAsync();
        using var browser = door.Browse();

        var answer = await browser.SendAsync(HttpMethod.Get, "/api/plans/x", ("X-Correlation-Id", sent));

        var id = answer.Headers.GetValues("X-Correlation-Id").Single();
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal(id, door.Services["plans"].Last.Header("X-Correlation-Id"));
    }

    [Theory]
    [InlineData("/api/plans/bodies/1/actions", 1, true)]
    [InlineData("/api/plans/bodies/1/actions", 2, false)]
    [InlineData("/api/plans/bodies/1/imports", 19, true)]
    [InlineData("/api/plans/bodies/1/actions/sheet", 4, true)]
    [InlineData("/api/plans/bodies/1/actions/2/evidence", 14, true)]
    [InlineData("/api/plans/bodies/1/attachments/2", 21, false)]
    public async Task Files_may_be_larger_than_forms(string path, int megabytes, bool passes)
    {
        await using var door = await Door.OpenAsync();
        using var browser = door.Browse();
        var length = megabytes * 1024 * 1024;

        var answer = await browser.PostAsync(path, new ByteArrayContent(new byte[length]));

        if (passes)
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(length, door.Services["plans"].Last.Length);
        }
        else
        {
            await answer.IsProblemAsync(413, "too-large");
            Assert.Empty(door.Services["plans"].Requests);
        }
    }

    [Fact]
    public async Task A_body_of_unannounced_length_is_cut_off_at_the_same_limit()
    {
        await using var door = await Door.OpenAsync();
        using var browser = door.Browse();

        var answer = await browser.PostAsync("/api/plans/bodies/1/actions", new EndlessContent(3 * 1024 * 1024));

        await answer.IsProblemAsync(413, "too-large");
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back()
    {
        await using var door = await Door.OpenAsync(("Limits:PerSecond", "1"), ("Limits:Burst", "3"));
        using var browser = door.Browse();

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add(await browser.GoAsync("/api/plans/x"));
        }

        Assert.Equal(3, door.Services["plans"].Requests.Count);
        await answers[^1].IsProblemAsync(429, "too-many");
        Assert.True(answers[^1].Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal("Trop de demandes à la fois", (await (await browser.GoAsync("/c/beganne")).PageAsync()).QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await browser.GoAsync("/health/live")).StatusCode);
    }

    [Theory]
    [InlineData("/compte/connexion", "Limits:SignIn")]
    [InlineData("/connect/token", "Limits:Tokens")]
    [InlineData("/api/territory/requests", "Limits:PublicForms")]
    [InlineData("/demande", "Limits:PublicForms")]
    public async Task What_can_be_guessed_or_flooded_has_a_strict_limit(string path, string setting)
    {
        await using var door = await Door.OpenAsync((setting, "2"));
        using var browser = door.Browse();
        var form = () => browser.PostAsync(path, new FormUrlEncodedContent([KeyValuePair.Create("a", "b")]));
        await form();
        await form();

        var third = await form();

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        // Reading is not limited with it.
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await browser.GoAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_made_up_session_cookie_lifts_no_limit_and_a_real_session_does()
    {
        await using var door = await Door.OpenAsync(("Limits:PublicForms", "2"));
        using var stranger = door.Browse();
        using var member = await door.Browse().SignInAsync();
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 3; i++)
        {
            last = (await stranger.SendAsync(HttpMethod.Post, "/c/beganne/actions", ("Cookie", "oda-session=made-up"))).StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.OK, (await member.SendAsync(HttpMethod.Post, "/c/beganne/actions")).StatusCode);
    }

    /// <summary>Sent in chunks: its length is not known before its end.</summary>
    private sealed class EndlessContent(int length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            for (var left = length; left > 0; left -= 8192)
            {
                await stream.WriteAsync(new byte[8192]);
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = 0;
            return false;
        }
    }
}
