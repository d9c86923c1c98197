using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Access;

/// <summary>
/// The one door: reads what the endpoint declares, decides, and opens the tenant scope before anything of the request is
/// bound or validated. Anonymous 401, then not readable 404, then not allowed 403; no fall-through.
/// </summary>
internal sealed class TenancyMiddleware(
    RequestDelegate next, AccessBook book, Freshness freshness, ReadTraces traces, TerritoryAccess territory, ServiceSettings settings, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(http);
            return;
        }

        var rule = endpoint.Metadata.GetMetadata<AccessRule>()
            ?? throw new TenancyException($"{endpoint.RoutePattern.RawText} declares no access rule.");
        if (rule.Audience == Audience.Anyone)
        {
            await next(http);
            return;
        }

        if (Caller.From(http.User) is not { } caller)
        {
            await http.ChallengeAsync();
            return;
        }

        http.Features.Set(caller);
        var problem = rule.Audience switch
        {
            Audience.SignedIn => null,
            Audience.Operator => await OperatorAsync(http, caller),
            _ => await OpenScopeAsync(http, endpoint, rule, caller),
        };
        problem ??= !IsSafe(http) && TokenScopes.ReadsOnly(http.User, settings.Service) ? Problems.NotAllowed($"a client with the scope {settings.Service}, not only {settings.Service}.read") : null;
        // Last: whoever may not do it at all is not made to sign in again for nothing.
        problem ??= endpoint.Metadata.GetMetadata<RecentSignIn>() is null ? null : RecentSignIn.Check(http, caller, settings, clock);
        if (problem is not null)
        {
            await problem.ExecuteAsync(http);
            return;
        }

        await next(http);
    }

    private static bool IsSafe(HttpContext http) => HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);

    private async Task<IResult?> OperatorAsync(HttpContext http, Caller caller)
    {
        var db = http.RequestServices.GetRequiredService<ServiceDb>();
        var memberships = await book.ActiveAsync(db, caller.Id, http.RequestAborted);
        return memberships.Any(m => m.BodyId == PlatformBody.Id) ? null : Problems.NotFound("page");
    }

    private async Task<IResult?> OpenScopeAsync(HttpContext http, RouteEndpoint endpoint, AccessRule rule, Caller caller)
    {
        if (!Guid.TryParse(http.GetRouteValue("bodyId") as string, out var bodyId) || bodyId == PlatformBody.Id)
        {
            return Problems.NotFound("body");
        }

        var ct = http.RequestAborted;
        var db = http.RequestServices.GetRequiredService<ServiceDb>();
        var name = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? endpoint.RoutePattern.RawText ?? "";
        var standing = await book.StandingAsync(db, caller.Id, bodyId, ct);
        var safe = IsSafe(http);
        if (standing.May(rule.Right))
        {
            if (standing.OnBehalfOf is not null && freshness.IsStale && await territory.AskAsync(http, bodyId) is { } stale)
            {
                return stale;
            }

            http.Features.Set(standing);
            http.RequestServices.GetRequiredService<CurrentScope>()
                .Open(new TenantScope(bodyId, safe ? AllowedWrites.None : AllowedWrites.All, name, caller.Id, standing.OnBehalfOf));
            return null;
        }

        var parent = rule.Shared is { } subject ? await book.ReadingParentAsync(db, caller.Id, bodyId, subject, rule.Level, ct) : null;
        if (parent is { } readAs)
        {
            if (freshness.IsStale && await territory.AskAsync(http, bodyId) is { } stale)
            {
                return stale;
            }

            var scope = new TenantScope(bodyId, rule.Writes is null || safe ? AllowedWrites.None : AllowedWrites.Only(rule.Writes, typeof(AuditEntry)), name, caller.Id, ReadAs: readAs);
            http.Features.Set(Standing.None);
            http.RequestServices.GetRequiredService<CurrentScope>().Open(scope);
            await traces.NoteAsync(scope, rule.Shared!.Value, ct);
            return null;
        }

        // Whoever may read something of this body learns what is missing; to everyone else the body is not there.
        return standing.May(Right.Read) || await ReadsAnyAsync(db, caller, bodyId, ct)
            ? Problems.NotAllowed(WhoCan(rule.Right))
            : Problems.NotFound("body");
    }

    private async Task<bool> ReadsAnyAsync(ServiceDb db, Caller caller, Guid bodyId, CancellationToken ct) =>
        await book.ReadingParentAsync(db, caller.Id, bodyId, ShareSubject.Plan, ShareLevel.Read, ct) is not null;

    private static string WhoCan(Right right) => right switch
    {
        Right.Administer => "an administrator of the body",
        Right.Edit or Right.Speak => "the project lead or an administrator of the body",
        Right.Validate => "an elected person or an administrator of the body",
        Right.Contribute => "a contributor, the project lead or an administrator of the body",
        _ => "a member of the body",
    };
}

/// <summary>The platform as a body of its own: its "members" are the operators. It has no plan and no page.</summary>
public static class PlatformBody
{
    public static readonly Guid Id = new("00000000-0000-7000-8000-000000000001");
}

public static class CallerExtensions
{
    /// <summary>Who calls; only for endpoints that are not for anyone.</summary>
    public static Caller Caller(this HttpContext http) =>
        http.Features.Get<Caller>() ?? throw new TenancyException("This endpoint has no caller.");

    /// <summary>What the caller may do in the route's body; nothing for readers of a parent.</summary>
    public static Standing Standing(this HttpContext http) => http.Features.Get<Standing>() ?? Access.Standing.None;
}
