using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace OpenDataAnimation.Platform.Hosting;

/// <summary>Tells a database that cannot be used at the moment from a statement that it refuses.</summary>
internal static class Storage
{
    /// <summary>Busy, locked, out of reach or of room: the same is worth trying again, and nothing of it was done.</summary>
    public static bool IsAway(Exception? e) => e switch
    {
        null => false,
        // BUSY, LOCKED, IOERR, FULL, CANTOPEN: https://www.sqlite.org/rescode.html
        SqliteException { SqliteErrorCode: 5 or 6 or 10 or 13 or 14 } => true,
        // Timeout, deadlock, log or disk full, network, login while it restarts.
        SqlException { Number: -2 or 1205 or 9002 or 1105 or 53 or 233 or 10053 or 10054 or 10060 or 4060 or 40613 } => true,
        DbException { IsTransient: true } => true,
        _ => IsAway(e.InnerException),
    };
}

/// <summary>A write that the database could not take now: nothing was done, and the caller may try again.</summary>
internal sealed class StorageHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!Storage.IsAway(exception))
        {
            return false;
        }

        httpContext.Response.StatusCode = 503;
        httpContext.Response.Headers.RetryAfter = "5";
        return await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = 503, Type = Problems.Prefix + "try-later", Title = "Nothing can be saved right now; nothing was changed." },
        });
    }
}
