using System.Net;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Platform.Tests;

/// <summary>The one door: who is let in, and what the others are told.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private readonly Guid _commune = Guid.CreateVersion7(), _epci = Guid.CreateVersion7(), _other = Guid.CreateVersion7();
    private Probe _probe = null!;

    public async Task InitializeAsync() => _probe = await Probe.StartAsync();

    public async Task DisposeAsync() => await _probe.DisposeAsync();

    private string Things => $"/api/probe/bodies/{_commune}/things";

    private string Shared => $"/api/probe/bodies/{_commune}/shared";

    [Fact]
    public async Task Anonymous_callers_are_told_to_sign_in_whatever_the_body()
    {
        foreach (var body in new[] { _commune.ToString(), Guid.NewGuid().ToString() })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await _probe.App.GetTestClient().GetAsync($"/api/probe/bodies/{body}/things")).StatusCode);
        }
    }

    [Fact]
    public async Task A_member_reads_and_a_reader_may_not_write()
    {
        var reader = await _probe.PersonAsync(_commune, Role.Reader);

        Assert.Equal(HttpStatusCode.OK, (await _probe.As(reader).GetAsync(Things)).StatusCode);
        await (await _probe.As(reader).PostAsync(Things + "?title=a", null)).IsProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task To_a_stranger_the_body_is_not_there()
    {
        var stranger = await _probe.PersonAsync(_other, Role.Administrator);

        await (await _probe.As(stranger).GetAsync(Things)).IsProblemAsync(404, "not-found");
        await (await _probe.As(stranger).PostAsync(Things + "?title=a", null)).IsProblemAsync(404, "not-found");
        await (await _probe.As(stranger).GetAsync($"/api/probe/bodies/{Guid.NewGuid()}/things")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task The_body_of_the_route_decides_whatever_body_a_claim_a_header_or_the_query_names()
    {
        var stranger = await _probe.PersonAsync(_other, Role.Administrator);
        var client = _probe.As(stranger);
        client.DefaultRequestHeaders.Authorization = new("Bearer", TestIssuer.TokenFor("probe", stranger.Subject, more:
            new Dictionary<string, string> { ["tenant"] = $"{_commune}", ["tenant_id"] = $"{_commune}", ["bodyId"] = $"{_commune}", ["role"] = nameof(Role.Administrator) }));
        foreach (var header in new[] { "X-Tenant", "X-Tenant-Id", "bodyId" })
        {
            client.DefaultRequestHeaders.Add(header, $"{_commune}");
        }

        await _probe.ThingAsync(_commune, "secret");
        await (await client.GetAsync($"{Things}?bodyId={_other}")).IsProblemAsync(404, "not-found");
        Assert.Equal("[]", await client.GetStringAsync($"/api/probe/bodies/{_other}/things?bodyId={_commune}"));
    }

    [Fact]
    public async Task A_route_that_names_no_body_or_that_is_none_opens_nothing()
    {
        var member = _probe.As(await _probe.PersonAsync(_commune, Role.Administrator));
        foreach (var path in new[] { $"/api/probe/bodies/{Guid.Empty}/things", $"/api/probe/bodies/{Guid.NewGuid()}/things" })
        {
            await (await member.GetAsync(path)).IsProblemAsync(404, "not-found");
        }

        foreach (var path in new[] { "/api/probe/bodies/beganne/things", "/api/probe/things", $"/api/probe/{_commune}/things", $"/api/probe/bodies/{_commune}", "/api/elsewhere" })
        {
            var answer = await member.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task An_external_role_opens_nothing_by_itself()
    {
        var expert = await _probe.PersonAsync(_commune, Role.Expert);

        await (await _probe.As(expert).GetAsync(Things)).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_role_that_ended_or_ran_out_ends_at_once()
    {
        var person = new TestPerson("p", "P");
        var membership = Guid.CreateVersion7();
        await _probe.Bus.DeliverAsync(Probe.Membership(_commune, person, membership, 1, [Role.Reader]));
        Assert.Equal(HttpStatusCode.OK, (await _probe.As(person).GetAsync(Things)).StatusCode);

        await _probe.Bus.DeliverAsync(Probe.Membership(_commune, person, membership, 3, [Role.Reader], ended: true));
        Assert.Equal(HttpStatusCode.NotFound, (await _probe.As(person).GetAsync(Things)).StatusCode);

        // The message before it comes late: it changes nothing.
        await _probe.Bus.DeliverAsync(Probe.Membership(_commune, person, membership, 2, [Role.Administrator]));
        Assert.Equal(HttpStatusCode.NotFound, (await _probe.As(person).GetAsync(Things)).StatusCode);

        await _probe.Bus.DeliverAsync(Probe.Membership(_commune, person, membership, 4, [Role.Reader], until: DateTime.UtcNow.AddSeconds(-1)));
        Assert.Equal(HttpStatusCode.NotFound, (await _probe.As(person).GetAsync(Things)).StatusCode);
    }

    [Theory]
    [InlineData("JWT", null)]
    [InlineData("at+jwt", "oda-plans")]
    public async Task A_token_of_another_type_or_for_another_service_is_refused(string type, string? audience)
    {
        var reader = await _probe.PersonAsync(_commune, Role.Reader);

        Assert.Equal(HttpStatusCode.Unauthorized, (await _probe.As(reader, type: type, audience: audience).GetAsync(Things)).StatusCode);
    }

    [Fact]
    public async Task A_machine_named_like_a_person_is_not_that_person()
    {
        var person = await _probe.PersonAsync(_commune, Role.Reader);

        Assert.Equal(HttpStatusCode.NotFound, (await _probe.As(person with { IsMachine = true }).GetAsync(Things)).StatusCode);
    }

    [Fact]
    public async Task A_parent_reads_what_is_shared_leaves_a_trace_and_writes_nothing()
    {
        var animator = await _probe.PersonAsync(_epci, Role.ProjectLead);
        await _probe.ShareAsync(_epci, _commune, ShareLevel.ProgressOnly, 1);
        Assert.Equal(HttpStatusCode.NotFound, (await _probe.As(animator).GetAsync(Shared)).StatusCode);

        await _probe.ShareAsync(_epci, _commune, ShareLevel.Read, 2);
        Assert.Equal(HttpStatusCode.OK, (await _probe.As(animator).GetAsync(Shared)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _probe.As(animator).GetAsync(Shared)).StatusCode);
        await (await _probe.As(animator).PostAsync(Things + "?title=a", null)).IsProblemAsync(403, "not-allowed");
        await (await _probe.As(animator).GetAsync(Things)).IsProblemAsync(403, "not-allowed");
        var trace = Assert.Single(await _probe.InScopeAsync(_commune, db => db.ReadTraces.ToListAsync()));
        Assert.Equal((animator.Id, _epci), (trace.PersonId, trace.ParentId));

        await _probe.ShareAsync(_epci, _commune, ShareLevel.Nothing, 3);
        Assert.Equal(HttpStatusCode.NotFound, (await _probe.As(animator).GetAsync(Shared)).StatusCode);
    }

    [Fact]
    public async Task What_is_shared_on_one_subject_opens_no_other()
    {
        var animator = await _probe.PersonAsync(_epci, Role.ProjectLead);
        await _probe.ShareAsync(_epci, _commune, ShareLevel.ReadAndComment, 1, ShareSubject.Contacts);

        Assert.Equal(HttpStatusCode.NotFound, (await _probe.As(animator).GetAsync(Shared)).StatusCode);
    }

    [Fact]
    public async Task Sharing_is_not_transitive()
    {
        var departement = Guid.CreateVersion7();
        await _probe.ShareAsync(_epci, _commune, ShareLevel.Read, 1);
        await _probe.ShareAsync(departement, _epci, ShareLevel.Read, 1);
        var agent = await _probe.PersonAsync(departement, Role.Administrator);

        Assert.Equal(HttpStatusCode.NotFound, (await _probe.As(agent).GetAsync(Shared)).StatusCode);
    }

    [Fact]
    public async Task An_endpoint_that_declares_nothing_answers_no_one()
    {
        var person = await _probe.PersonAsync(_commune, Role.Administrator);

        Assert.Equal(HttpStatusCode.InternalServerError, (await _probe.As(person).GetAsync("/api/probe/undeclared")).StatusCode);
    }

    [Fact]
    public async Task A_get_writes_nothing()
    {
        var person = await _probe.PersonAsync(_commune, Role.Administrator);

        Assert.Equal(HttpStatusCode.InternalServerError, (await _probe.As(person).GetAsync($"/api/probe/bodies/{_commune}/writes-on-get")).StatusCode);
        Assert.Empty(await _probe.TitlesAsync(_commune));
    }

    [Fact]
    public async Task Operators_are_members_of_the_platform_and_of_nothing_else()
    {
        var person = await _probe.PersonAsync(_commune, Role.Administrator);
        var operating = await _probe.PersonAsync(PlatformBody.Id, Role.Administrator);

        Assert.Equal(HttpStatusCode.NotFound, (await _probe.As(person).GetAsync("/api/probe/operators")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _probe.As(operating).GetAsync("/api/probe/operators")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _probe.As(operating).GetAsync(Things)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _probe.As(operating).GetAsync($"/api/probe/bodies/{PlatformBody.Id}/things")).StatusCode);
    }

    [Fact]
    public async Task After_a_long_silence_of_territory_reads_between_bodies_are_refused_and_ones_own_are_not()
    {
        var clock = new HandClock();
        await using var probe = await Probe.StartAsync(clock: clock, settings: new() { ["Services:territory"] = "http://127.0.0.1:9" });
        var animator = await probe.PersonAsync(_epci, Role.ProjectLead);
        await probe.ShareAsync(_epci, _commune, ShareLevel.Read, 1);
        Assert.Equal(HttpStatusCode.OK, (await probe.As(animator).GetAsync(Shared)).StatusCode);

        clock.Advance(TimeSpan.FromSeconds(31));
        await (await probe.As(animator).GetAsync(Shared)).IsProblemAsync(503, "try-later");
        Assert.Equal(HttpStatusCode.OK, (await probe.As(animator).GetAsync($"/api/probe/bodies/{_epci}/things")).StatusCode);

        probe.Bus.Signal(new TerritoryHeartbeat(DateTime.UtcNow));
        Assert.Equal(HttpStatusCode.OK, (await probe.As(animator).GetAsync(Shared)).StatusCode);
    }

    /// <summary>A clock whose monotonic part is moved by hand; the wall clock stays true, for tokens.</summary>
    private sealed class HandClock : TimeProvider
    {
        private long _ahead;

        public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, (long)(by.TotalSeconds * TimestampFrequency));

        public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _ahead);
    }
}
