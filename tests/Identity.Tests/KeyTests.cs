using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Identity.Tokens;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Identity.Tests;

public sealed class KeyTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("oda-identity-").FullName;

    [Fact]
    public async Task A_restart_keeps_keys_issuer_client_and_sign_ins()
    {
        string access, refresh, email;
        await using (var first = App())
        {
            (_, email) = await first.AccountAsync();
            var tokens = await new Flow(first).SignInAsync(email);
            (access, refresh) = (tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString()!);
        }

        // Moved to another address meanwhile: what it calls itself stays.
        await using var second = App(("PublicUrl", "https://animation.example"));

        var token = await second.ValidatedAsync(access, "oda-plans");
        Assert.Equal("http://localhost:8080/", token.Issuer);
        (await new Flow(second).RefreshAsync(refresh)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Keys_and_the_gateways_secret_are_readable_by_their_owner_only()
    {
        await using var app = App();
        await app.NewBrowser().Http.GetAsync("/.well-known/jwks");

        var files = Directory.GetFiles(Path.Combine(_data, "keys"), "*-*").Where(f => !f.EndsWith(".xml", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, files.Count);
        Assert.All(files, f => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(f) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)));
    }

    [Fact]
    public async Task After_ninety_days_a_new_key_is_announced_then_signs_and_the_old_one_still_validates()
    {
        var clock = new MovedClock();
        await using var app = App(clock);
        await ApiClients.CreateAsync(app.Services, "machine", "Essai", ["plans"], default);
        var keys = app.Services.GetRequiredService<KeyRing>();
        var (old, before) = (keys.SigningKeys[0].KeyId, await PublishedAsync(app));

        clock.Move(TimeSpan.FromDays(91));
        keys.Refresh();
        Assert.Equal(2, (await PublishedAsync(app)).Count);
        Assert.Equal(old, keys.SigningKeys[0].KeyId);

        clock.Move(TimeSpan.FromDays(2));
        keys.Refresh();
        Assert.NotEqual(old, keys.SigningKeys[0].KeyId);
        Assert.Contains(old, await PublishedAsync(app));
        Assert.Equal([old], before);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    private static async Task<List<string>> PublishedAsync(IdentityApp app) =>
        [.. (await (await app.NewBrowser().Http.GetAsync("/.well-known/jwks")).JsonAsync()).GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()!)];

    private OwnFolder App(params (string Key, string Value)[] settings)
    {
        var app = new OwnFolder(_data, null);
        foreach (var (key, value) in settings)
        {
            app.Settings[key] = value;
        }

        return app;
    }

    private OwnFolder App(TimeProvider clock) => new(_data, clock);

    private sealed class OwnFolder : IdentityApp
    {
        private readonly TimeProvider? _clock;

        public OwnFolder(string data, TimeProvider? clock)
        {
            _clock = clock;
            Settings["Data"] = data;
        }

        public override string KeysFolder => Path.Combine(Settings["Data"], "keys");

        protected override void Configure(IServiceCollection services)
        {
            if (_clock is not null)
            {
                services.AddSingleton(_clock);
            }
        }
    }
}

/// <summary>The time of now, or of later.</summary>
internal sealed class MovedClock : TimeProvider
{
    private TimeSpan _by;

    public void Move(TimeSpan by) => _by += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _by;
}

/// <summary>The service with a clock of its own.</summary>
internal sealed class MovedApp : IdentityApp
{
    public MovedClock Clock { get; } = new();

    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);
}
