using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Campagnes;

/// <summary>A proposal as a commune reads it.</summary>
internal sealed record Letter(string From, ProposedAction Action, string Message, DateOnly? ExpiresOn, Method Method, IReadOnlyList<ProposedAction>? Parts = null);
