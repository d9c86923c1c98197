using OpenDataAnimation.Contracts;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Identity.Tokens;
using OpenDataAnimation.Identity.Tokens.Features;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Portability;

namespace OpenDataAnimation.Identity;

/// <summary>Accounts, how people sign in, and the tokens that say who they are; never what they may do.</summary>
public static class IdentityService
{
    public const string Name = "identity";

    public static WebApplicationBuilder AddIdentity(this WebApplicationBuilder builder)
    {
        var settings = builder.AddService<IdentityDb, IdentityDbSqlServer>(Name);
        builder.Services.AddScoped<BodyData, IdentityData>();
        builder.Services.AddScoped<PersonalData, IdentityPeople>();
        builder.Services.Consume<AccountErased, EraseAccount>();
        builder.Services.AddPeople();
        builder.Services.AddSignInProviders(settings);
        builder.Services.AddTokenServer(settings);
        builder.Services.AddPages();
        return builder;
    }

    public static WebApplication MapIdentity(this WebApplication app)
    {
        app.UseStaticFiles();
        app.UseService();
        Authorize.Map(app);
        IssueTokens.Map(app);
        EndSession.Map(app);
        DescribePerson.Map(app);
        app.MapRazorPages().ForAnyone("signing in comes before anyone is known; each page asks for the account's own cookie where it needs one");
        return app;
    }
}
