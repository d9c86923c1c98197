using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Isolation.Tests;

/// <summary>A request that its right caller may make of one side's body: fresh ids for the route, and a body.</summary>
public sealed record Prepared(Dictionary<string, string> Route, JsonObject? Body, string? Version);

/// <summary>How to make a valid request of each endpoint. An endpoint with a route parameter or a body that is not known here fails the test.</summary>
public sealed class Samples(World world)
{
    public async Task<Prepared> PrepareAsync(RouteEndpoint endpoint, string name, bool reads, Side side)
    {
        var route = new Dictionary<string, string>();
        string? version = null;
        foreach (var parameter in endpoint.RoutePattern.Parameters)
        {
            route[parameter.Name] = parameter.Name switch
            {
                "bodyId" => side.BodyId.ToString(),
                "slug" => side.Slug,
                "childId" => side.ChildId.ToString(),
                "kind" => "Commune",
                "sequence" => "1",
                "token" => "0123456789abcdef0123456789abcdef",
                "documentName" => "openapi",
                "newsSlug" => "a-la-une",
                "requestId" or "mailId" => Guid.CreateVersion7().ToString(),
                "code" => name.Contains("Reference", StringComparison.Ordinal) ? "56008" : "1.1",
                "actionId" when name == "UnlinkAction" => await LinkedActionAsync(side, route["datasetId"]),
                "actionId" => (await PostAsync(side, "/api/plans/bodies/{0}/actions", Action(side)))["id"]!.GetValue<string>(),
                "evidenceId" => (await PostAsync(side, $"/api/plans/bodies/{{0}}/actions/{route["actionId"]}/evidence", name == "GetEvidenceFile" ? Document(side) : Evidence(side)))["id"]!.GetValue<string>(),
                "commentId" => (await PostAsync(side, $"/api/plans/bodies/{{0}}/actions/{route["actionId"]}/comments", Comment(side)))["id"]!.GetValue<string>(),
                "datasetId" => (await PostAsync(side, "/api/plans/bodies/{0}/inventory/datasets", Dataset(side)))["id"]!.GetValue<string>(),
                "serviceId" => (await PostAsync(side, "/api/plans/bodies/{0}/inventory/services", Service(side)))["id"]!.GetValue<string>(),
                "needId" => (await PostAsync(side, "/api/plans/bodies/{0}/inventory/needs", Need(side)))["id"]!.GetValue<string>(),
                "missionId" => (await PostAsync(side, "/api/plans/bodies/{0}/levers/missions", Missions(side)))["ids"]![0]!.GetValue<string>(),
                "questionId" => (await PostAsync(side, "/api/plans/bodies/{0}/levers/questions", Question(side)))["id"]!.GetValue<string>(),
                "coDesignId" => (await PostAsync(side, "/api/plans/bodies/{0}/levers/co-designs", CoDesign(side)))["id"]!.GetValue<string>(),
                "round" => "1",
                "stage" => "Frame",
                "criterion" => name == "UntickCriterion" ? await TickedAsync(side) : "frame-2",
                "itemId" => (await PostAsync(side, "/api/plans/bodies/{0}/framework/items", FrameworkLine(side)))["id"]!.GetValue<string>(),
                "entryId" => (await PostAsync(side, "/api/plans/bodies/{0}/own-method/entries", OwnEntry(side)))["id"]!.GetValue<string>(),
                "pointId" => await PointIdAsync(side),
                "snapshotId" => (await PostAsync(side, "/api/plans/bodies/{0}/snapshots", new JsonObject { ["name"] = $"Photo {side.Marker}" }))["id"]!.GetValue<string>(),
                "territorySnapshotId" => (await PostAsync(side, "/api/plans/bodies/{0}/oversight/snapshots", new JsonObject { ["name"] = $"Photo {side.Marker}" }))["id"]!.GetValue<string>(),
                "suggestion" => "strategy",
                "campaignId" => (await PostAsync(side, "/api/plans/bodies/{0}/campaigns", Campaign(side)))["id"]!.GetValue<string>(),
                "modelId" => (await PostAsync(side, "/api/plans/bodies/{0}/models", Model(side)))["id"]!.GetValue<string>(),
                "followUpId" => (await PostAsync(side, $"/api/plans/bodies/{{0}}/children/{side.ChildId}/notes", new JsonObject { ["text"] = side.Marker }))["id"]!.GetValue<string>(),
                "viewId" => (await PostAsync(side, "/api/plans/bodies/{0}/views", new JsonObject { ["name"] = $"Vue {side.Marker}", ["shared"] = true }))["id"]!.GetValue<string>(),
                "offerId" => await OfferIdAsync(side),
                "receivedOfferId" => await ReceivedOfferIdAsync(side),
                "proposalId" => await ProposalAsync(side),
                "attachmentId" => await AttachmentAsync(side),
                "apiClientId" => (await PostAsync(side, "/api/territory/bodies/{0}/clients", Client()))["id"]!.GetValue<string>(),
                "linkId" => await LinkAsync(side),
                "answerId" => await AnswerIdAsync(side, Guid.Parse(route["actionId"])),
                "invitationId" => (await PostAsync(side, "/api/territory/bodies/{0}/invitations", Invitation()))["invitationId"]!.GetValue<string>(),
                "membershipId" => (await PostAsync(side, "/api/territory/bodies/{0}/members", Machine()))["membershipId"]!.GetValue<string>(),
                "contactId" => (await PostAsync(side, "/api/stakeholders/bodies/{0}/contacts", Contact(side)))["id"]!.GetValue<string>(),
                "eventId" => (await PostAsync(side, "/api/events/bodies/{0}/events", Event(side)))["id"]!.GetValue<string>(),
                "newsId" => (await PostAsync(side, "/api/showcase/bodies/{0}/news", News(side)))["id"]!.GetValue<string>(),
                "topicId" => (await PostAsync(side, "/api/peer-exchange/bodies/{0}/topics", Topic(side)))["id"]!.GetValue<string>(),
                "replyId" => (await PostAsync(side, $"/api/peer-exchange/bodies/{{0}}/topics/{route["topicId"]}/replies", Reply(side)))["id"]!.GetValue<string>(),
                _ => throw new InvalidOperationException($"{name}: no sample for the route parameter {parameter.Name}."),
            };
            version = "0";
        }

        if (name.StartsWith("Restore", StringComparison.Ordinal))
        {
            // What is restored was deleted first.
            var path = endpoint.RoutePattern.RawText!.Replace("/restoration", "", StringComparison.Ordinal);
            path = route.Aggregate(path, (p, r) => System.Text.RegularExpressions.Regex.Replace(p, $@"\{{{r.Key}(:\w+)?\}}", r.Value));
            var deleted = await DeleteAsync(side, path, await VersionAsync(side, path));
            if ((int)deleted.StatusCode == 409 && JsonNode.Parse(await deleted.Content.ReadAsStringAsync())?["currentVersion"]?.ToString() is { } current)
            {
                // It has no page of its own that would have told its version.
                deleted = await DeleteAsync(side, path, $"\"{current}\"");
            }

            Assert.True(deleted.IsSuccessStatusCode, $"DELETE {path}: {(int)deleted.StatusCode}");
        }

        return new Prepared(route, reads ? null : await BodyAsync(name, side), version);
    }

