using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Platform.Access;

/// <summary>Asks Territory itself, as the caller, when nothing was heard of it for too long.</summary>
internal sealed class TerritoryAccess(IHttpClientFactory clients, ServiceSettings settings)
{
    /// <returns>Null when Territory confirms that the caller may read the body; otherwise the refusal.</returns>
    public async Task<IResult?> AskAsync(HttpContext http, Guid bodyId)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(settings.AddressOf("territory"), $"/api/territory/bodies/{bodyId}/access"));
            if (AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var bearer))
            {
                request.Headers.Authorization = bearer;
            }

            using var client = clients.CreateClient("territory-access");
            client.Timeout = TimeSpan.FromSeconds(3);
            using var answer = await client.SendAsync(request, http.RequestAborted);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => null,
                HttpStatusCode.NotFound or HttpStatusCode.Forbidden => Problems.NotFound("body"),
                _ => Problems.TryLater("Rights between bodies cannot be checked right now; nothing was changed."),
            };
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !http.RequestAborted.IsCancellationRequested)
        {
            return Problems.TryLater("Rights between bodies cannot be checked right now; nothing was changed.");
        }
    }
}
