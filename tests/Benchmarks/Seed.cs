using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Plan;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Standalone;
using OpenDataAnimation.Territory;
using OpenDataAnimation.Territory.Attachments;
using OpenDataAnimation.Territory.Bodies;
using OpenDataAnimation.Territory.People;
using OpenDataAnimation.Territory.Reference;
using OpenIddict.Server;

namespace OpenDataAnimation.Benchmarks;

/// <summary>
/// Four parents with 10, 31, 158 and 890 communes, each commune with a plan of 30 actions that it shares in progress only.
/// Bodies, ties and members are written in bulk, with the copies that messages would bring; plans and what is shared go the
/// product's own way.
/// </summary>
internal static class Seed
{
    private const int Actions = 30;

    private sealed record Seeded(Guid Id, string Slug, string Code, int Children);

    public static async Task<(Tenant[] Tenants, Parent[] Parents)> LoadAsync(AllInOne all)
    {
        var file = Path.Combine(all.Services("plans").GetRequiredService<ServiceSettings>().DataFolder, "bench.json");
        if (!File.Exists(file))
        {
            var seeded = await SeedAsync(all);
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(seeded));
        }

        var bodies = JsonSerializer.Deserialize<Seeded[]>(await File.ReadAllTextAsync(file))!;
        var server = all.Services("identity").GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue;
        return (
            [.. bodies.Where(b => b.Children == 0).Select(b => new Tenant(b.Id, b.Slug, MarkOf(b.Code), TokenFor(server, b.Code)))],
            [.. bodies.Where(b => b.Children > 0).Select(b => new Parent(b.Id, b.Slug, TokenFor(server, b.Code), b.Children))]);
    }

    private static async Task<Seeded[]> SeedAsync(AllInOne all)
    {
        var reference = OfficialReference.Current;
        var ten = reference.All(BodyKind.Epci).ToArray().First(e => reference.MembersOf(e.Code).Count == 10);
        (OfficialBody Parent, IReadOnlyList<OfficialBody> Communes)[] territories =
        [
            (ten, reference.MembersOf(ten.Code)),
            (reference.Find(BodyKind.Epci, "243500741")!, reference.MembersOf("243500741")),
            (reference.Find(BodyKind.Epci, "200067106")!, reference.MembersOf("200067106")),
            // The largest départements have had 890 communes; whichever has fewer by now is filled up from its neighbour.
            (reference.Find(BodyKind.Departement, "62")!, [.. reference.CommunesOfDepartement("62").Concat(reference.CommunesOfDepartement("59")).Take(890)]),
        ];
        var now = DateTime.UtcNow;
        var parents = territories.Select(t => Active(t.Parent, now)).ToArray();
        var children = territories.Select(t => t.Communes.Select(c => Active(c, now)).ToArray()).ToArray();
        var ties = parents.SelectMany((parent, i) => children[i].Select(child => Tie(parent, child, now))).ToArray();
        Console.Error.WriteLine($"Seeding {parents.Length} parents and {ties.Length} communes");
        await TerritoryAsync(all, [.. parents, .. children.SelectMany(c => c)], ties, now);
        foreach (var service in Composition.Services.Select(s => s.Name))
        {
            await CopiesAsync(all, service, [.. parents, .. children.SelectMany(c => c)], ties, now);
        }

        Console.Error.WriteLine("Seeding the plans");
        foreach (var child in children.SelectMany(c => c))
        {
            await PlanAsync(all, child, now);
        }

        await DeliveredAsync(all, ties.Length);
        return
        [
            .. parents.Select((p, i) => new Seeded(p.Id, p.Slug, p.Code, children[i].Length)),
            .. children.SelectMany(c => c).Select(c => new Seeded(c.Id, c.Slug, c.Code, 0)),
        ];
    }

    private static Body Active(OfficialBody official, DateTime now)
    {
        var body = Body.Of(official, now);
        body.Activate();
        return body;
    }

    private static Attachment Tie(Body parent, Body child, DateTime now)
    {
        var tie = Attachment.ProposedBy(parent.Id, parent.Id, child.Id, AttachmentNature.Free, now);
        tie.Accept(now);
        return tie;
    }

    private static async Task TerritoryAsync(AllInOne all, Body[] bodies, Attachment[] ties, DateTime now)
    {
        await using (var scope = all.Services("territory").CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<TerritoryDb>();
            db.AddRange(bodies);
            db.AddRange(ties);
            await db.SaveChangesAsync();
        }

        // Rows of a body are written in that body's scope.
        var tied = ties.ToDictionary(t => t.ChildId);
        foreach (var body in bodies)
        {
            await using var scope = all.Services("territory").CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(body.Id, nameof(Seed)));
            var db = scope.ServiceProvider.GetRequiredService<TerritoryDb>();
            db.Add(Membership.Of(body.Id, PersonOf(body.Code), "Personne Essai", [Role.Administrator], now));
            if (tied.TryGetValue(body.Id, out var tie))
            {
                db.AddRange(Enum.GetValues<ShareSubject>().Select(s => new SharePolicy(body.Id, tie.ParentId, s) { Level = LevelOf(s), Epoch = 1 }));
            }

            await db.SaveChangesAsync();
        }
    }

    private static async Task CopiesAsync(AllInOne all, string service, Body[] bodies, Attachment[] ties, DateTime now)
    {
        await using var scope = all.Services(service).CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.AddRange(bodies.Select(b => new BodyCopy
        {
            BodyId = b.Id,
            Version = b.Version,
            Kind = b.Kind,
            Name = b.Name,
            Article = b.Article,
            Slug = b.Slug,
            InseeCode = b.InseeCode,
            Siren = b.Siren,
            Departements = b.Departements,
            Population = b.Population,
            State = b.State,
            Folded = b.Folded,
        }));
        db.AddRange(bodies.Select(b => new MembershipCopy
        {
            MembershipId = Guid.CreateVersion7(),
            Version = 1,
            BodyId = b.Id,
            PersonId = PersonOf(b.Code),
            Name = "Personne Essai",
            Roles = nameof(Role.Administrator),
            From = now,
        }));
        db.AddRange(ties.Select(t => new AttachmentCopy { AttachmentId = t.Id, Version = t.Version, ParentId = t.ParentId, ChildId = t.ChildId, Nature = t.Nature, State = t.State }));
        db.AddRange(ties.SelectMany(t => Enum.GetValues<ShareSubject>(), (t, s) => new SharePolicyCopy { ChildId = t.ChildId, ParentId = t.ParentId, Subject = s, Level = LevelOf(s), Epoch = 1 }));
        await db.SaveChangesAsync();
    }

    private static async Task PlanAsync(AllInOne all, Body body, DateTime now)
    {
        await using var scope = all.Services("plans").CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(body.Id, nameof(Seed)));
        var db = scope.ServiceProvider.GetRequiredService<PlansDb>();
        var (today, person) = (DateOnly.FromDateTime(now), PersonOf(body.Code));
        var states = Enum.GetValues<ActionState>();
        for (var i = 0; i < Actions; i++)
        {
            var action = PlanAction.New(db.Scope, now);
            action.Fill(new ActionFields(
                string.Create(CultureInfo.InvariantCulture, $"Action {i + 1} de {body.Name} {MarkOf(body.Code)}"), "Une description de quelques mots, comme on en écrit.",
                [$"{1 + (i % 3)}.{1 + (i / 3 % 3)}"], $"M{1 + (i % 20)}", ["services", "elected"], i % 2 == 0 ? [person] : [], "Secrétariat", null,
                today.AddDays(-90 + i), today.AddDays((i * 10) - 100)));
            action.MoveTo(states[i % states.Length], PlanAction.NeedsReason(states[i % states.Length]) ? "Une raison." : null);
            action.Touch(db.Scope, now.AddMinutes(-i));
            db.Actions.Add(action);
        }

        foreach (var code in new[] { "1.1", "1.2", "2.1", "3.3" })
        {
            db.Objectives.Add(new DeclaredObjective { TenantId = body.Id, Code = code, Declared = true, TargetLevel = 2, Reason = "Une raison.", UpdatedAt = now });
        }

        db.Plans.Add(new BodyPlan { TenantId = body.Id, State = PlanState.Active, StartsOn = today.AddDays(-90), EndsOn = today.AddDays(400), LeadId = person, UpdatedAt = now });
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync();
    }

    private static async Task DeliveredAsync(AllInOne all, int children)
    {
        Console.Error.WriteLine("Waiting for what is shared");
        var from = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await using var scope = all.Services("plans").CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PlansDb>();
            if (await db.Progress.IgnoreQueryFilters([ServiceDb.TenantFilter]).CountAsync() == children && !await db.Outbox.AnyAsync())
            {
                return;
            }

            if (TimeProvider.System.GetElapsedTime(from) > TimeSpan.FromMinutes(10))
            {
                throw new StartUpException("What the communes share was not delivered within ten minutes.");
            }

            await Task.Delay(200);
        }
    }

    private static ShareLevel LevelOf(ShareSubject subject) => subject == ShareSubject.Plan ? ShareLevel.ProgressOnly : ShareLevel.Nothing;

    private static string MarkOf(string code) => $"[{code}]";

    private static Guid PersonOf(string code) => PersonId.Of("local", SubjectOf(code));

    private static string SubjectOf(string code) => "bench-" + code;

    /// <summary>A token as the token server signs it: a thousand sign-ins would measure password hashes.</summary>
    private static string TokenFor(OpenIddictServerOptions server, string code) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        TokenType = "at+jwt",
        Issuer = server.Issuer!.AbsoluteUri,
        Audiences = { "oda-identity", "oda-territory", "oda-plans", "oda-stakeholders", "oda-events", "oda-peer-exchange", "oda-showcase", "oda-notifications", "oda-portal" },
        Claims = new Dictionary<string, object> { ["sub"] = SubjectOf(code), ["name"] = "Personne Essai", ["email"] = $"essai.{code}@commune.example", ["client_id"] = "gateway" },
        Expires = DateTime.UtcNow.AddHours(6),
        SigningCredentials = server.SigningCredentials.First(c => c.Key is AsymmetricSecurityKey),
    });
}
