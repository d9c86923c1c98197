using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Identity;

internal static class PagesSetup
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        var assembly = typeof(PagesSetup).Assembly;
        var mvc = services.AddRazorPages(o => o.Conventions.ConfigureFilter(new PrivatePage()));
        // In one process for all services the entry program refers to the Portal's pages as well: only ours belong to this host.
        mvc.ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.ApplicationParts.Add(new AssemblyPart(assembly));
            parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(assembly));
        });
        mvc.AddInterface(o => o.Links = new FrameLinks { SignIn = "/session/sign-in", SignOut = "/session/sign-out", Account = "/compte/profil" });
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "oda.account.form";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<CookieTempDataProviderOptions>(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        return services;
    }

    /// <summary>What these pages show is for one person, and their addresses hold tokens: neither is kept nor told to the next site.</summary>
    private sealed class PrivatePage : IAlwaysRunResultFilter
    {
        public void OnResultExecuting(ResultExecutingContext context)
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            context.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
            if (context.Result is IAntiforgeryValidationFailedResult)
            {
                context.Result = new ViewResult { ViewName = "/Pages/Expired.cshtml", StatusCode = StatusCodes.Status400BadRequest };
            }
        }

        public void OnResultExecuted(ResultExecutedContext context)
        {
        }
    }
}
