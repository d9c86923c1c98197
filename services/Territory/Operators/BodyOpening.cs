using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.Bodies;
using OpenDataAnimation.Territory.People;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory.Operators;

/// <summary>A body that may be opened: listed in the reference, or named with its SIREN where the reference lists none of its kind.</summary>
public sealed record Opening(BodyKind Kind, string Code, string Name, OfficialBody? Official)
{
    /// <returns>The opening, or the field that is wrong and why.</returns>
    public static (Opening? Opening, string Field, string Error) Of(BodyKind kind, string code, string? name)
    {
        code = string.Concat(code.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        if (kind is BodyKind.Commune or BodyKind.Epci or BodyKind.Departement or BodyKind.Region)
        {
            return OfficialReference.Current.Find(kind, code) is { } official
                ? (new(kind, official.Code, official.Name, official), "", "")
                : (null, "code", "Ce code n’est pas dans la référence officielle.");
        }

        return !IsSiren(code) ? (null, "code", "Ce n’est pas un numéro SIREN\u00A0: il a neuf chiffres et une clé de contrôle.")
            : string.IsNullOrWhiteSpace(name) ? (null, "name", "Indiquez le nom\u00A0: la référence officielle ne liste pas ce type de structure.")
            : (new(kind, code, name.Trim(), null), "", "");
    }

    public Body Prepare(DateTime now) => Official is { } official ? Body.Of(official, now) : Body.Of(Kind, Code, Name, now);

    /// <summary>Nine digits that satisfy Luhn's formula.</summary>
    private static bool IsSiren(string code)
    {
        if (code.Length != 9 || !code.All(char.IsAsciiDigit))
        {
            return false;
        }

        var sum = code.Select((c, i) => (c - '0') * (1 + i % 2)).Sum(d => d > 9 ? d - 9 : d);
        return sum % 10 == 0;
    }
}

/// <summary>Opens a body: prepares it where it is not yet, and invites its first administrator. Nothing is saved here.</summary>
public sealed class BodyOpening(TerritoryDb db, Tell tell, CurrentScope scope, InvitationMail mail)
{
    /// <summary>Opens the scope of the body, for an invitation and nothing else: an operator has no access to content.</summary>
    /// <returns>The body; null when it has joined and its own administrators decide.</returns>
    public async Task<Body?> OpenAsync(Opening opening, Guest? administrator, Caller by, string reason, CancellationToken ct)
    {
        var body = await db.OwnBodies.FirstOrDefaultAsync(b => b.Kind == opening.Kind && b.Code == opening.Code, ct);
        if (body is { State: not BodyState.Prepared })
        {
            return null;
        }

        var isNew = body is null;
        body ??= db.OwnBodies.Add(opening.Prepare(db.Now)).Entity;
        scope.Open(new TenantScope(body.Id, AllowedWrites.Only(typeof(Invitation), typeof(AuditEntry)), reason, by.Id));
        if (isNew)
        {
            await tell.AboutAsync(body, ct);
            db.Record("body-opened", nameof(Body), body.Id);
        }

        if (administrator is not null)
        {
            await mail.WriteAsync(db, body.Name, administrator, new(PlatformBody.Id, null, by), ct);
        }

        return body;
    }
}
