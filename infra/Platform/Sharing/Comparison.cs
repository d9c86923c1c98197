using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Sharing;

/// <summary>Something kept that is not what a recomputation from scratch gives. Names what, never its content.</summary>
/// <param name="BodyId">Whose row it is.</param>
public sealed record Difference(Guid BodyId, string What);

/// <summary>What a service keeps beside the rows it follows from, such as counters: recomputed and compared, body by body.</summary>
public interface IRecompute
{
    /// <summary>In the scope of one body.</summary>
    /// <returns>How many values were compared, and those that differ.</returns>
    Task<(int Compared, IReadOnlyList<string> Differing)> CompareAsync(CancellationToken ct);
}

/// <summary>
/// Delivered rows and counters against a recomputation from scratch, and the way to mend what differs: everything is said
/// again, and as each fact is whole and versioned, saying it twice changes nothing.
/// </summary>
public static class Comparison
{
    public sealed record Result(int Compared, IReadOnlyList<Difference> Differences);

    private const string Reason = "says whether copies agree, never what they hold";

    public static IServiceCollection Recompute<T>(this IServiceCollection services) where T : class, IRecompute => services.AddScoped<IRecompute, T>();

    internal static void Map(WebApplication app)
    {
        var operations = app.MapApi("Operations").MapGroup("/operator");
        operations.MapGet("/comparison", async (IServiceProvider services, Guid? bodyId, CancellationToken ct) => TypedResults.Ok(await RunAsync(services, bodyId, ct)))
            .ForOperators(Reason).WithName("CompareRows").WithSummary("Compare delivered rows and counters with a recomputation from scratch");
        operations.MapPost("/resend", async (IServiceProvider services, Guid? bodyId, CancellationToken ct) =>
        {
            await ResendAsync(services, bodyId, ct);
            return TypedResults.Accepted((string?)null);
        }).ForOperators(Reason).WithName("Resend").WithSummary("Have Territory and this service say again what is kept here of others");
    }

    /// <param name="services">The service's own.</param>
    /// <param name="bodyId">One body, or null for all.</param>
    public static async Task<Result> RunAsync(IServiceProvider services, Guid? bodyId, CancellationToken ct)
    {
        List<Guid> bodies;
        List<SharePolicyCopy> policies;
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
            bodies = await db.Bodies.Where(b => bodyId == null || b.BodyId == bodyId).Select(b => b.BodyId).ToListAsync(ct);
            policies = await db.SharePolicies.AsNoTracking().Where(p => bodyId == null || p.ChildId == bodyId || p.ParentId == bodyId).ToListAsync(ct);
        }

        var (compared, differences) = (0, new List<Difference>());
        foreach (var body in bodies)
        {
            foreach (var (subject, kept) in await KeptAsync(services, body, ct))
            {
                foreach (var owner in kept.Except(policies.Where(p => p.ParentId == body && p.Subject == subject && p.Level >= ShareLevel.ProgressOnly).Select(p => p.ChildId)))
                {
                    differences.Add(new Difference(body, $"{subject} of {owner} is kept and not shared"));
                }
            }

            foreach (var policy in policies.Where(p => p.ChildId == body && p.Level >= ShareLevel.ProgressOnly))
            {
                if (await ProjectAsync(services, policy, ct) is not { } content)
                {
                    continue;
                }

                compared++;
                differences.AddRange((await DifferAsync(services, policy, content, ct)).Select(what => new Difference(policy.ParentId, $"{policy.Subject} of {body}: {what}")));
            }

            await using var scope = Open(services, body);
            foreach (var recompute in scope.ServiceProvider.GetServices<IRecompute>())
            {
                var (count, differing) = await recompute.CompareAsync(ct);
                compared += count;
                differences.AddRange(differing.Select(what => new Difference(body, what)));
            }
        }

        return new Result(compared, differences);
    }

    /// <summary>Asks Territory to say again what it knows, and delivers again what is shared here.</summary>
    /// <param name="services">The service's own.</param>
    /// <param name="bodyId">One body, or null for all.</param>
    public static async Task ResendAsync(IServiceProvider services, Guid? bodyId, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, settings) = (scope.ServiceProvider.GetRequiredService<ServiceDb>(), scope.ServiceProvider.GetRequiredService<ServiceSettings>());
        if (settings.Service != "territory")
        {
            db.Send(new ResendRequested(settings.Service, bodyId, db.Now));
        }

        foreach (var subject in scope.ServiceProvider.GetServices<IShared>().Select(s => s.Subject))
        {
            foreach (var child in await db.SharePolicies.Where(p => p.Subject == subject && (bodyId == null || p.ChildId == bodyId || p.ParentId == bodyId)).Select(p => p.ChildId).Distinct().ToListAsync(ct))
            {
                db.Send(new ShareDue(child, settings.Service, subject, Force: true, db.Now));
            }
        }

        await db.SaveChangesAsync(ct);
    }

    private static async Task<List<(ShareSubject Subject, List<Guid> Owners)>> KeptAsync(IServiceProvider services, Guid parent, CancellationToken ct)
    {
        await using var scope = Open(services, parent);
        var kept = new List<(ShareSubject, List<Guid>)>();
        foreach (var shared in scope.ServiceProvider.GetServices<IShared>())
        {
            kept.Add((shared.Subject, await shared.OwnersAsync(scope.ServiceProvider.GetRequiredService<ServiceDb>(), ct)));
        }

        return kept;
    }

    private static async Task<string?> ProjectAsync(IServiceProvider services, SharePolicyCopy policy, CancellationToken ct)
    {
        await using var scope = Open(services, policy.ChildId);
        return scope.ServiceProvider.GetServices<IShared>().FirstOrDefault(s => s.Subject == policy.Subject) is { } shared ? await shared.ProjectAsync(ct) : null;
    }

    private static async Task<IReadOnlyList<string>> DifferAsync(IServiceProvider services, SharePolicyCopy policy, string content, CancellationToken ct)
    {
        await using var scope = Open(services, policy.ParentId);
        var shared = scope.ServiceProvider.GetServices<IShared>().First(s => s.Subject == policy.Subject);
        return await shared.DifferAsync(scope.ServiceProvider.GetRequiredService<ServiceDb>(), policy.ParentId, policy.ChildId, policy.Epoch, content, ct);
    }

    private static AsyncServiceScope Open(IServiceProvider services, Guid body)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(body, nameof(Comparison)));
        return scope;
    }
}
