using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Proposals;
using OpenDataAnimation.Plans.Method.Own;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Campaigns.Features;

/// <summary>A parent proposes an action to chosen children, or to all of them. It never writes in their plans.</summary>
public static class CreateCampaign
{
    private const int MostRecipients = 2000;

    /// <param name="ActionId">One of the body's own actions; or <paramref name="Action"/>, written for this; or <paramref name="ModelId"/>, a whole plan model.</param>
    /// <param name="ToAll">To every child that has joined; and with <paramref name="IncludeNotJoined"/> also to those that have not, once they do.</param>
    /// <param name="Children">Or to these; a child that has not joined is sent it when it does.</param>
    public sealed record Request(
        Guid? ActionId = null, Proposed? Action = null,
        [property: StringLength(2000, ErrorMessage = "Le message compte 2 000 caractères au plus.")] string? Message = null,
        DateOnly? ExpiresOn = null, bool? ToAll = null, bool? IncludeNotJoined = null, Guid[]? Children = null, Guid? ModelId = null);

    public sealed record Proposed(
        [property: Required(ErrorMessage = "Donnez un titre à l’action."), StringLength(200, MinimumLength = 3, ErrorMessage = "Le titre compte de 3 à 200 caractères.")] string? Title,
        [property: StringLength(4000, ErrorMessage = "La description compte 4 000 caractères au plus.")] string? Description = null,
        string[]? Objectives = null, string? Mean = null, string[]? Audiences = null, DateOnly? StartsOn = null, DateOnly? EndsOn = null);

    public sealed record Response(Guid Id, int Sent, int Waiting);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/campaigns", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(CreateCampaign))
        .WithSummary("Propose an action to chosen children or to all of them")
        .ProducesValidationProblem();

    private static async Task<Results<Created<Response>, ValidationProblem>> Handle(Request request, PlansDb db, CancellationToken ct)
    {
        var (what, parts, wrong) = await WhatAsync(request, db, ct);
        if (wrong is not null)
        {
            return wrong;
        }

        if (request.ExpiresOn < db.Today)
        {
            return Problems.Field("expiresOn", "La date limite est déjà passée.");
        }

        // From here as one: a child that joins between the reading and the writing would wait for ever.
        await using var write = await db.BeginWriteAsync(ct);
        var (children, wrongChildren) = await ToWhomAsync(request, db, ct);
        if (wrongChildren is not null)
        {
            return wrongChildren;
        }

        var campaign = new Campaign
        {
            TenantId = db.Scope.TenantId,
            Id = Guid.CreateVersion7(),
            ActionId = request.ActionId,
            ModelId = request.ModelId,
            Parts = parts,
            CreatedAt = db.Now,
            CreatedBy = db.Scope.PersonId,
        }.Fill(what!, request.Message, request.ExpiresOn);
        db.SendTo(campaign, children);
        db.Record("campaign-created", "campaign", campaign.Id, new { campaign.Sent, campaign.Waiting });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Created($"/api/plans/bodies/{campaign.TenantId}/campaigns/{campaign.Id}", new Response(campaign.Id, campaign.Sent, campaign.Waiting));
    }

    /// <summary>Adds the campaign with a recipient for each child, and the letters of those that have joined.</summary>
    internal static void SendTo(this PlansDb db, Campaign campaign, Dictionary<Guid, bool> children)
    {
        db.Campaigns.Add(campaign);
        foreach (var (child, joined) in children)
        {
            var recipient = new CampaignRecipient
            {
                TenantId = campaign.TenantId,
                Id = Guid.CreateVersion7(),
                CampaignId = campaign.Id,
                ChildId = child,
                Status = joined ? ProposalStatus.Sent : ProposalStatus.WaitingForAccession,
                SentAt = joined ? db.Now : null,
            };
            db.Recipients.Add(recipient);
            campaign.Count(null, recipient.Status);
            if (joined)
            {
                db.Send(campaign.Letter(recipient, db.Now));
            }
        }
    }

