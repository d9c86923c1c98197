using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Dom;
using Xunit;

namespace OpenDataAnimation.Testing;

/// <summary>How tests read answers.</summary>
public static class HttpAnswers
{
    public static async Task IsProblemAsync(this HttpResponseMessage answer, int status, string type)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"Expected {status}, got {(int)answer.StatusCode}: {text}");
        Assert.Equal("urn:oda:problem:" + type, JsonDocument.Parse(text).RootElement.GetProperty("type").GetString());
    }

    /// <summary>The answer's only wrong field is this one.</summary>
    public static async Task NamesFieldAsync(this HttpResponseMessage answer, string field)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == 400, $"Expected 400, got {(int)answer.StatusCode}: {text}");
        var error = Assert.Single(JsonDocument.Parse(text).RootElement.GetProperty("errors").EnumerateObject());
        Assert.Equal(field, error.Name, ignoreCase: true);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static async Task<T> ReadAsync<T>(this HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<T>(Json))!;
    }

    /// <summary>The page as a reader's browser sees it.</summary>
    public static async Task<IDocument> PageAsync(this HttpResponseMessage answer) =>
        await BrowsingContext.New().OpenAsync(async r => r.Content(await answer.Content.ReadAsStringAsync()));

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };
}
