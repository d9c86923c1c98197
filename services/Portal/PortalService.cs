using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Drafts;

namespace OpenDataAnimation.Portal;

/// <summary>The pages that people see. It keeps nothing of its own but what someone was typing when the session ended.</summary>
public static class PortalService
{
    public const string Name = "portal";

    public static WebApplicationBuilder AddPortal(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.AddService<PortalDb, PortalDbSqlServer>(Name);
        var services = builder.Services;
        services.AddClients();
        services.AddSingleton<Pages.Methode.MethodStore>();
        services.AddSingleton<Pages.Recensement.SchemaStore>();
        // For public pages: the default policy keeps nothing of readers who are signed in.
        services.AddOutputCache(o => o.SizeLimit = 32 * 1024 * 1024);
        services.AddScoped<DraftBox>();
        services.AddScoped<FormReader>();
        services.AddAntiforgery(o =>
        {
            // Named apart from Identity's, which answers on the same host name.
            o.Cookie.Name = "oda-portal-form";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The gateway writes the headers against framing.
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddRazorPages(o => o.Conventions.ConfigureFilter(new SignInFirst()))
            .AddMvcOptions(o =>
            {
                o.Filters.Add<ShowProblems>();
                o.Filters.Add(new KeptNowhere());
            })
            .AddCookieTempDataProvider(o =>
            {
                o.Cookie.Name = SparingTempData.CookieName;
                o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            })
            .ConfigureApplicationPartManager(parts =>
            {
                // In one process for all services the entry program brings the parts of every service: only our pages are ours.
                parts.ApplicationParts.Clear();
                parts.ApplicationParts.Add(new AssemblyPart(typeof(PortalService).Assembly));
                parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(typeof(PortalService).Assembly));
            })
            .AddInterface(o =>
            {
                o.Links = LinksFor(builder.Configuration);
                o.Fill = FillAsync;
            });
        services.AddSingleton<CookieTempDataProvider>();
        services.Replace(ServiceDescriptor.Singleton<ITempDataProvider, SparingTempData>());
        return builder;
    }

    public static WebApplication MapPortal(this WebApplication app)
    {
        // Before routing: the page for unknown addresses would take the place of every file.
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = Caching });
        app.UseService();
        app.UseExceptionHandler("/erreur/500");
        app.UseStatusCodePagesWithReExecute("/erreur/{0}");
        app.UseOutputCache();
        ServeTheme.Map(app);
        app.MapRazorPages().ForAnyone("the services decide: pages call them with the reader's own token");
        app.MapFallbackToPage("/Errors/Status").ForAnyone("says in words that there is no such page");
        return app;
    }

    /// <summary>With another token server accounts are its own: <c>Auth:AccountUrl</c> leads there, or nothing does.</summary>
    private static FrameLinks LinksFor(ConfigurationManager configuration) => new()
    {
        SignIn = "/session/sign-in",
        SignOut = "/session/sign-out",
        Account = HasOwnAccounts(configuration) ? "/compte/profil" : configuration["Auth:AccountUrl"] ?? "",
        // No page of notifications yet: what awaits someone is on each body's first page.
        Notifications = "",
    };

    /// <summary>Whether the built-in token server keeps the accounts.</summary>
    internal static bool HasOwnAccounts(IConfiguration configuration) => configuration["Auth:Authority"] is null && configuration["Auth:Metadata"] is null;

    /// <summary>For pages that no body frames: who reads, from the token alone.</summary>
    private static ValueTask FillAsync(HttpContext http, Frame frame)
    {
        frame.Fictional = http.RequestServices.GetRequiredService<ServiceSettings>().Configuration.GetValue("Demo", false);
        if (frame.Person is null && http.IsSignedIn() && Caller.From(http.User) is { } caller)
        {
            frame.Person = new FramePerson(caller.Name ?? "Votre compte", caller.Email);
        }

        if (!http.IsSignedIn())
        {
            frame.Links = frame.Links with { SignIn = SignInFirst.AddressFor(http.Request) };
        }

        return ValueTask.CompletedTask;
    }

    private static void Caching(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = file.Context.Request.Query.ContainsKey("v")
            ? "public, max-age=31536000, immutable"
            : "public, max-age=3600";
}
