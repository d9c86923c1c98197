using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>
/// A page of someone's own account. What changes how the account is opened takes a recent sign-in (OWASP ASVS 7.5.1): a browser
/// left open is not enough.
/// </summary>
internal abstract class AccountPage : PageModel
{
    public Account Account => Session.Account;

    public Session Session { get; private set; } = null!;

    /// <summary>Whether what is posted here takes a recent sign-in.</summary>
    protected virtual bool IsSensitive => true;

    private T Get<T>() where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var signIns = Get<SignIns>();
        if (await signIns.CurrentAsync() is not { } session)
        {
            context.Result = RedirectToPage("SignIn", new { returnUrl = Request.Path.Value });
            return;
        }

        Session = session;
        if (HttpMethods.IsPost(Request.Method))
        {
            if (!Get<Throttle>().Lets(HttpContext, Account.Email))
            {
                context.Result = this.TooMany();
                return;
            }

            if (IsSensitive && !signIns.IsRecent(session, Get<TimeProvider>().GetUtcNow()))
            {
                context.Result = RedirectToPage("SignIn", new { returnUrl = Request.Path.Value, confirmer = true });
                return;
            }
        }

        await ReadAsync(context.HttpContext.RequestAborted);
        await next();
    }

    /// <summary>What the page shows, before its handler runs.</summary>
    protected virtual Task ReadAsync(CancellationToken ct) => Task.CompletedTask;

    protected RedirectToPageResult Said(string message)
    {
        this.Say(message);
        return RedirectToPage();
    }

    /// <summary>After every session has ended: this browser's goes on, and the gateway begins one of its own with it, without a question.</summary>
    protected LocalRedirectResult ThroughGateway(string page) => LocalRedirect("/session/sign-in?returnUrl=" + Uri.EscapeDataString(page));
}
