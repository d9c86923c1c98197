using System.Net;

namespace OpenDataAnimation.Gateway.Tests;

/// <summary>The token server says that a session is over.</summary>
public sealed class BackchannelLogoutTests : IAsyncLifetime
{
    private Door _door = null!;

    public async Task InitializeAsync() => _door = await Door.OpenAsync();

    public async Task DisposeAsync() => await _door.DisposeAsync();

    [Fact]
    public async Task The_session_that_it_names_is_over_at_once_and_no_other()
    {
        _door.Auth.Sid = "one";
        using var first = await _door.Browse().SignInAsync();
        _door.Auth.Sid = "two";
        using var second = await _door.Browse().SignInAsync();

        Assert.Equal(HttpStatusCode.OK, (await TellAsync(claims => claims["sid"] = "one")).StatusCode);

        Assert.False(await IsOpenAsync(first));
        Assert.True(await IsOpenAsync(second));
    }

    [Fact]
    public async Task Every_session_of_a_person_is_over_when_it_names_the_person()
    {
        _door.Auth.Sid = "one";
        using var first = await _door.Browse().SignInAsync();
        _door.Auth.Sid = "two";
        using var second = await _door.Browse().SignInAsync();

        await TellAsync(claims => claims["sub"] = "someone else");
        Assert.True(await IsOpenAsync(first));
        await TellAsync(claims => claims["sub"] = FakeAuthServer.Subject);

        Assert.False(await IsOpenAsync(first));
        Assert.False(await IsOpenAsync(second));
    }

    [Fact]
    public async Task What_is_not_a_logout_token_of_the_server_for_this_client_ends_nothing()
    {
        using var browser = await _door.Browse().SignInAsync();
        await using var stranger = new FakeAuthServer();
        await stranger.StartAsync();

        foreach (var token in new[]
        {
            "", "not.a.token", _door.Auth.LastAccessToken,
            _door.Auth.LogoutToken("another-client", c => c["sub"] = FakeAuthServer.Subject),
            _door.Auth.LogoutToken("gateway", _ => { }),
            _door.Auth.LogoutToken("gateway", c => (c["sub"], c["nonce"]) = (FakeAuthServer.Subject, "n")),
            _door.Auth.LogoutToken("gateway", c => (c["sub"], c["events"]) = (FakeAuthServer.Subject, new Dictionary<string, object>())),
            _door.Auth.LogoutToken("gateway", c => c["sub"] = FakeAuthServer.Subject)[..^8] + "AAAAAAAA",
        })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(token)).StatusCode);
        }

        Assert.True(await IsOpenAsync(browser));
    }

    private Task<HttpResponseMessage> TellAsync(Action<Dictionary<string, object>> change) => PostAsync(_door.Auth.LogoutToken("gateway", change));

    private async Task<HttpResponseMessage> PostAsync(string token)
    {
        using var server = _door.Browse();
        return await server.PostAsync("/session/backchannel-logout", new FormUrlEncodedContent([KeyValuePair.Create("logout_token", token)]));
    }

    private async Task<bool> IsOpenAsync(Browser browser)
    {
        await browser.GoAsync("/c/beganne");
        return _door.Services["portal"].Last.Header("Authorization") is not null;
    }
}
