using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Pages.Errors;

/// <summary>Unknown addresses and errors of the portal itself, said in words and in the frame. Answers to every method.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class StatusModel : PageModel
{
    public ProblemPage Problem { get; private set; } = ProblemPage.NotFound();

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null || HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        var status = failed ? Response.StatusCode : 404;
        Problem = status switch
        {
            400 => new ProblemPage(400, "Ce formulaire ne peut plus être envoyé", "Il a expiré, ou il ne vient pas de ce site. Rien n’a été enregistré.")
            {
                Next = ["Revenez à la page du formulaire, rechargez-la, puis envoyez votre saisie de nouveau."],
            },
            413 => new ProblemPage(413, "Cet envoi est trop volumineux", "Le fichier ou le texte dépasse la taille acceptée. Rien n’a été enregistré."),
            429 => ProblemPage.TooMany(),
            503 => ProblemPage.Maintenance(),
            >= 500 => ProblemPage.Broken(ShowProblems.Reference()),
            403 => ProblemPage.NotAllowed("Une personne administratrice de la collectivité peut vous donner ce droit."),
            _ => ProblemPage.NotFound(),
        };
        Response.StatusCode = status;
    }
}
