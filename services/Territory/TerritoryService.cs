using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Territory.Attachments;
using OpenDataAnimation.Territory.Attachments.Features;
using OpenDataAnimation.Territory.Bodies;
using OpenDataAnimation.Territory.Bodies.Features;
using OpenDataAnimation.Territory.Clients;
using OpenDataAnimation.Territory.Clients.Features;
using OpenDataAnimation.Territory.Links;
using OpenDataAnimation.Territory.Links.Features;
using OpenDataAnimation.Territory.Operators;
using OpenDataAnimation.Territory.Operators.Features;
using OpenDataAnimation.Territory.People;
using OpenDataAnimation.Territory.People.Features;
using OpenDataAnimation.Territory.Portability;

namespace OpenDataAnimation.Territory;

/// <summary>Bodies, what ties them, what they share, and who may do what in each.</summary>
public static class TerritoryService
{
    public const string Name = "territory";

    public static WebApplicationBuilder AddTerritory(this WebApplicationBuilder builder)
    {
        builder.AddService<TerritoryDb, TerritoryDbSqlServer>(Name);
        builder.Services.AddValidation();
        builder.Services.AddScoped<Tell>();
        builder.Services.AddScoped<ChildSide>();
        builder.Services.AddScoped<BodyData, TerritoryData>();
        builder.Services.AddScoped<PersonalData, TerritoryPeople>();
        builder.Services.AddScoped<BodyOpening>();
        builder.Services.AddSingleton<InvitationMail>();
        builder.Services.Consume<ResendRequested, SayAgain>();
        builder.Services.Consume<ActionLinkAsked, MakeLink>();
        builder.Services.Consume<ApiClientUsed, KeepClientUse>();
        builder.Services.Consume<MembersMailRequested, MailMembers>();
        builder.Services.AddHostedService<Heartbeat>();
        builder.Services.AddSingleton<EraseDue>();
        builder.Services.AddHostedService(s => s.GetRequiredService<EraseDue>());
        return builder;
    }

    public static WebApplication MapTerritory(this WebApplication app)
    {
        app.UseService();
        var territory = app.MapApi("Territory");
        SearchReference.Map(territory);
        GetReferenceBody.Map(territory);
        FindBySlug.Map(territory);
        GetMe.Map(territory);
        KeepMe.Map(territory);
        EraseMe.Map(territory);
        GetInvitation.Map(territory);
        AcceptInvitation.Map(territory);
        DeclineInvitation.Map(territory);
        GetLink.Map(territory);
        AnswerLink.Map(territory);
        RequestOpening.Map(territory);
        ClaimOperator.Map(territory);
        ListBodies.Map(territory);
        OpenBody.Map(territory);
        ListRequests.Map(territory);
        AcceptRequest.Map(territory);
        RefuseRequest.Map(territory);

        var bodies = territory.MapGroup("/bodies/{bodyId:guid}");
        GetBody.Map(bodies);
        ChangeSettings.Map(bodies);
        GetErasure.Map(bodies);
        AskErasure.Map(bodies);
        UndoErasure.Map(bodies);
        GetAccess.Map(bodies);
        ListMembers.Map(bodies);
        AddMachine.Map(bodies);
        ChangeMembership.Map(bodies);
        EndMembership.Map(bodies);
        HandOver.Map(bodies);
        ListInvitations.Map(bodies);
        InviteMember.Map(bodies);
        RevokeInvitation.Map(bodies);
        ListClients.Map(bodies);
        CreateClient.Map(bodies);
        RotateClient.Map(bodies);
        RevokeClient.Map(bodies);
        ListLinks.Map(bodies);
        RevokeLink.Map(bodies);
        ListDelegations.Map(bodies);
        Delegation.Map(bodies);
        GetPerimeter.Map(bodies);
        ListChildren.Map(bodies);
        PrepareChildren.Map(bodies);
        InviteChild.Map(bodies);
        ListAttachments.Map(bodies);
        ProposeAttachment.Map(bodies);
        AcceptAttachment.Map(bodies);
        RefuseAttachment.Map(bodies);
        EndAttachment.Map(bodies);
        ChangePolicy.Map(bodies);
        return app;
    }
}
