using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal;

/// <summary>What every page can do: turn a service's no into words beside the right field, or into a page.</summary>
public abstract class PortalPage : PageModel
{
    protected Frame Frame => HttpContext.RequestServices.GetRequiredService<Frame>();

    /// <summary>Whether accounts are made here, or at another token server.</summary>
    protected bool HasOwnAccounts => PortalService.HasOwnAccounts(HttpContext.RequestServices.GetRequiredService<IConfiguration>());

    /// <summary>A page that says no, in the frame.</summary>
    protected static IActionResult Problem(ProblemPage problem) => ShowProblems.Show(problem);

    /// <summary>Not there, or not the reader's to see.</summary>
    protected static IActionResult NotThere() => ShowProblems.Show(ProblemPage.NotFound());

    /// <summary>
    /// After a refused post: wrong fields get their message and the page is shown again with what was typed (reload what it shows
    /// first); a lost update shows both versions; the rest becomes a page.
    /// </summary>
    /// <param name="fields">The service's field names where they differ from the form's: <c>["name"] = "Input.AdministratorName"</c>.</param>
    /// <param name="words">What to say for the service's own problem types: <c>["last-administrator"] = "…"</c>; beside a field with <c>"type@Input.Field"</c>.</param>
    protected async Task<IActionResult> RefusedAsync(
        Answer answer, Func<Task> reload, IReadOnlyDictionary<string, string>? fields = null, IReadOnlyDictionary<string, string>? words = null)
    {
        var problem = answer.Problem ?? throw new InvalidOperationException("A refusal was told of an answer that succeeded.");
        if (problem is { Status: 409, Type: "stale", Current: { } current } && ConflictOf(current, problem.CurrentVersion) is { } conflict)
        {
            return Problem(ProblemPage.Changed(conflict, Request.Path, "Garder la version enregistrée"));
        }

        var said = words?.FirstOrDefault(word => word.Key.Split('@')[0] == problem.Type) is { Value: not null } found ? found : (KeyValuePair<string, string>?)null;
        if (said is { } word)
        {
            ModelState.AddModelError(word.Key.Contains('@', StringComparison.Ordinal) ? word.Key.Split('@')[1] : "", word.Value);
        }
        else if (problem.Status == 400 && problem.Errors.Count > 0)
        {
            foreach (var (name, errors) in problem.Errors)
            {
                var field = fields is not null && fields.TryGetValue(name, out var known) ? known : FieldOf(name);
                ModelState.AddModelError(field ?? "", French(field, errors.FirstOrDefault()));
            }
        }
        else
        {
            answer.OrFail();
        }

        await reload();
        Response.StatusCode = problem.Status == 409 ? 409 : 400;
        return Page();
    }

    /// <summary>The form's field of a service's one: <c>name</c> is <c>Input.Name</c>.</summary>
    private string? FieldOf(string name)
    {
        var last = name.Split('.')[^1];
        return ModelState.Keys.FirstOrDefault(key => string.Equals(key, "Input." + last, StringComparison.OrdinalIgnoreCase))
            ?? ModelState.Keys.FirstOrDefault(key => string.Equals(key, last, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Services word what they refuse in French where a person will read it; the framework's English checks are not for readers.</summary>
    private static string French(string? field, string? error) =>
        error is null || error.StartsWith("The ", StringComparison.Ordinal)
            ? field is null ? "Une valeur n’est pas attendue ici." : "Cette valeur n’est pas attendue ici."
            : error;

    private Conflict? ConflictOf(JsonElement current, int? version)
    {
        var metadata = MetadataProvider.GetMetadataForType(GetType()).Properties["Input"];
        if (metadata is null || !Request.HasFormContentType)
        {
            return null;
        }

        var fields = metadata.Properties.Where(p => p.DisplayName is not null).Select(p => new ConflictField(
            p.DisplayName!, Typed(p), Stored(current, p))).ToList();
        var values = Request.Form.Where(f => f.Key != "__RequestVerificationToken")
            .SelectMany(f => f.Value, (f, value) => KeyValuePair.Create(f.Key, f.Key == "Input.Version" ? version?.ToString(System.Globalization.CultureInfo.InvariantCulture) : value)).ToList();
        return new Conflict("une autre personne", HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, fields)
        {
            PostTo = version is null ? null : Request.Path + Request.QueryString,
            Values = values,
        };
    }

    /// <summary>How a value of the form reads when both versions are shown: codes, ids and states have words. Dates and yes/no have theirs already.</summary>
    protected virtual string WordOf(string property, string value) => value;

    private string? Typed(ModelMetadata field)
    {
        var typed = Request.Form["Input." + field.PropertyName];

        // A check box is followed by its hidden "no": only the first value counts there.
        return InWords(field, field.IsEnumerableType ? typed : typed.Take(1));
    }

    private string? Stored(JsonElement current, ModelMetadata field)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(field.PropertyName!);
        if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(name, out var value))
        {
            return null;
        }

        return InWords(field, value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Text) : [Text(value)]);
    }

    private string? InWords(ModelMetadata field, IEnumerable<string?> values)
    {
        var type = Nullable.GetUnderlyingType(field.ModelType) ?? field.ModelType;
        var words = values.Where(value => !string.IsNullOrEmpty(value)).Select(value =>
            type == typeof(bool) ? string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) ? "oui" : "non"
            : type == typeof(DateOnly) && DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) ? Interface.French.Date(day)
            : WordOf(field.PropertyName!, value!)).ToList();
        return words.Count == 0 ? null : string.Join(", ", words);
    }

    /// <summary>A person or a body is told by its id.</summary>
    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Object => value.TryGetProperty("id", out var id) ? Text(id) : null,
        _ => value.ToString(),
    };
}
