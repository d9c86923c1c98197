using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenDataAnimation.Portal.Clients;

/// <summary>
/// One service's API, called with the reader's own token. Paths are relative to <c>/api/{service}/</c>:
/// <c>GetAsync&lt;Members&gt;($"bodies/{Body.Id}/members", ct)</c>.
/// </summary>
public abstract class ServiceClient(HttpClient http)
{
    // A page that waits longer is a page that failed: the reader is told so and keeps what was typed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>For what takes its time and says so, such as ten thousand rows; the gateway gives up a little later.</summary>
    public static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(55);

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Reads what the page cannot do without.</summary>
    /// <exception cref="ServiceFailedException">Anything but success; becomes the right page by itself.</exception>
    public async Task<T> GetAsync<T>(string path, CancellationToken ct) => (await AskAsync(path, ct)).OrFail().Read<T>();

    /// <summary>Reads what may not be there, or not be the reader's to see: null then.</summary>
    public async Task<T?> FindAsync<T>(string path, CancellationToken ct)
        where T : class
    {
        var answer = await AskAsync(path, ct);
        return answer.Problem is { Status: 404 or 403 } ? null : answer.OrFail().Read<T>();
    }

    /// <summary>Reads a part of a page that can be shown without it: null when the service does not answer or says no.</summary>
    public async Task<T?> TryGetAsync<T>(string path, CancellationToken ct)
        where T : class
    {
        var answer = await AskAsync(path, ct);
        return answer.Problem is { Status: 401 } ? answer.OrFail().Read<T>() : answer.Succeeded ? answer.Read<T>() : null;
    }

    public Task<Answer> PostAsync(string path, object? body, CancellationToken ct) => SendAsync(HttpMethod.Post, path, body, null, ct);

    /// <param name="version">On which version the edit is based (If-Match); null where the service keeps none.</param>
    public Task<Answer> PostAsync(string path, object? body, int? version, CancellationToken ct) => SendAsync(HttpMethod.Post, path, body, version, ct);

    /// <summary>As a post, for work that may take most of a minute; the page says that it is at work.</summary>
    public Task<Answer> PostLongAsync(string path, object? body, CancellationToken ct) => SendAsync(HttpMethod.Post, path, body, null, ct, LongPatience);

    /// <inheritdoc cref="PostAsync(string, object, int?, CancellationToken)"/>
    public Task<Answer> PutAsync(string path, object? body, int? version, CancellationToken ct) => SendAsync(HttpMethod.Put, path, body, version, ct);

    /// <inheritdoc cref="PostAsync(string, object, int?, CancellationToken)"/>
    public Task<Answer> DeleteAsync(string path, int? version, CancellationToken ct) => SendAsync(HttpMethod.Delete, path, null, version, ct);

    /// <summary>Asks for what is too long to be held: the answer is read as it comes.</summary>
    /// <exception cref="ServiceFailedException">Anything but success, before the first byte.</exception>
    public async Task<Stream> OpenAsync(HttpMethod method, string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        using var patient = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patient.CancelAfter(Patience);
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patient.Token);
            patient.CancelAfter(Timeout.InfiniteTimeSpan);
            if (response.IsSuccessStatusCode)
            {
                return await response.Content.ReadAsStreamAsync(ct);
            }

            using (response)
            {
                throw new ServiceFailedException((await Answer.FromAsync(response, ct)).Problem!);
            }
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ServiceFailedException(Answer.NotReached.Problem!);
        }
    }

    private Task<Answer> AskAsync(string path, CancellationToken ct) => SendAsync(HttpMethod.Get, path, null, null, ct);

    private async Task<Answer> SendAsync(HttpMethod method, string path, object? body, int? version, CancellationToken ct, TimeSpan? patience = null)
    {
        using var patient = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patient.CancelAfter(patience ?? Patience);
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: Json);
        }

        if (version is { } expected)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{expected}\""));
        }

        try
        {
            using var response = await http.SendAsync(request, patient.Token);
            return await Answer.FromAsync(response, patient.Token);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Answer.NotReached;
        }
    }
}
