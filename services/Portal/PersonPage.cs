using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal;

/// <summary>A page for signed-in people; <see cref="Me"/> is known before its handler runs.</summary>
public abstract class PersonPage : PortalPage
{
    /// <summary>Who reads, and the bodies that this person works in.</summary>
    public Me Me { get; private set; } = Me.Nobody;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var ct = context.HttpContext.RequestAborted;
        Me = await context.HttpContext.RequestServices.GetRequiredService<TerritoryClient>().GetAsync<Me>("me", ct);
        Frame.Person = new FramePerson(Me.Name, Me.Email, Me.IsOperator ? "Opérateur de la plateforme" : null);
        Frame.Bodies = [.. Me.Bodies.Select(body => body.AsFrame())];
        if (await OpenAsync(context, ct) is { } refusal)
        {
            context.Result = refusal;
            return;
        }

        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>What must be known before the handler runs; a result instead of null ends the request.</summary>
    private protected virtual Task<IActionResult?> OpenAsync(PageHandlerExecutingContext context, CancellationToken ct) =>
        Task.FromResult<IActionResult?>(null);
}

/// <summary>The signed-in person, as Territory knows her.</summary>
public sealed record Me(Guid PersonId, string Name, string? Email, bool IsOperator, IReadOnlyList<MyBody> Bodies)
{
    internal static Me Nobody { get; } = new(Guid.Empty, "", null, false, []);
}

/// <summary>A body that the person works in, and what she may do there.</summary>
public sealed record MyBody(
    Guid BodyId, string Slug, string Name, string? Article, BodyKind Kind, BodyState State, string? Accent,
    IReadOnlyList<Role> Roles, IReadOnlyList<Right> Rights, Guid? OnBehalfOf, bool IsParent)
{
    internal FrameBody AsFrame() => new(Name, Slug, Kind: Words.Kind(Kind));
}