    private static async Task<(ProposedAction? What, string? Parts, ValidationProblem? Wrong)> WhatAsync(Request request, PlansDb db, CancellationToken ct)
    {
        if (new[] { request.ActionId is null, request.Action is null, request.ModelId is null }.Count(missing => !missing) != 1)
        {
            return (null, null, Problems.Field("action", "Choisissez une de vos actions, un modèle de plan, ou décrivez l’action que vous proposez."));
        }

        if (request.Action is { } written)
        {
            var (what, wrong) = await written.CheckedAsync(db, ct);
            return (what, null, wrong);
        }

        if (request.ModelId is { } modelId)
        {
            var model = await db.PlanModels.AsNoTracking().FirstOrDefaultAsync(m => m.Id == modelId, ct);
            return model is null
                ? (null, null, Problems.Field("modelId", "Ce modèle n’existe pas chez vous."))
                : (new ProposedAction(model.Name, model.Description, Codes.Split(model.Objectives), null, [], null, null), model.Parts, null);
        }

        var own = await db.Actions.AsNoTracking().FirstOrDefaultAsync(a => a.Id == request.ActionId, ct);
        return own is null ? (null, null, Problems.Field("actionId", "Cette action n’existe pas dans votre plan."))
            : own.AsProposed() is { Objectives.Length: > 0 } proposed ? (proposed, null, null)
            : (null, null, Problems.Field("actionId", "Cette action ne sert que vos propres objectifs\u00A0: ajoutez-en un de la méthode pour la proposer."));
    }

    internal static async Task<(ProposedAction? What, ValidationProblem? Wrong)> CheckedAsync(this Proposed written, PlansDb db, CancellationToken ct)
    {
        var fields = new ActionFields(
            written.Title, written.Description, written.Objectives, written.Mean, written.Audiences, StartsOn: written.StartsOn, EndsOn: written.EndsOn).WithAudiences();
        // A code of the body's own means nothing to its children.
        return (ActionFields.WrongCodes(fields.Objectives, fields.Mean, fields.Audiences, OwnCodes.None) ?? await fields.WrongFieldAsync(db, null, ct)) is { } wrong
            ? (null, wrong)
            : (new ProposedAction(fields.Title!.Trim(), fields.Description?.Trim() ?? "", fields.Objectives!, fields.Mean, fields.Audiences!, fields.StartsOn, fields.EndsOn), null);
    }

    /// <returns>Each child once, and whether it has joined.</returns>
    private static async Task<(Dictionary<Guid, bool> Children, ValidationProblem? Wrong)> ToWhomAsync(Request request, PlansDb db, CancellationToken ct)
    {
        var tied = (await db.Attachments.AsNoTracking()
                .Where(a => a.ParentId == db.Scope.TenantId && a.State != AttachmentState.Refused && a.State != AttachmentState.Ended)
                .Select(a => new { a.ChildId, a.State }).ToListAsync(ct))
            .GroupBy(a => a.ChildId).ToDictionary(g => g.Key, g => g.Any(a => a.State == AttachmentState.Accepted));
        var chosen = request.ToAll == true
            ? tied.Where(c => c.Value || request.IncludeNotJoined == true).ToDictionary()
            : (request.Children ?? []).Distinct().Where(tied.ContainsKey).ToDictionary(c => c, c => tied[c]);
        var wrong =
            request.ToAll != true && (request.Children ?? []).Any(c => !tied.ContainsKey(c)) ? "Une de ces collectivités ne vous est pas rattachée."
            : chosen.Count == 0 ? "Choisissez au moins une collectivité rattachée."
            : chosen.Count > MostRecipients ? $"Une campagne s’adresse à {MostRecipients} collectivités au plus."
            : null;
        return (chosen, wrong is null ? null : Problems.Field("children", wrong));
    }
}
