using System.Net;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Gateway.Tests;

public sealed class SessionTests : IAsyncLifetime
{
    private Door _door = null!;

    public async Task InitializeAsync() => _door = await Door.OpenAsync();

    public async Task DisposeAsync() => await _door.DisposeAsync();

    [Fact]
    public async Task A_sign_in_ends_where_it_was_asked_for_and_services_see_the_person()
    {
        using var browser = await _door.Browse().SignInAsync();

        var portal = _door.Services["portal"].Last;
        Assert.Equal("/c/beganne", portal.Path);
        Assert.Equal("Bearer " + _door.Auth.LastAccessToken, portal.Header("Authorization"));
    }

    [Fact]
    public async Task A_sign_in_uses_code_flow_with_a_hashed_proof_key_and_a_query_answer()
    {
        using var browser = await _door.Browse().SignInAsync();

        var asked = _door.Auth.LastAuthorize!;
        Assert.Equal("code", asked["response_type"]);
        Assert.Equal("S256", asked["code_challenge_method"]);
        // Query is the default of the code flow, so it is not said.
        Assert.DoesNotContain("form_post", asked["response_mode"].ToString());
        Assert.Equal(_door.Address + "/session/callback", asked["redirect_uri"]);
        Assert.Contains("offline_access", asked["scope"].ToString());
        Assert.Contains("peer-exchange", asked["scope"].ToString());
    }

