using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Drafts;

namespace OpenDataAnimation.Portal;

/// <summary>What a service refuses, and a form that may not be taken as it came, become pages in the frame; nothing typed is lost.</summary>
internal sealed class ShowProblems(FormReader forms) : IAsyncExceptionFilter, IAsyncAlwaysRunResultFilter
{
    public async Task OnExceptionAsync(ExceptionContext context)
    {
        if (context.Exception is not ServiceFailedException { Problem: var problem })
        {
            return;
        }

        var http = context.HttpContext;
        if (problem.Status == 401)
        {
            // The token ended between the gateway and the service; or the act needs a more recent sign-in.
            context.Result = await SignInFirst.AskAsync(context, http.RequestAborted, problem.Type == "sign-in-again" ? problem.More.GetValueOrDefault("maxAge", "300") : null);
        }
        else if (problem.Status >= 500 || problem.Status == 429)
        {
            var form = await forms.ReadAsync(http.Request, CompiledPage.ModelOf(context.ActionDescriptor), http.RequestAborted);
            http.Response.Headers.RetryAfter = "30";
            context.Result = form is null
                ? Show(problem.Status == 429 ? ProblemPage.TooMany() : problem.Status == 503 ? ProblemPage.Maintenance() : ProblemPage.Broken(Reference()))
                : ResendPage.Show(ResendPage.NotTaken(form), 503);
        }
        else
        {
            context.Result = Show(PageOf(problem));
        }

        context.ExceptionHandled = true;
    }

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            var form = await forms.ReadAsync(context.HttpContext.Request, CompiledPage.ModelOf(context.ActionDescriptor), context.HttpContext.RequestAborted);
            if (form is not null)
            {
                context.Result = ResendPage.Show(ResendPage.TooOld(form), 400);
            }
        }

        await next();
    }

    /// <summary>The page that says no, in the frame.</summary>
    public static ViewResult Show(ProblemPage problem) => View("/Pages/Shared/_ProblemPage.cshtml", problem, problem.Status);

    internal static ViewResult View<T>(string name, T model, int status) => new()
    {
        ViewName = name,
        ViewData = new ViewDataDictionary<T>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model },
        StatusCode = status,
    };

    public static ProblemPage PageOf(ServiceProblem problem) => problem.Status switch
    {
        403 => ProblemPage.NotAllowed(WhoCan(problem.Detail)),
        404 => ProblemPage.NotFound(),
        409 => new ProblemPage(409, "Cela vient de changer", "Quelqu’un a agi entre-temps\u00A0: ce que vous demandiez n’est plus possible dans cet état.")
        {
            Next = ["Revenez à la page précédente et rechargez-la pour voir où cela en est."],
        },
        _ => ProblemPage.Broken(Reference()),
    };

    public static string? Reference() => Activity.Current?.TraceId.ToString();

    private static string WhoCan(string? detail)
    {
        var said = detail ?? "";
        return said.Contains("contributor", StringComparison.Ordinal) ? "Une personne qui contribue, la cheffe ou le chef de projet, ou une personne administratrice de la collectivité peut le faire."
            : said.Contains("project lead", StringComparison.Ordinal) ? "La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut le faire."
            : said.Contains("elected", StringComparison.Ordinal) ? "L’élue ou l’élu référent de la collectivité peut le faire."
            : said.Contains("administrator", StringComparison.Ordinal) ? "Une personne administratrice de la collectivité peut le faire."
            : "Une personne administratrice de la collectivité peut vous donner ce droit.";
    }
}

/// <summary>Shows what was typed and sends it again with one button.</summary>
internal sealed record ResendPage(string Over, string Title, string Lead, TypedForm Form, Guid? Draft = null)
{
    public string Button => Form.Act ?? "Envoyer ma saisie";

    public static ResendPage AfterSignIn(TypedForm form, Guid draft) => form.SignedIn
        ? new("Identité confirmée", form.Act is null ? "Il reste à envoyer votre demande" : $"Il reste à confirmer\u00A0: {char.ToLowerInvariant(form.Act[0])}{form.Act[1..]}", "Merci d’avoir confirmé que c’est bien vous. Rien n’a encore été fait.", form, draft)
        : new("Reprise", "Reprenez là où vous en étiez", "Votre session avait pris fin. Voici ce que vous aviez saisi\u00A0: rien n’a encore été enregistré.", form, draft);

    public static ResendPage NotTaken(TypedForm form) =>
        new("Interruption", "Votre saisie n’a pas pu être enregistrée", "Une partie du service ne répond pas pour le moment. Ce que vous avez saisi est conservé sur cette page\u00A0: réessayez dans un instant.", form);

    public static ResendPage TooOld(TypedForm form) =>
        new("À confirmer", "Ce formulaire était ouvert depuis trop longtemps", "Par sécurité, confirmez l’envoi. Ce que vous aviez saisi est conservé sur cette page.", form);

    public static ViewResult Show(ResendPage page, int status) => ShowProblems.View("/Pages/Shared/_ResendPage.cshtml", page, status);
}
