using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Platform.Hosting;

/// <summary>The errors a caller may act on. The type is stable and documented; the words may change.</summary>
public static class Problems
{
    public const string Prefix = "urn:oda:problem:";

    /// <summary>Not there, or not yours: the two are not told apart.</summary>
    public static ProblemHttpResult NotFound(string what) => Of(404, "not-found", $"This {what} does not exist.");

    /// <summary>You may read it but not do this.</summary>
    /// <param name="whoCan">Who can, in words.</param>
    public static ProblemHttpResult NotAllowed(string whoCan) => Of(403, "not-allowed", "You may not do this here.", $"It can be done by: {whoCan}.");

    /// <summary>The act needs a more recent sign-in (RFC 9470); <c>maxAge</c> says how recent, in seconds.</summary>
    internal static ProblemHttpResult SignInAgain(int seconds) => TypedResults.Problem(new ProblemDetails
    {
        Status = 401,
        Type = Prefix + "sign-in-again",
        Title = "Sign in again to do this.",
        Extensions = { ["maxAge"] = seconds },
    });

    public static ProblemHttpResult Conflict(string type, string title) => Of(409, type, title);

    /// <summary>Someone else saved first.</summary>
    /// <param name="current">What is stored now, to be shown beside what was sent.</param>
    public static ProblemHttpResult Stale(int currentVersion, object current) => TypedResults.Problem(new ProblemDetails
    {
        Status = 409,
        Type = Prefix + "stale",
        Title = "It was changed meanwhile.",
        Extensions = { ["currentVersion"] = currentVersion, ["current"] = current },
    });

    /// <summary>An edit must say on which version it is based (If-Match).</summary>
    public static ProblemHttpResult VersionRequired() => Of(428, "version-required", "Say which version you edit, with If-Match.");

    /// <summary>One field is wrong; an id that is not the caller's to use is reported so, with the field named.</summary>
    public static ValidationProblem Field(string field, string error) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [error] }, type: Prefix + "invalid");

    public static ProblemHttpResult TryLater(string reason) => Of(503, "try-later", reason);

    public static ProblemHttpResult Of(int status, string type, string title, string? detail = null) =>
        TypedResults.Problem(statusCode: status, type: Prefix + type, title: title, detail: detail);
}

/// <summary>A save that lost a race: the caller reads again. Both kinds are the caller's to mend, not ours.</summary>
internal sealed class LostRaceHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var type = exception switch
        {
            DbUpdateConcurrencyException => "stale",
            DbUpdateException e when UniqueKey.IsTakenIn(e) => "already-there",
            _ => null,
        };
        if (type is null)
        {
            return false;
        }

        httpContext.Response.StatusCode = 409;
        return await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = 409, Type = Problems.Prefix + type, Title = "It was changed meanwhile." },
        });
    }
}

/// <summary>A request that cannot be read: the caller is told which field of the body could not be understood.</summary>
internal sealed class UnreadableHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        httpContext.Response.StatusCode = bad.StatusCode;
        var field = (bad.InnerException as JsonException)?.Path?.TrimStart('$', '.');
        return await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = string.IsNullOrEmpty(field)
                ? new ProblemDetails { Status = bad.StatusCode, Type = Problems.Prefix + "unreadable", Title = "The request cannot be read.", Detail = bad.InnerException is null ? bad.Message : null }
                : new HttpValidationProblemDetails(new Dictionary<string, string[]> { [field] = ["This value is not of the expected form."] }) { Status = bad.StatusCode, Type = Problems.Prefix + "invalid" },
        });
    }
}

/// <summary>Tells a taken unique key from other failures, on both databases.</summary>
public static class UniqueKey
{
    public static bool IsTakenIn(DbUpdateException exception) => exception.InnerException switch
    {
        SqliteException { SqliteErrorCode: 19, SqliteExtendedErrorCode: 1555 or 2067 } => true,
        SqlException { Number: 2627 or 2601 } => true,
        _ => false,
    };
}
