using System.Reflection;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OpenDataAnimation.Portal.Drafts;

/// <summary>A form as it was sent: where to, every value, and those that a reader recognises, with their labels.</summary>
/// <param name="Act">What the pressed button says, where the form tells (<c>_act</c>).</param>
/// <param name="SignedIn">It was kept because the act needs a recent sign-in, not because there was none.</param>
public sealed record TypedForm(
    string PostTo, IReadOnlyList<TypedValue> Values, IReadOnlyList<TypedValue> Shown, bool HadFiles, string? Act = null, bool SignedIn = false);

public sealed record TypedValue(string Name, string Value);

/// <summary>Reads the form of the current request so that it can be shown and sent again.</summary>
public sealed class FormReader(IModelMetadataProvider metadata)
{
    private const int Most = 256 * 1024;

    /// <summary>Null when the request has no form, is too large to keep, or may come from another site.</summary>
    public async Task<TypedForm?> ReadAsync(HttpRequest request, TypeInfo? pageModel, CancellationToken ct)
    {
        // A form of another site must not come back here under our own colours, ready to be sent.
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || !IsSameOrigin(request) || request.ContentLength > Most)
        {
            return null;
        }

        var form = await request.ReadFormAsync(ct);
        var values = form.Where(field => field.Key != "__RequestVerificationToken")
            .SelectMany(field => field.Value, (field, value) => new TypedValue(field.Key, value ?? "")).ToList();
        var shown = values.Where(value => value.Value.Length > 0)
            .Select(value => LabelOf(pageModel, value.Name) is { } label ? new TypedValue(label, value.Value) : null).OfType<TypedValue>().ToList();
        return new TypedForm(request.PathBase + request.Path + request.QueryString, values, shown, form.Files.Count > 0,
            form["_act"] is [{ Length: > 0 and <= 100 } act] ? act : null);
    }

    /// <summary>The words of a field that people type into; null for hidden ones, choices and unknown names.</summary>
    private string? LabelOf(TypeInfo? pageModel, string name)
    {
        if (pageModel is null)
        {
            return null;
        }

        var at = metadata.GetMetadataForType(pageModel.AsType());
        foreach (var part in name.Split('.'))
        {
            if (at.Properties.FirstOrDefault(p => string.Equals(p.PropertyName, part, StringComparison.OrdinalIgnoreCase)) is not { } next)
            {
                return null;
            }

            at = next;
        }

        var type = Nullable.GetUnderlyingType(at.ModelType) ?? at.ModelType;
        return type == typeof(string) || type == typeof(DateOnly) || type == typeof(int) || type == typeof(decimal) ? at.DisplayName : null;
    }

    private static bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0
            ? site == "same-origin"
            : Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin) && origin.Authority == request.Host.Value;
    }
}

internal static class CompiledPage
{
    /// <summary>The page model's type, for labels and for what it demands.</summary>
    public static TypeInfo? ModelOf(Microsoft.AspNetCore.Mvc.Abstractions.ActionDescriptor action) =>
        (action as CompiledPageActionDescriptor)?.ModelTypeInfo;
}
