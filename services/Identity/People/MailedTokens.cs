using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OpenDataAnimation.Identity.People;

/// <summary>Shows that someone reads the mail of an address. Dies when the password changes.</summary>
internal sealed class ConfirmationTokens(
    IDataProtectionProvider protection, IOptions<ConfirmationTokens.Lifespan> options, ILogger<DataProtectorTokenProvider<Account>> log)
    : DataProtectorTokenProvider<Account>(protection, options, log)
{
    public new const string Name = "mail";

    public sealed class Lifespan : DataProtectionTokenProviderOptions
    {
        public Lifespan() => (Name, TokenLifespan) = ("Identity.ConfirmMail", TimeSpan.FromDays(3));
    }
}

/// <summary>Opens an account to whoever reads its mail, so it lives an hour and works once.</summary>
internal sealed class ResetTokens(
    IDataProtectionProvider protection, IOptions<ResetTokens.Lifespan> options, ILogger<DataProtectorTokenProvider<Account>> log)
    : DataProtectorTokenProvider<Account>(protection, options, log)
{
    public new const string Name = "reset";

    public sealed class Lifespan : DataProtectionTokenProviderOptions
    {
        public Lifespan() => (Name, TokenLifespan) = ("Identity.ResetPassword", TimeSpan.FromHours(1));
    }
}
