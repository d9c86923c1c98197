using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions.Features;
using OpenDataAnimation.Plans.Answers;
using OpenDataAnimation.Plans.Answers.Features;
using OpenDataAnimation.Plans.Campaigns;
using OpenDataAnimation.Plans.Campaigns.Features;
using OpenDataAnimation.Plans.Campaigns.Models.Features;
using OpenDataAnimation.Plans.Framework;
using OpenDataAnimation.Plans.Framework.Features;
using OpenDataAnimation.Plans.Inventory;
using OpenDataAnimation.Plans.Inventory.Features;
using OpenDataAnimation.Plans.Levers.Features;
using OpenDataAnimation.Plans.Method.Features;
using OpenDataAnimation.Plans.Method.Own.Features;
using OpenDataAnimation.Plans.Offers;
using OpenDataAnimation.Plans.Offers.Features;
using OpenDataAnimation.Plans.Oversight;
using OpenDataAnimation.Plans.Oversight.Features;
using OpenDataAnimation.Plans.Oversight.Map.Features;
using OpenDataAnimation.Plans.Oversight.Notes.Features;
using OpenDataAnimation.Plans.Oversight.Snapshots;
using OpenDataAnimation.Plans.Oversight.Snapshots.Features;
using OpenDataAnimation.Plans.Oversight.Views.Features;
using OpenDataAnimation.Plans.Packs.Features;
using OpenDataAnimation.Plans.Plan.Features;
using OpenDataAnimation.Plans.Plan.Snapshots;
using OpenDataAnimation.Plans.Plan.Snapshots.Features;
using OpenDataAnimation.Plans.Proposals;
using OpenDataAnimation.Plans.Proposals.Features;
using OpenDataAnimation.Plans.RegularPoints;
using OpenDataAnimation.Plans.RegularPoints.Features;
using OpenDataAnimation.Plans.Sheets;
using OpenDataAnimation.Plans.Sheets.Features;
using OpenDataAnimation.Plans.Strategy.Features;
using OpenDataAnimation.Plans.Suggestions.Features;
using OpenDataAnimation.Plans.Trajectory.Features;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans;

/// <summary>Plans: its table of contents.</summary>
public static class PlansService
{
    public const string Name = "plans";

    public static WebApplicationBuilder AddPlans(this WebApplicationBuilder builder)
    {
        builder.AddService<PlansDb, PlansDbSqlServer>(Name);
        builder.Services.AddValidation();
        builder.Services.Share<SharedPlan, SharedProgress>();
        builder.Services.Share<SharedInventory, SharedCoverage>();
        builder.Services.AddSingleton<ImportRuns>();
        builder.Services.AddSingleton<NoteProgressReads>();
        builder.Services.AddHostedService(s => s.GetRequiredService<NoteProgressReads>());
        builder.Services.AddSingleton<RemindPoints>();
        builder.Services.AddHostedService(s => s.GetRequiredService<RemindPoints>());
        builder.Services.AddSingleton<TakeQuarterlySnapshots>();
        builder.Services.AddHostedService(s => s.GetRequiredService<TakeQuarterlySnapshots>());
        builder.Services.Consume<SharePolicyChanged, ForgetSnapshots>();
        builder.Services.Recompute<CampaignCounts>();
        builder.Services.Consume<ProposalDelivered, KeepProposal>();
        builder.Services.Consume<ModelDelivered, KeepModel>();
        builder.Services.Consume<ProposalReminded, KeepReminder>();
        builder.Services.Consume<ActionOffered, KeepOffer>();
        builder.Services.Consume<AttachmentChanged, ForgetOffers>();
        builder.Services.Consume<OfferAnswered, RecordOfferAnswer>();
        builder.Services.Consume<ProposalAnswered, RecordAnswer>();
        builder.Services.Consume<AttachmentChanged, DeliverWaiting>();
        builder.Services.Consume<ActionLinkAnswered, KeepAnswer>();
        builder.Services.Consume<MemberHandedOver, TakeOver>();
        return builder;
    }

