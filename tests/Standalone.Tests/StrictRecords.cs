using System.Runtime.CompilerServices;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Standalone.Tests;

/// <summary>
/// In these tests the portal takes nothing for granted: a field that one of its records shows and that the service does not answer
/// is an error. So the pages that <see cref="PageTests"/> walks through prove every record against the real services.
/// </summary>
internal static class StrictRecords
{
    [ModuleInitializer]
    internal static void Require() => ServiceClient.Json.RespectRequiredConstructorParameters = true;
}