    [Fact]
    public async Task The_browser_is_sent_to_the_public_address_though_the_token_server_named_another()
    {
        using var browser = _door.Browse();

        var answer = await browser.GoAsync("/session/sign-in");

        Assert.StartsWith(_door.Address + "/connect/authorize?", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Another_token_server_takes_its_place_by_configuration_alone()
    {
        await using var other = new FakeAuthServer();
        await other.StartAsync();
        other.Named = other.Address;
        await using var door = await Door.OpenAsync(("Auth:Authority", other.Address), ("Auth:RequireHttpsMetadata", "false"),
            ("Auth:ClientId", "oda"), ("Auth:ClientSecret", "theirs"), ("Auth:Scopes", "openid territory"));
        using var browser = door.Browse();

        var asked = await browser.GoAsync("/session/sign-in");
        using var page = await browser.FollowAsync("/session/sign-in");

        Assert.StartsWith(other.Address + "/connect/authorize?", asked.Headers.Location!.ToString());
        Assert.Equal("openid territory", other.LastAuthorize!["scope"]);
        Assert.Equal("theirs", other.LastClientSecret);
        Assert.Equal("Bearer " + other.LastAccessToken, door.Services["portal"].Last.Header("Authorization"));
        Assert.Contains("form-action 'self' " + other.Address, page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Empty(door.Services["identity"].Requests);
    }

    [Fact]
    public async Task The_secret_that_the_token_server_wrote_is_used()
    {
        Directory.CreateDirectory(Path.Combine(_door.Data, "keys"));
        await File.WriteAllTextAsync(Path.Combine(_door.Data, "keys", "gateway-client-secret"), "s3cret\n");

        using var browser = await _door.Browse().SignInAsync();

        Assert.Equal("s3cret", _door.Auth.LastClientSecret);
    }

    [Fact]
    public async Task What_a_service_answers_to_a_session_is_kept_by_no_cache()
    {
        using var browser = await _door.Browse().SignInAsync();

        Assert.True((await browser.GoAsync("/api/plans/x")).Headers.CacheControl!.NoStore);
        using var visitor = _door.Browse();
        Assert.Null((await visitor.GoAsync("/c/beganne")).Headers.CacheControl);
    }

    [Fact]
    public async Task Territory_is_told_who_signed_in()
    {
        using var browser = await _door.Browse().SignInAsync();

        var told = Assert.Single(_door.Services["territory"].Requests);
        Assert.Equal("PUT /api/territory/me", $"{told.Method} {told.Path}");
        Assert.Equal("Bearer " + _door.Auth.LastAccessToken, told.Header("Authorization"));
    }

    [Fact]
    public async Task Someone_signs_in_though_Territory_is_away()
    {
        await _door.Services["territory"].StopAsync();

        using var browser = await _door.Browse().SignInAsync();

        Assert.StartsWith("Bearer ", _door.Services["portal"].Last.Header("Authorization"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("evil.example")]
    [InlineData("/%0a/evil.example")]
    public async Task A_sign_in_never_leads_to_another_site(string returnUrl)
    {
        using var browser = _door.Browse();

        var page = await browser.FollowAsync("/session/sign-in?returnUrl=" + (returnUrl.Contains('%') ? returnUrl : Uri.EscapeDataString(returnUrl)));

        Assert.Equal("portal", await page.Content.ReadAsStringAsync());
        Assert.Equal("/", _door.Services["portal"].Last.Path);
    }

    [Fact]
    public async Task A_refused_sign_in_is_explained_and_can_be_tried_again()
    {
        using var browser = _door.Browse();

        var answer = await browser.FollowAsync("/session/sign-in?returnUrl=%2Fc%2Fbeganne&hint=refuse@essai.example");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.PageAsync();
        Assert.Equal("La connexion n’a pas abouti", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("/session/sign-in?returnUrl=%2Fc%2Fbeganne", page.QuerySelector("main a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Neither_a_token_nor_the_session_cookie_passes_the_gateway_in_the_wrong_direction()
    {
        using var browser = _door.Browse();
        var answers = new List<string>();
        var answer = await browser.GoAsync("/session/sign-in?returnUrl=%2F");
        for (; answer.StatusCode == HttpStatusCode.Found; answer = await browser.GoAsync(answer.Headers.Location!.ToString()))
        {
            answers.Add(answer.ToString());
        }

        await browser.SendAsync(HttpMethod.Get, "/", ("Cookie", "antiforgery=abc"));

        Assert.DoesNotContain(answers, a => a.Contains(_door.Auth.LastAccessToken, StringComparison.Ordinal));
        Assert.Equal("antiforgery=abc", _door.Services["portal"].Last.Header("Cookie"));
        Assert.DoesNotContain(_door.Services.Values.SelectMany(s => s.Requests), r => r.Header("Cookie")?.Contains("oda-", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task On_plain_http_of_ones_own_machine_the_cookie_is_lax_and_hidden_from_scripts()
    {
        using var browser = _door.Browse();

        var cookie = await SessionCookieAsync(browser);

        Assert.StartsWith("oda-session=", cookie);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task On_the_api_the_session_counts_from_our_own_pages_only()
    {
        using var browser = await _door.Browse().SignInAsync();
        async Task<string?> SeenWith(params (string, string)[] headers)
        {
            await browser.SendAsync(HttpMethod.Get, "/api/plans/x", headers);
            return _door.Services["plans"].Last.Header("Authorization");
        }

        Assert.Null(await SeenWith());
        Assert.Null(await SeenWith(("Sec-Fetch-Site", "cross-site")));
        Assert.Null(await SeenWith(("Sec-Fetch-Site", "same-site")));
        Assert.Null(await SeenWith(("Sec-Fetch-Site", "none")));
        Assert.NotNull(await SeenWith(("Sec-Fetch-Site", "same-origin")));
        Assert.NotNull(await SeenWith(("X-Requested-With", "oda")));
    }

    [Fact]
    public async Task A_bearer_token_of_the_callers_own_goes_before_the_session()
    {
        using var browser = await _door.Browse().SignInAsync();

        await browser.SendAsync(HttpMethod.Get, "/api/plans/x", ("Sec-Fetch-Site", "same-origin"), ("Authorization", "Bearer mine"));

        Assert.Equal("Bearer mine", _door.Services["plans"].Last.Header("Authorization"));
    }

    [Fact]
    public async Task The_api_answers_401_and_never_a_redirect()
    {
        using var browser = _door.Browse();

        var answer = await browser.GoAsync("/api/plans/needs-token");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task Pages_without_a_session_pass_as_anonymous()
    {
        using var browser = _door.Browse();

        var answer = await browser.GoAsync("/p/beganne");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(_door.Services["portal"].Last.Header("Authorization"));
    }

    [Fact]
    public async Task Ten_requests_with_a_token_about_to_end_make_one_refresh()
    {
        _door.Auth.Lifetime = 30;
        using var browser = _door.Browse();
        var landed = await browser.GoAsync("/session/sign-in");
        while (landed.Headers.Location is { IsAbsoluteUri: true } next)
        {
            landed = await browser.GoAsync(next.ToString());
        }

        _door.Auth.Lifetime = 3600;
        var before = _door.Auth.LastAccessToken;

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => browser.GoAsync("/api/plans/x")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(1, _door.Auth.Refreshes);
        Assert.NotEqual(before, _door.Auth.LastAccessToken);
        Assert.All(_door.Services["plans"].Requests, r => Assert.Equal("Bearer " + _door.Auth.LastAccessToken, r.Header("Authorization")));
        await browser.GoAsync("/api/plans/x");
        Assert.Equal(1, _door.Auth.Refreshes);
    }

    [Fact]
    public async Task A_refused_refresh_ends_the_session()
    {
        _door.Auth.Lifetime = 30;
        _door.Auth.RefreshStatus = 400;
        using var browser = _door.Browse();

        // The page at the end of the sign-in is the first to need a fresh token.
        var page = await browser.FollowAsync("/session/sign-in");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Null(_door.Services["portal"].Last.Header("Authorization"));
        Assert.Contains("oda-session=;", page.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_server_that_is_away_for_a_moment_ends_no_session()
    {
        _door.Auth.Lifetime = 30;
        _door.Auth.RefreshStatus = 503;
        using var browser = await _door.Browse().SignInAsync();
        Assert.NotNull(_door.Services["portal"].Last.Header("Authorization"));

        _door.Auth.RefreshStatus = null;
        _door.Auth.Lifetime = 3600;
        await browser.GoAsync("/c/beganne");

        Assert.Equal("Bearer " + _door.Auth.LastAccessToken, _door.Services["portal"].Last.Header("Authorization"));
    }

    [Fact]
    public async Task A_session_survives_a_restart_of_the_gateway()
    {
        using var browser = await _door.Browse().SignInAsync();

        await using var again = await _door.ReopenAsync();
        await browser.GoAsync("/c/beganne");

        Assert.Equal("Bearer " + _door.Auth.LastAccessToken, _door.Services["portal"].Last.Header("Authorization"));
    }

    [Fact]
    public async Task The_database_holds_neither_session_ids_nor_tokens_in_clear()
    {
        using var browser = _door.Browse();
        var cookie = await SessionCookieAsync(browser);

        var bytes = Directory.EnumerateFiles(_door.Data, "gateway.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).Select(File.ReadAllBytes).SelectMany(b => b).ToArray();
        var text = System.Text.Encoding.Latin1.GetString(bytes);

        Assert.DoesNotContain(_door.Auth.LastAccessToken, text);
        Assert.DoesNotContain(cookie.Split('=', ';')[1], text);
        Assert.DoesNotContain(FakeAuthServer.Subject, text);
    }

    [Fact]
    public async Task Signing_out_ends_both_sessions()
    {
        using var browser = await _door.Browse().SignInAsync();

        var answer = await browser.SendAsync(HttpMethod.Post, "/session/sign-out", ("Sec-Fetch-Site", "same-origin"));
        Assert.StartsWith(_door.Address + "/connect/logout?", answer.Headers.Location!.ToString());
        var page = await (await browser.FollowAsync(answer.Headers.Location.ToString())).PageAsync();

        Assert.Equal("Votre session est fermée", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(1, _door.Auth.LoggedOut);
        await browser.GoAsync("/c/beganne");
        Assert.Null(_door.Services["portal"].Last.Header("Authorization"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    public async Task Another_site_cannot_sign_people_out(string header, string value)
    {
        using var browser = await _door.Browse().SignInAsync();

        var answer = await browser.SendAsync(HttpMethod.Post, "/session/sign-out", (header, value));

        Assert.Equal("Se déconnecter", (await answer.PageAsync()).QuerySelector("h1")!.TextContent);
        await browser.GoAsync("/c/beganne");
        Assert.NotNull(_door.Services["portal"].Last.Header("Authorization"));
    }

    [Fact]
    public async Task A_link_to_sign_out_asks_first()
    {
        using var browser = await _door.Browse().SignInAsync();

        var page = await (await browser.GoAsync("/session/sign-out")).PageAsync();

        Assert.Equal("/session/sign-out", page.QuerySelector("form[method=post]")!.GetAttribute("action"));
        await browser.GoAsync("/c/beganne");
        Assert.NotNull(_door.Services["portal"].Last.Header("Authorization"));
    }

    [Fact]
    public async Task A_sign_in_asked_for_again_opens_a_session_of_its_own_with_new_tokens_and_ends_the_one_before()
    {
        using var browser = _door.Browse();
        var (first, before) = (await SessionCookieAsync(browser), _door.Auth.LastAccessToken);
        using var thief = _door.Browse();

        var asked = await browser.GoAsync("/session/sign-in?returnUrl=%2Freprise%2Fx&max_age=300");
        Assert.Contains("max_age=300", asked.Headers.Location!.Query);
        Assert.Contains("prompt=login", asked.Headers.Location.Query);
        var page = await browser.FollowAsync(asked.Headers.Location.ToString());

        Assert.Equal("portal", await page.Content.ReadAsStringAsync());
        Assert.Equal("/reprise/x", _door.Services["portal"].Last.Path);
        Assert.NotEqual(before, _door.Auth.LastAccessToken);
        Assert.Equal("Bearer " + _door.Auth.LastAccessToken, _door.Services["portal"].Last.Header("Authorization"));
        await thief.SendAsync(HttpMethod.Get, "/c/beganne", ("Cookie", first.Split(';')[0]));
        Assert.Null(_door.Services["portal"].Last.Header("Authorization"));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(null)]
    public async Task A_token_server_that_does_not_ask_again_is_not_believed(int? seconds)
    {
        _door.Auth.SignedIn = seconds is { } ago ? DateTimeOffset.UtcNow.AddSeconds(ago) : null;
        using var browser = _door.Browse();

        var page = await browser.FollowAsync("/session/sign-in?returnUrl=%2Freprise%2Fx&max_age=300");

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Equal("Votre identité n’a pas pu être confirmée", (await page.PageAsync()).QuerySelector("h1")!.TextContent);
        Assert.Empty(_door.Services["portal"].Requests);
    }

    [Fact]
    public async Task Under_another_name_of_the_same_machine_a_sign_in_moves_to_the_public_address_first()
    {
        using var other = new Browser(_door.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        var answer = await other.GoAsync("/session/sign-in?returnUrl=%2Fc%2Fbeganne");

        Assert.Equal(_door.Address + "/session/sign-in?moved=1&returnUrl=%2Fc%2Fbeganne", answer.Headers.Location!.ToString());
    }

    private static async Task<string> SessionCookieAsync(Browser browser)
    {
        var answer = await browser.GoAsync("/session/sign-in");
        while (true)
        {
            if (answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.FirstOrDefault(c => c.Contains("oda-session", StringComparison.Ordinal)) is { } cookie)
            {
                return cookie;
            }

            answer = await browser.GoAsync(answer.Headers.Location!.ToString());
        }
    }
}