    private static async Task<string> LinkedActionAsync(Side side, string dataset)
    {
        var action = (await PostAsync(side, "/api/plans/bodies/{0}/actions", Action(side)))["id"]!.GetValue<string>();
        using var linked = await side.Admin.PostAsync($"/api/plans/bodies/{side.BodyId}/inventory/datasets/{dataset}/actions", JsonContent.Create(new JsonObject { ["actionId"] = action }));
        Assert.True(linked.IsSuccessStatusCode, $"LinkAction: {(int)linked.StatusCode}");
        return action;
    }

    private static async Task<HttpResponseMessage> DeleteAsync(Side side, string path, string version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.TryAddWithoutValidation("If-Match", version);
        return await side.Admin.SendAsync(request);
    }

    private static async Task<string> VersionAsync(Side side, string path)
    {
        using var answer = await side.Admin.GetAsync(path);
        return answer.Headers.ETag?.Tag ?? "\"0\"";
    }

    private async Task<JsonObject?> BodyAsync(string name, Side side) => name switch
    {
        "CreateAction" or "EditAction" => Action(side),
        "ChangeActions" => new()
        {
            ["actions"] = new JsonArray(new JsonObject { ["id"] = (await PostAsync(side, "/api/plans/bodies/{0}/actions", Action(side)))["id"]!.GetValue<string>(), ["version"] = 1 }),
            ["addPilot"] = side.AdminId.ToString(),
            ["state"] = "InProgress",
        },
        "ImportActions" => new() { ["text"] = $"Titre;Objectifs servis;Pilotes\nAction {side.Marker};1.1;Camille Essai\n" },
        "AddDataset" => Dataset(side),
        "EditDataset" => new() { ["title"] = $"Jeu {side.Marker}", ["ownerId"] = side.AdminId.ToString(), ["serviceId"] = (await PostAsync(side, "/api/plans/bodies/{0}/inventory/services", Service(side)))["id"]!.GetValue<string>() },
        "MoveDataset" => new() { ["state"] = "Eligible" },
        "CheckDataset" => new() { ["answers"] = new JsonObject { ["personal-data"] = true }, ["note"] = side.Marker },
        "ImportDatasets" => new() { ["text"] = $"Titre;Service\nJeu {Guid.NewGuid():N} {side.Marker};Voirie\n" },
        "LinkAction" => new() { ["actionId"] = (await PostAsync(side, "/api/plans/bodies/{0}/actions", Action(side)))["id"]!.GetValue<string>() },
        "AddService" or "EditService" => Service(side),
        "WriteExchange" => new() { ["state"] = "Planned", ["on"] = "2031-01-01", ["notes"] = side.Marker },
        "AddNeed" or "EditNeed" => new() { ["title"] = $"Besoin {side.Marker}", ["serviceId"] = (await PostAsync(side, "/api/plans/bodies/{0}/inventory/services", Service(side)))["id"]!.GetValue<string>() },
        "MoveNeed" => new() { ["state"] = "Matched", ["datasetId"] = (await PostAsync(side, "/api/plans/bodies/{0}/inventory/datasets", Dataset(side)))["id"]!.GetValue<string>() },
        "AddMissions" => Missions(side),
        "EditMission" => new() { ["title"] = $"Mission {Guid.NewGuid():N} {side.Marker}", ["atWork"] = new JsonArray("Publish") },
        "AskQuestion" => Question(side),
        "EditQuestion" => new() { ["title"] = $"Question {side.Marker}", ["ends"] = $"Aller mieux {side.Marker}", ["datasets"] = new JsonArray((await PostAsync(side, "/api/plans/bodies/{0}/inventory/datasets", Dataset(side)))["id"]!.GetValue<string>()) },
        "StartCoDesign" or "EditCoDesign" => CoDesign(side),
        "TakeStep" => new() { ["note"] = side.Marker },
        "SetStart" => new() { ["startsOn"] = "2026-01-01" },
        "TickCriterion" => new() { ["justification"] = $"Justifié {side.Marker}", ["on"] = "2026-01-01" },
        "CommentAction" => Comment(side),
        "HideComment" => new() { ["hidden"] = true },
        "MoveAction" => new() { ["state"] = "InProgress" },
        "AddEvidence" => Evidence(side),
        "SavePlan" => new() { ["state"] = "Active", ["leadId"] = side.AdminId.ToString(), ["electedId"] = side.AdminId.ToString() },
        "SaveStrategy" => new() { ["title"] = $"Stratégie {side.Marker}", ["origin"] = "Own" },
        "ValidateStrategy" => new() { ["validated"] = true },
        "AddOwnEntry" => OwnEntry(side),
        "EditOwnEntry" => (JsonObject)OwnEntry(side)["entry"]!.DeepClone(),
        "HideEntry" => new() { ["hidden"] = true },
        "AddFrameworkItem" => FrameworkLine(side),
        "EditFrameworkItem" => (JsonObject)FrameworkLine(side)["item"]!.DeepClone(),
        "PlaceFrameworkItem" => new() { ["to"] = "Down" },
        "AcceptStarters" => new() { ["codes"] = new JsonArray("d-time") },
        "SetRhythm" => new() { ["everyMonths"] = 3, ["nextOn"] = Today() },
        "EditPoint" => new() { ["on"] = Today(), ["asked"] = side.Marker },
        "RecordPoint" => new() { ["heldOn"] = Today(), ["alignment"] = "Aligned", ["notes"] = side.Marker },
        "TakeSuggestion" => [],
        "DeclareObjective" => new() { ["declared"] = true, ["reason"] = side.Marker },
        "EvaluateObjective" => new() { ["reached"] = true, ["proofEvidenceId"] = await EvidenceIdAsync(side), ["justification"] = side.Marker },
        "CreateCampaign" => new()
        {
            ["actionId"] = (await PostAsync(side, "/api/plans/bodies/{0}/actions", Action(side)))["id"]!.GetValue<string>(),
            ["message"] = side.Marker,
            ["children"] = new JsonArray(side.ChildId.ToString()),
        },
        "EditCampaign" => new() { ["action"] = Proposed(side, $"Campagne {side.Marker}"), ["message"] = side.Marker },
        "RemindCampaign" => new() { ["children"] = new JsonArray(side.ChildId.ToString()) },
        "CreateModel" or "EditModel" => Model(side, (await PostAsync(side, "/api/plans/bodies/{0}/actions", Action(side)))["id"]!.GetValue<string>()),
        "OfferAction" => Offer(side),
        "WriteFollowUp" or "EditFollowUp" => new() { ["text"] = side.Marker },
        "SaveView" => new() { ["name"] = $"Vue {side.Marker}", ["filters"] = "tri=nom" },
        "TakeSnapshot" or "TakeTerritorySnapshot" or "RenameSnapshot" or "RenameTerritorySnapshot" => new() { ["name"] = side.Marker },
        "ImportContours" => new()
        {
            ["source"] = side.Marker,
            ["licence"] = "Licence Ouverte",
            ["vintage"] = "2026",
            ["content"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(
                $$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"{{{side.ChildCode}}}"},"geometry":{"type":"Polygon","coordinates":[[[-2,47],[-2,48],[-1,48],[-2,47]]]}}]}""")),
        },
        "RelayOffer" => new() { ["message"] = side.Marker },
        "TakeParts" => new() { ["actions"] = new JsonArray(0) },
        "SettleChange" => new() { ["field"] = "title", ["take"] = true },
        "AcceptProposal" => new() { ["title"] = $"Adaptée {side.Marker}", ["pilots"] = new JsonArray(side.AdminId.ToString()) },
        "DeclineProposal" => new() { ["reason"] = side.Marker },
        "AnswerAlreadyDone" => new() { ["note"] = side.Marker },
        // Not its name: asked for by every administrator in turn, it would be the same refusal.
        "AskErasure" => new() { ["name"] = "Un autre nom" },
        "EraseMe" => new() { ["name"] = "Quelqu’un d’autre" },
        "HandOver" => new() { ["to"] = side.AdminId.ToString() },
        "CreateClient" => Client(),
        "RotateClient" => new() { ["overlapHours"] = 1 },
        "AskByLink" => new() { ["name"] = "Camille Essai", ["email"] = $"{Guid.NewGuid():N}@essai.example", ["note"] = side.Marker },
        "AnswerLink" => new() { ["answerId"] = Guid.NewGuid().ToString(), ["state"] = "Done" },
        "AddContact" or "EditContact" => Contact(side),
        "CreateEvent" or "EditEvent" => Event(side),
        "CancelEvent" => new() { ["reason"] = side.Marker },
        "WriteNews" or "EditNews" => News(side),
        "OpenTopic" => Topic(side),
        "EditTopic" => new() { ["title"] = $"Sujet {side.Marker}", ["kind"] = "Question", ["text"] = side.Marker },
        "WriteReply" => Reply(side),
        "AcceptReply" => new() { ["replyId"] = await ReplyIdAsync(side) },
        "ChangeTopicState" => new() { ["state"] = "Solved" },
        "InviteMember" => Invitation(),
        "AddMachine" => Machine(),
        "ChangeMembership" => new() { ["roles"] = new JsonArray("Contributor") },
        "Delegation" => new() { ["parentId"] = side.ParentId.ToString(), ["email"] = "camille@essai.example", ["roles"] = new JsonArray("ProjectLead"), ["until"] = "2031-01-01T00:00:00Z" },
        "ChangeSettings" => new() { ["name"] = $"Collectivité {side.Marker}", ["accent"] = "#14595e" },
        "ProposeAttachment" => new() { ["parentId"] = Other(side).ChildId.ToString() },
        "AcceptAttachment" => new() { ["plan"] = "ProgressOnly" },
        "ChangePolicy" => new() { ["plan"] = "Nothing", ["indicators"] = "Nothing", ["contacts"] = "Nothing", ["events"] = "Nothing" },
        "PrepareChildren" => new() { ["codes"] = new JsonArray(side.ChildCode) },
        "InviteChild" => new() { ["name"] = "Camille Essai", ["email"] = $"{Guid.NewGuid():N}@essai.example" },
        "RequestOpening" => new() { ["kind"] = "Commune", ["code"] = "35236", ["name"] = "Camille Essai", ["email"] = "camille@essai.example", ["function"] = "Secrétaire" },
        "ClaimOperator" => new() { ["code"] = "aaaa-aaaa-aaaa-aaaa-aaaa" },
        "OpenBody" => new() { ["kind"] = "Commune", ["code"] = "56007", ["administratorName"] = "Camille Essai", ["administratorEmail"] = $"{Guid.NewGuid():N}@essai.example" },
        "RefuseRequest" => new() { ["reason"] = "Essai" },
        _ when Bodiless.Contains(name) => null,
        _ => throw new InvalidOperationException($"{name}: no sample of its request; add one, or say here that it has none."),
    };

    /// <summary>Endpoints that write and read no request body.</summary>
    private static readonly HashSet<string> Bodiless =
    [
        "UndoErasure",
        "RevokeLink", "RevokeClient", "UndoAnswer", "ExportBody",
        "UnlinkAction", "DeleteSnapshot", "RestoreSnapshot", "DeleteTerritorySnapshot", "RestoreTerritorySnapshot", "DeleteDataset", "RestoreDataset", "RemoveService", "DeleteNeed", "RestoreNeed", "RemoveMission", "DeleteQuestion", "RestoreQuestion", "ConfirmCoDesign", "UntickCriterion",
        "RemoveFrameworkItem", "RestoreFrameworkItem", "RemoveOwnEntry", "RestoreOwnEntry", "RemovePoint", "RestorePoint", "DismissSuggestion", "RecallSuggestion",
        "DeleteAction", "RestoreAction", "RemoveEvidence", "RestoreEvidence", "WithdrawCampaign", "SeeProposal",
        "RemoveContours", "DeleteView", "DeleteFollowUp", "RestoreFollowUp", "DeleteModel", "RestoreModel", "WithdrawOffer", "AdoptOffer", "SetOfferAside",
        "DeleteContact", "RestoreContact", "ExportContact", "EraseContact", "PublishEvent", "DeleteEvent", "RestoreEvent",
        "SubmitNews", "RestoreNews", "WithdrawNews", "PublishNews", "ReturnNews", "DeleteNews", "RemoveReply", "RestoreReply",
        "RevokeInvitation", "EndMembership", "KeepMe", "AcceptInvitation", "DeclineInvitation", "RefuseAttachment", "EndAttachment", "AcceptRequest", "RetryMail", "ReplayError", "ReplayErrors", "Resend",
    ];

    private Side Other(Side side) => side == world.Mine ? world.Theirs : world.Mine;

    /// <summary>By message, as Plans asks for one: machines, which everyone is here, cannot.</summary>
    private async Task<string> LinkAsync(Side side)
    {
        var link = Guid.CreateVersion7();
        await world.DeliverAsync(new ActionLinkAsked(
            side.BodyId, link, Guid.CreateVersion7(), $"Action {side.Marker}", "Camille Essai", $"{link:N}@essai.example", side.Marker, 14, 1, side.AdminId, null, DateTime.UtcNow));
        return link.ToString();
    }

    private async Task<string> AnswerIdAsync(Side side, Guid action)
    {
        var answer = Guid.CreateVersion7();
        await world.DeliverAsync(new ActionLinkAnswered(
            side.BodyId, Guid.CreateVersion7(), answer, action, "Camille Essai", AnsweredState.InProgress, side.Marker, null, null, DateTime.UtcNow));
        return answer.ToString();
    }

    /// <summary>Ticked before, by this side: what is not there cannot be taken back.</summary>
    private static async Task<string> TickedAsync(Side side)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/plans/bodies/{side.BodyId}/trajectory/criteria/frame-3")
        {
            Content = JsonContent.Create(new JsonObject { ["justification"] = $"Justifié {side.Marker}", ["on"] = "2026-01-01" }),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
        using var answer = await side.Admin.SendAsync(request);
        Assert.True((int)answer.StatusCode is 200 or 409, $"{(int)answer.StatusCode}");
        return "frame-3";
    }

    private static async Task<string> EvidenceIdAsync(Side side)
    {
        var action = (await PostAsync(side, "/api/plans/bodies/{0}/actions", Action(side)))["id"]!.GetValue<string>();
        return (await PostAsync(side, $"/api/plans/bodies/{{0}}/actions/{action}/evidence", Evidence(side)))["id"]!.GetValue<string>();
    }

    private static async Task<string> ReplyIdAsync(Side side)
    {
        var topic = (await PostAsync(side, "/api/peer-exchange/bodies/{0}/topics", Topic(side)))["id"]!.GetValue<string>();
        return (await PostAsync(side, $"/api/peer-exchange/bodies/{{0}}/topics/{topic}/replies", Reply(side)))["id"]!.GetValue<string>();
    }

    private static JsonObject Action(Side side) => new()
    {
        ["title"] = $"Action {side.Marker}",
        ["description"] = side.Marker,
        ["objectives"] = new JsonArray("1.1"),
        ["audiences"] = new JsonArray("services"),
        ["pilots"] = new JsonArray(side.AdminId.ToString()),
        ["state"] = "ToCome",
    };

    private static JsonObject OwnEntry(Side side) => new() { ["kind"] = "Mean", ["entry"] = new JsonObject { ["label"] = $"Moyen {side.Marker}", ["axis"] = 1, ["what"] = side.Marker } };

    private static JsonObject FrameworkLine(Side side) => new()
    {
        ["kind"] = "Team",
        ["item"] = new JsonObject { ["title"] = $"Équipe {side.Marker}", ["text"] = side.Marker, ["personId"] = side.AdminId.ToString(), ["effortPercent"] = 10 },
    };

    /// <summary>The day as the services count it: from midnight in Paris on, the day of UTC is yesterday there.</summary>
    private static string Today() => LocalTime.ZoneOf("56").At(DateTime.UtcNow).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The point that is planned; one is, at most.</summary>
    private static async Task<string> PointIdAsync(Side side)
    {
        var url = $"/api/plans/bodies/{side.BodyId}/points";
        var list = JsonNode.Parse(await side.Admin.GetStringAsync(url))!;
        if (list["next"]?["id"] is { } planned)
        {
            return planned.GetValue<string>();
        }

        using var request = new HttpRequestMessage(HttpMethod.Put, url + "/rhythm") { Content = JsonContent.Create(new JsonObject { ["everyMonths"] = 3, ["nextOn"] = Today() }) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{list["rhythmVersion"]}\"");
        using var answer = await side.Admin.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["nextId"]!.GetValue<string>();
    }

    private static JsonObject Evidence(Side side) => new() { ["kind"] = "Link", ["title"] = $"Preuve {side.Marker}", ["url"] = "https://exemple.example/" };

    private static JsonObject Dataset(Side side) => new() { ["title"] = $"Jeu {side.Marker}", ["description"] = side.Marker, ["ownerId"] = side.AdminId.ToString() };

    private static JsonObject Service(Side side) => new() { ["name"] = $"Service {Guid.NewGuid():N} {side.Marker}" };

    private static JsonObject Need(Side side) => new() { ["title"] = $"Besoin {side.Marker}", ["fromOutside"] = side.Marker };

    private static JsonObject Missions(Side side) => new() { ["titles"] = new JsonArray($"Mission {Guid.NewGuid():N} {side.Marker}") };

    private static JsonObject Question(Side side) => new() { ["title"] = $"Question {side.Marker}", ["ends"] = $"Aller mieux {side.Marker}" };

    private static JsonObject CoDesign(Side side) => new() { ["policy"] = $"Politique {side.Marker}", ["sensitive"] = false, ["aim"] = $"Changer {side.Marker}" };

    private static JsonObject Document(Side side) => new()
    {
        ["kind"] = "Document",
        ["title"] = $"Preuve {side.Marker}",
        ["file"] = new JsonObject { ["name"] = $"{side.Marker}.txt", ["content"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(side.Marker)) },
    };

    private static JsonObject Comment(Side side) => new() { ["text"] = side.Marker, ["mentions"] = new JsonArray(side.AdminId.ToString()) };

    private static JsonObject Campaign(Side side) => new()
    {
        ["action"] = Proposed(side, $"Campagne {side.Marker}"),
        ["message"] = side.Marker,
        ["children"] = new JsonArray(side.ChildId.ToString()),
    };

    private static JsonObject Model(Side side, string? action = null) => new()
    {
        ["name"] = $"Modèle {side.Marker}",
        ["objectives"] = new JsonArray("1.1"),
        ["fromActions"] = action is null ? new JsonArray() : new JsonArray(action),
    };

    private static JsonObject Offer(Side side) => new() { ["parents"] = new JsonArray(side.ParentId.ToString()), ["message"] = side.Marker, ["mayBeRelayed"] = true };

    private static async Task<string> OfferIdAsync(Side side)
    {
        var action = (await PostAsync(side, "/api/plans/bodies/{0}/actions", Action(side)))["id"]!.GetValue<string>();
        return (await PostAsync(side, $"/api/plans/bodies/{{0}}/actions/{action}/offers", Offer(side)))["offerIds"]![0]!.GetValue<string>();
    }

    /// <summary>By message, as the child's side sends it.</summary>
    private async Task<string> ReceivedOfferIdAsync(Side side)
    {
        var offer = Guid.CreateVersion7();
        await world.DeliverAsync(new ActionOffered(
            side.BodyId, side.ChildId, offer, 1, DateTime.UtcNow, new ProposedAction($"Faite {side.Marker}", side.Marker, ["1.1"], null, ["services"], null, null), side.Marker, true));
        return offer.ToString();
    }

    private static JsonObject Proposed(Side side, string title) => new() { ["title"] = title, ["description"] = side.Marker, ["objectives"] = new JsonArray("1.1"), ["audiences"] = new JsonArray("services") };

    private static JsonObject Invitation() => new() { ["email"] = $"{Guid.NewGuid():N}@essai.example", ["name"] = "Camille Essai", ["roles"] = new JsonArray("Reader") };

    private static JsonObject Machine() => new() { ["clientId"] = $"machine-{Guid.NewGuid():N}", ["name"] = "Machine", ["roles"] = new JsonArray("Reader") };

    private static JsonObject Client() => new() { ["name"] = "Application", ["scopes"] = new JsonArray("plans.read") };

    private static JsonObject Contact(Side side) => new() { ["name"] = $"Contact {side.Marker}", ["audience"] = "Citizen" };

    private static JsonObject Event(Side side) => new()
    {
        ["title"] = $"Atelier {side.Marker}",
        ["kind"] = "Workshop",
        ["place"] = "Mairie",
        ["startsAt"] = "2031-03-03T18:00:00",
        ["endsAt"] = "2031-03-03T20:00:00",
        ["isPublic"] = false,
    };

    private static JsonObject News(Side side) => new() { ["title"] = $"Actualité {side.Marker}", ["kind"] = "Launch", ["summary"] = $"Résumé de l’actualité {side.Marker}", ["body"] = side.Marker };

    private static JsonObject Topic(Side side) => new() { ["title"] = $"Sujet {side.Marker}", ["kind"] = "Question", ["text"] = side.Marker, ["spaceId"] = side.BodyId.ToString() };

    private static JsonObject Reply(Side side) => new() { ["text"] = $"Réponse {side.Marker}" };

    private async Task<string> ProposalAsync(Side side)
    {
        var title = $"Proposée {Guid.NewGuid():N} {side.Marker}";
        var sent = await side.Parent.PostAsJsonAsync($"/api/plans/bodies/{side.ParentId}/campaigns", new JsonObject
        {
            ["action"] = Proposed(side, title),
            ["message"] = side.Marker,
            ["children"] = new JsonArray(side.BodyId.ToString()),
        });
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
        await world.SettledAsync();
        var list = JsonNode.Parse(await side.Admin.GetStringAsync($"/api/plans/bodies/{side.BodyId}/proposals?size=100"))!;
        return list["items"]!.AsArray().First(p => p!["title"]!.GetValue<string>() == title)!["id"]!.GetValue<string>();
    }

    private async Task<string> AttachmentAsync(Side side)
    {
        var list = JsonNode.Parse(await side.Admin.GetStringAsync($"/api/territory/bodies/{side.BodyId}/attachments"))!;
        var items = (list as JsonArray ?? list["items"]!.AsArray()).ToList();
        if (items.Count > 0)
        {
            return items[0]!["attachmentId"]!.GetValue<string>();
        }

        // Any body may ask any other, and this one never answers.
        return (await PostAsync(side, "/api/territory/bodies/{0}/attachments", new JsonObject { ["parentId"] = Other(side).ChildId.ToString() }))["attachmentId"]!.GetValue<string>();
    }

    private static async Task<JsonNode> PostAsync(Side side, string path, JsonObject body)
    {
        var url = string.Format(System.Globalization.CultureInfo.InvariantCulture, path, side.BodyId);
        var answer = await side.Admin.PostAsJsonAsync(url, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{url}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
