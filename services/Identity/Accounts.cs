using Microsoft.AspNetCore.Identity;
using OpenDataAnimation.Identity.People;

namespace OpenDataAnimation.Identity;

/// <summary>Accounts made by the program itself, such as those of the demonstration.</summary>
public static class Accounts
{
    /// <param name="services">Of the Identity host.</param>
    /// <param name="confirmed">Whether the address counts as confirmed.</param>
    /// <returns>The subject of the account; that of the account which has this address already, left as it is.</returns>
    /// <exception cref="ArgumentException">The password or the address is refused; the message says why, in French.</exception>
    public static async Task<string> CreateAsync(
        IServiceProvider services, string email, string name, string password, bool confirmed, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await users.FindByEmailAsync(email) is { } existing)
        {
            return existing.Subject;
        }

        var account = Account.Of(email, name);
        account.EmailConfirmed = confirmed;
        var made = await scope.ServiceProvider.GetRequiredService<HashingGate>().RunAsync(() => users.CreateAsync(account, password), ct);
        return made.Succeeded
            ? account.Subject
            : throw new ArgumentException(string.Join(' ', made.Errors.Select(e => e.Description)), nameof(password));
    }
}