    public static WebApplication MapPlans(this WebApplication app)
    {
        app.UseService();
        var plans = app.MapApi("Plans");
        var body = plans.MapGroup("/bodies/{bodyId:guid}");

        GetMethod.Map(plans);
        GetSchemas.Map(plans);

        GetToday.Map(body);
        GetPlan.Map(body);
        SavePlan.Map(body);
        DeclareObjective.Map(body);
        EvaluateObjective.Map(body);

        GetStrategy.Map(body);
        SaveStrategy.Map(body);
        ValidateStrategy.Map(body);
        GetOwnMethod.Map(body);
        AddOwnEntry.Map(body);
        EditOwnEntry.Map(body);
        RemoveOwnEntry.Map(body);
        RestoreOwnEntry.Map(body);
        HideEntry.Map(body);
        GetFramework.Map(body);
        AddFrameworkItem.Map(body);
        EditFrameworkItem.Map(body);
        PlaceFrameworkItem.Map(body);
        RemoveFrameworkItem.Map(body);
        RestoreFrameworkItem.Map(body);
        AcceptStarters.Map(body);
        ListPoints.Map(body);
        SetRhythm.Map(body);
        GetPoint.Map(body);
        EditPoint.Map(body);
        RecordPoint.Map(body);
        RemovePoint.Map(body);
        RestorePoint.Map(body);
        ListSuggestions.Map(body);
        TakeSuggestion.Map(body);
        DismissSuggestion.Map(body);
        RecallSuggestion.Map(body);
        WriteCouncilNote.Map(body);
        WriteDeliberation.Map(body);
        WriteResults.Map(body);
        WriteCommitteePack.Map(body);
        WriteVisitSheet.Map(body);

        ListActions.Map(body);
        GetGaps.Map(body);
        GetBoard.Map(body);
        ChangeActions.Map(body);
        ExportActions.Map(body);
        ImportActions.Map(body);
        GetImportProgress.Map(body);
        GetAction.Map(body);
        CreateAction.Map(body);
        EditAction.Map(body);
        MoveAction.Map(body);
        DeleteAction.Map(body);
        RestoreAction.Map(body);
        ListEvidence.Map(body);
        AddEvidence.Map(body);
        RemoveEvidence.Map(body);
        RestoreEvidence.Map(body);
        AskByLink.Map(body);
        UndoAnswer.Map(body);
        GetEvidenceFile.Map(body);
        ListNotes.Map(body);
        CommentAction.Map(body);
        HideComment.Map(body);

        ListProposals.Map(body);
        GetProposal.Map(body);
        SeeProposal.Map(body);
        AcceptProposal.Map(body);
        DeclineProposal.Map(body);
        AnswerAlreadyDone.Map(body);
        TakeParts.Map(body);
        SettleChange.Map(body);

        ListCampaigns.Map(body);
        GetCampaign.Map(body);
        CreateCampaign.Map(body);
        EditCampaign.Map(body);
        RemindCampaign.Map(body);
        WithdrawCampaign.Map(body);

        ListModels.Map(body);
        GetModel.Map(body);
        SaveModel.Map(body);
        DeleteModel.Map(body);
        RestoreModel.Map(body);

        ListActionOffers.Map(body);
        OfferAction.Map(body);
        WithdrawOffer.Map(body);
        ListReceivedOffers.Map(body);
        AdoptOffer.Map(body);
        RelayOffer.Map(body);
        SetOfferAside.Map(body);

        ListDatasets.Map(body);
        GetDataset.Map(body);
        AddDataset.Map(body);
        EditDataset.Map(body);
        MoveDataset.Map(body);
        CheckDataset.Map(body);
        DeleteDataset.Map(body);
        RestoreDataset.Map(body);
        ListDatasetNotes.Map(body);
        LinkAction.Map(body);
        UnlinkAction.Map(body);
        ExportDatasets.Map(body);
        ImportDatasets.Map(body);
        ListServices.Map(body);
        GetService.Map(body);
        AddService.Map(body);
        EditService.Map(body);
        RemoveService.Map(body);
        WriteExchange.Map(body);

        ListNeeds.Map(body);
        GetNeed.Map(body);
        AddNeed.Map(body);
        EditNeed.Map(body);
        MoveNeed.Map(body);
        DeleteNeed.Map(body);
        RestoreNeed.Map(body);

        GetLevers.Map(body);
        AddMissions.Map(body);
        EditMission.Map(body);
        RemoveMission.Map(body);
        GetQuestion.Map(body);
        AskQuestion.Map(body);
        EditQuestion.Map(body);
        DeleteQuestion.Map(body);
        RestoreQuestion.Map(body);
        GetCoDesign.Map(body);
        StartCoDesign.Map(body);
        EditCoDesign.Map(body);
        ConfirmCoDesign.Map(body);
        TakeStep.Map(body);

        GetTrajectory.Map(body);
        SetStart.Map(body);
        TickCriterion.Map(body);
        UntickCriterion.Map(body);

        GetCoverage.Map(body);
        GetOversight.Map(body);
        ExportOversight.Map(body);
        CompareOversight.Map(body);
        TakeTerritorySnapshot.Map(body);
        RenameTerritorySnapshot.Map(body);
        DeleteTerritorySnapshot.Map(body);
        RestoreTerritorySnapshot.Map(body);
        GetContours.Map(body);
        ImportContours.Map(body);
        RemoveContours.Map(body);
        ListViews.Map(body);
        SaveView.Map(body);
        DeleteView.Map(body);
        ListFollowUps.Map(body);
        WriteFollowUp.Map(body);
        ListSnapshots.Map(body);
        TakeSnapshot.Map(body);
        RenameSnapshot.Map(body);
        DeleteSnapshot.Map(body);
        RestoreSnapshot.Map(body);
        body.MapReads<PlansDb>(ShareSubject.Plan, db => db.ProgressReads.Select(r => new Seen
        {
            Day = r.Day,
            PersonId = r.PersonId,
            ParentId = r.ParentId,
            Depth = r.Subject == ShareSubject.Plan ? 0 : 2,
            FirstAt = r.FirstAt,
        }));
        return app;
    }
}
