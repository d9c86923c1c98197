using Microsoft.AspNetCore.Builder;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Platform.Access;

/// <summary>Who an endpoint is for.</summary>
public enum Audience { Anyone, SignedIn, Operator, Body }

/// <summary>
/// Declared beside each endpoint: who may call it. An endpoint without one is refused at run time and fails the isolation test,
/// which works out from these declarations what every kind of caller must be answered.
/// </summary>
/// <param name="Right">For <see cref="Audience.Body"/>: what the caller must be allowed to do in the body of the route.</param>
/// <param name="Shared">The subject by which a parent that the body shares it with may call too.</param>
/// <param name="Level">How much of the subject must be shared for that.</param>
/// <param name="Writes">What a parent's person may write there; nothing unless said.</param>
/// <param name="Reason">For endpoints outside of any body: why.</param>
public sealed record AccessRule(
    Audience Audience, Right Right = Right.Read, ShareSubject? Shared = null, ShareLevel Level = ShareLevel.Read,
    Type? Writes = null, string Reason = "");

public static class AccessRules
{
    /// <summary>For people and machines with this right in the body of the route (<c>{bodyId}</c>).</summary>
    public static T Needs<T>(this T endpoint, Right right) where T : IEndpointConventionBuilder =>
        endpoint.With(new AccessRule(Audience.Body, right));

    /// <summary>As <see cref="Needs{T}(T, Right)"/>, and for readers of a parent with which the body shares the subject at this level.</summary>
    /// <param name="writes">The one kind of row that such a reader may write, for comments.</param>
    public static T NeedsOrShared<T>(this T endpoint, Right right, ShareSubject subject, ShareLevel level = ShareLevel.Read, Type? writes = null)
        where T : IEndpointConventionBuilder => endpoint.With(new AccessRule(Audience.Body, right, subject, level, writes));

    public static T ForSignedIn<T>(this T endpoint, string reason) where T : IEndpointConventionBuilder =>
        endpoint.With(new AccessRule(Audience.SignedIn, Reason: reason));

    public static T ForAnyone<T>(this T endpoint, string reason) where T : IEndpointConventionBuilder =>
        endpoint.With(new AccessRule(Audience.Anyone, Reason: reason));

    /// <summary>For operators of the platform, who have no access to any body's content.</summary>
    public static T ForOperators<T>(this T endpoint, string reason) where T : IEndpointConventionBuilder =>
        endpoint.With(new AccessRule(Audience.Operator, Reason: reason));

    private static T With<T>(this T endpoint, AccessRule rule) where T : IEndpointConventionBuilder
    {
        endpoint.WithMetadata(rule);
        return endpoint;
    }
}
