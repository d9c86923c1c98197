using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Identity;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Showcase.News;
using OpenDataAnimation.Territory;
using OpenDataAnimation.Territory.Attachments;

namespace OpenDataAnimation.Standalone.Demo;

/// <summary>Tells the stories of <see cref="Redon"/> and <see cref="Communes"/> to the services, as their people would.</summary>
internal sealed class DemoLoader(AllInOne all, DemoApi api, string password)
{
    private static readonly string[] Scopes = ["territory", "plans", "stakeholders", "events", "peer-exchange", "showcase"];

    // The day of the place, as the services count it: between midnight there and midnight UTC they differ.
    private readonly DateOnly _today = DateOnly.FromDateTime(LocalTime.ZoneOf("35").At(DateTime.UtcNow));
    private readonly ConcurrentDictionary<string, Actor> _people = [];
    private readonly Dictionary<string, (Guid Id, Guid Attachment)> _bodies = [];

    private Actor Animator => _people[Redon.Agglomeration.People[0].Email];

    private Guid Parent => _bodies[Redon.Siren].Id;

    public async Task<DemoSignIns> LoadAsync(CancellationToken ct)
    {
        Story[] stories = [Redon.Agglomeration, .. Communes.All];
        Someone[] everyone = [Redon.Operator, .. stories.SelectMany(s => s.People)];
        // One hash after the other, as at sign-in, which takes one processor a second or two; the other one goes on meanwhile.
        await MakeAccountAsync(Redon.Operator, ct);
        await MakeAccountAsync(Redon.Agglomeration.People[0], ct);
        var accounts = MakeAccountsAsync(everyone[2..], ct);
        await PrepareAsync(ct);
        all.Progress("Loading the plans of its communes");
        var told = new List<Task>();
        foreach (var story in stories)
        {
            while (!accounts.IsCompleted && story.People.Any(p => !_people.ContainsKey(p.Email)))
            {
                await Task.Delay(20, ct);
            }

            await JoinAsync(story, ct);
            told.Add(TellAsync(story, ct));
        }

        await accounts;
        await Task.WhenAll(told);
        await ActForTheDelegatingAsync(ct);
        all.Progress("Loading what they propose and tell each other");
        await Task.WhenAll(ProposeAsync(ct), InviteAsync(ct), ConverseAsync(ct));
        await new DemoCascade(api, Animator, Parent, _today, code => (_bodies[code].Id, LeadOf(Communes.All.Single(c => c.Code == code)))).TellAsync(ct);
        var clients = await MakeClientsAsync(ct);
        var sharing = Communes.All.Count(c => c.Shares is { Plan: > ShareLevel.Nothing });
        await api.UntilAsync(Animator, $"plans/bodies/{Parent}/oversight", grid => grid.GetProperty("shared").GetInt32() == sharing, ct);
        await DemoHistory.WriteAsync(all, Parent, Communes.All.Select(c => _bodies[c.Code].Id), _today, ct);
        return new DemoSignIns([.. everyone.Select(p => (p.Email, password, p.Who))], clients);
    }

    private async Task MakeAccountsAsync(IEnumerable<Someone> people, CancellationToken ct)
    {
        foreach (var person in people)
        {
            await MakeAccountAsync(person, ct);
        }
    }

    private async Task MakeAccountAsync(Someone person, CancellationToken ct)
    {
        var subject = await Accounts.CreateAsync(all.Services(IdentityService.Name), person.Email, person.Name, password, confirmed: true, ct);
        _people[person.Email] = api.ActorOf(subject, person.Name, person.Email);
    }

    /// <summary>The operator opens the agglomeration, and its animator prepares the 31 communes.</summary>
    private async Task PrepareAsync(CancellationToken ct)
    {
        var claude = await GrantAsync(PlatformBody.Id, Redon.Operator, ct);
        var opened = await api.PostAsync(claude, "territory/operator/bodies", new { kind = BodyKind.Epci, code = Redon.Siren }, ct);
        var parent = opened.GetProperty("bodyId").GetGuid();
        var camille = await GrantAsync(parent, Redon.Agglomeration.People[0], ct);
        var perimeter = await api.GetAsync(camille, $"territory/bodies/{parent}/perimeter", ct);
        var codes = perimeter.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("code").GetString()!).ToArray();
        await api.PostAsync(camille, $"territory/bodies/{parent}/children", new { codes }, ct);
        var children = await api.GetAsync(camille, $"territory/bodies/{parent}/children?all=true", ct);
        _bodies[Redon.Siren] = (parent, Guid.Empty);
        foreach (var child in children.GetProperty("items").EnumerateArray())
        {
            _bodies[child.GetProperty("code").GetString()!] = (child.GetProperty("bodyId").GetGuid(), child.GetProperty("attachmentId").GetGuid());
        }
    }

    /// <summary>Memberships come from an accepted invitation, and its link only by mail: the demonstration's are granted.</summary>
    private async Task<Actor> GrantAsync(Guid body, Someone person, CancellationToken ct)
    {
        var actor = _people[person.Email];
        await MembershipGrants.GrantAsync(all.Services(TerritoryService.Name), body, actor.Id, person.Name, person.Roles, ct: ct);
        await api.PutAsync(actor, "territory/me", new { }, ct);
        return actor;
    }

    private async Task JoinAsync(Story story, CancellationToken ct)
    {
        var (body, attachment) = _bodies[story.Code];
        foreach (var person in story.People)
        {
            await GrantAsync(body, person, ct);
        }

        var head = _people[story.People[0].Email];
        var settings = await api.GetAsync(head, $"territory/bodies/{body}", ct);
        if (story.Agents is not null || story.Accent is not null)
        {
            await api.PutAsync(head, $"territory/bodies/{body}/settings",
                new { name = settings.GetProperty("name").GetString(), accent = story.Accent, fullTimeAgents = story.Agents, staffAsOf = _today.AddDays(-90) },
                ct, settings.GetProperty("version").GetInt32());
        }

        if (story.Shares is { } shares)
        {
            await api.PostAsync(head, $"territory/bodies/{body}/attachments/{attachment}/acceptance", shares, ct);
        }

        if (story.Code == Redon.Returning)
        {
            await api.PostAsync(head, $"territory/bodies/{body}/attachments/{attachment}/end", new { }, ct);
            await api.PostAsync(head, $"territory/bodies/{body}/attachments", new { parentId = Parent, plan = ShareLevel.ProgressOnly }, ct);
        }
    }

    private async Task TellAsync(Story story, CancellationToken ct)
    {
        var body = _bodies[story.Code].Id;
        var people = story.People.Select(p => _people[p.Email]).ToArray();
        var lead = people[story.Plan.Lead ?? 0];
        // Whoever was granted last: once Plans knows them, it knows the others, who may be named as pilots.
        await api.GetAsync(people[^1], $"plans/bodies/{body}/plan", ct);
        await api.PutAsync(lead, $"plans/bodies/{body}/plan", new
        {
            state = story.Plan.State,
            startsOn = Day(story.Plan.From),
            endsOn = Day(story.Plan.To),
            electedId = story.Plan.Elected is { } elected ? people[elected].Id : (Guid?)null,
            electedName = story.Plan.ElectedName,
            leadId = story.Plan.Lead is { } leading ? people[leading].Id : (Guid?)null,
            councilOn = Day(-story.Plan.Council),
            deliberation = story.Plan.Deliberation,
        }, ct, 0);
        var proofs = await ActAsync(lead, body, people, story.Acts, ct);
        foreach (var aim in story.Aims)
        {
            await AimAsync(lead, body, aim, proofs, ct);
        }

        await ConductAsync(story, lead, body, people, ct);
        await AddressBookAsync(lead, body, story.Contacts, ct);
        foreach (var moment in story.Moments)
        {
            await MeetAsync(lead, body, moment, ct);
        }

        await new DemoInventory(api, lead, people, body, _today).TellAsync(story.Code, ct);
        // The newest is written last, and stands first.
        foreach (var item in story.News.Reverse())
        {
            await WriteAsync(lead, body, item, ct);
        }
    }

    /// <summary>Its strategy, the framework that its agents read, and the points that were held so far.</summary>
    private async Task ConductAsync(Story story, Actor lead, Guid body, Actor[] people, CancellationToken ct)
    {
        if (story.Strategy is { } strategy)
        {
            if (strategy.OfParent)
            {
                await api.UntilAsync(lead, $"plans/bodies/{body}/strategy", s => s.GetProperty("parents").GetArrayLength() > 0, ct);
            }

            var saved = await api.PutAsync(lead, $"plans/bodies/{body}/strategy", new
            {
                strategy.Title,
                origin = strategy.OfParent ? "Parent" : "Own",
                parentId = strategy.OfParent ? Parent : (Guid?)null,
                strategy.Intentions,
                strategy.Ambitions,
                strategy.Means,
                fromYear = _today.Year,
                toYear = _today.Year + 3,
                councilOn = Day(-strategy.Council),
                strategy.Deliberation,
            }, ct, 0);
            if (strategy.ValidatedBy is { } by)
            {
                await api.PostAsync(people[by], $"plans/bodies/{body}/strategy/validation", new { validated = true }, ct, saved.GetProperty("version").GetInt32());
            }
        }

        foreach (var helper in story.Team)
        {
            await api.PostAsync(lead, $"plans/bodies/{body}/framework/items",
                new { kind = "Team", item = new { title = helper.Name, text = helper.Does, effortPercent = helper.Percent, personId = helper.Person is { } person ? people[person].Id : (Guid?)null } }, ct);
        }

        if (story.Texts.Length > 0)
        {
            await api.PostAsync(lead, $"plans/bodies/{body}/framework/starters", new { codes = story.Texts }, ct);
        }

        if (story.Points.Length == 0)
        {
            return;
        }

        var planned = (await api.PutAsync(lead, $"plans/bodies/{body}/points/rhythm", new { everyMonths = 3, nextOn = _today }, ct, 0)).GetProperty("nextId").GetGuid();
        foreach (var meeting in story.Points)
        {
            var point = $"plans/bodies/{body}/points/{planned}";
            var prepared = await api.PutAsync(lead, point, new { on = (await api.GetAsync(lead, point, ct)).GetProperty("on").GetString(), meeting.Asked }, ct, 1);
            planned = (await api.PutAsync(lead, $"{point}/record",
                new { heldOn = Day(-meeting.Ago), meeting.Alignment, meeting.AlignmentNote, meeting.Decisions, meeting.Notes }, ct, prepared.GetProperty("version").GetInt32())).GetProperty("nextId").GetGuid();
        }

        await api.PutAsync(lead, $"plans/bodies/{body}/points/{planned}",
            new { on = (await api.GetAsync(lead, $"plans/bodies/{body}/points/{planned}", ct)).GetProperty("on").GetString(), asked = "Présente-t-on la relecture des conventions au prochain conseil ?" }, ct, 1);
    }

    /// <returns>Ids of the evidence by title.</returns>
    private async Task<Dictionary<string, Guid>> ActAsync(Actor by, Guid body, Actor[] people, IEnumerable<Act> acts, CancellationToken ct)
    {
        var proofs = new Dictionary<string, Guid>();
        foreach (var act in acts)
        {
            var made = await api.PostAsync(by, $"plans/bodies/{body}/actions", new
            {
                title = act.Title,
                description = act.Text,
                act.Objectives,
                act.Mean,
                pilots = act.Pilot is { } pilot ? new[] { people[pilot].Id } : [],
                act.Service,
                act.Partners,
                startsOn = Day(act.From),
                endsOn = Day(act.To),
                act.Priority,
                effortDays = act.Days,
                act.Budget,
            }, ct);
            var action = $"plans/bodies/{body}/actions/{made.GetProperty("id").GetGuid()}";
            if (act.State != ActionState.ToCome)
            {
                await api.PostAsync(by, $"{action}/state", new { act.State, act.Reason }, ct, made.GetProperty("version").GetInt32());
            }

            foreach (var proof in act.Proofs)
            {
                var added = await api.PostAsync(by, $"{action}/evidence", new { proof.Kind, proof.Title, proof.Url, on = Day(-proof.Ago), proof.Note }, ct);
                proofs[proof.Title] = added.GetProperty("id").GetGuid();
            }
        }

        return proofs;
    }

    private async Task AimAsync(Actor by, Guid body, Aim aim, Dictionary<string, Guid> proofs, CancellationToken ct)
    {
        var objective = $"plans/bodies/{body}/objectives/{aim.Code}";
        var declared = await api.PutAsync(by, objective, new { declared = true, targetLevel = aim.Level, targetOn = Day(aim.In), aim.Reason }, ct, 0);
        if (aim.Proof is not null || aim.Justified is not null)
        {
            await api.PutAsync(by, $"{objective}/evaluation", new
            {
                reached = true,
                proofEvidenceId = aim.Proof is { } title ? proofs[title] : (Guid?)null,
                justification = aim.Justified,
                justifiedOn = aim.Justified is null ? null : Day(-aim.Since),
            }, ct, declared.GetProperty("version").GetInt32());
        }
    }

    private async Task AddressBookAsync(Actor by, Guid body, IEnumerable<Person> contacts, CancellationToken ct)
    {
        foreach (var contact in contacts)
        {
            await api.PostAsync(by, $"stakeholders/bodies/{body}/contacts", new
            {
                contact.Name,
                contact.Organisation,
                contact.Function,
                contact.Audience,
                contact.Email,
                contact.Notes,
                legalBasis = contact.Basis,
                source = "Personne fictive de la démonstration",
            }, ct);
        }
    }

    private async Task MeetAsync(Actor by, Guid body, Moment moment, CancellationToken ct)
    {
        var day = _today.AddDays(moment.Day);
        // Nobody convenes a council on a Sunday.
        day = day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(-1), DayOfWeek.Sunday => day.AddDays(1), _ => day };
        var starts = day.ToDateTime(TimeOnly.ParseExact(moment.At, "HH:mm", CultureInfo.InvariantCulture));
        var made = await api.PostAsync(by, $"events/bodies/{body}/events", new
        {
            moment.Title,
            moment.Kind,
            description = moment.Text,
            moment.Place,
            startsAt = starts,
            endsAt = starts.AddHours(moment.Hours),
            moment.IsPublic,
            moment.Capacity,
        }, ct);
        var path = $"events/bodies/{body}/events/{made.GetProperty("id").GetGuid()}";
        if (moment.Fate != Fate.Draft)
        {
            await api.PostAsync(by, $"{path}/publication", new { }, ct);
        }

        if (moment.Fate == Fate.Cancelled)
        {
            await api.PostAsync(by, $"{path}/cancellation", new { reason = moment.Why }, ct);
        }
    }

    private async Task WriteAsync(Actor by, Guid body, Item item, CancellationToken ct)
    {
        var made = await api.PostAsync(by, $"showcase/bodies/{body}/news", new { item.Kind, item.Title, item.Summary, item.Body }, ct);
        if (item.State != NewsState.Draft)
        {
            await api.PostAsync(by, $"showcase/bodies/{body}/news/{made.GetProperty("id").GetGuid()}/{(item.State == NewsState.Published ? "publication" : "review")}",
                new { }, ct, made.GetProperty("version").GetInt32());
        }
    }

    /// <summary>A commune without staff lets the agglomeration's animator write in its name, until a date.</summary>
    private async Task ActForTheDelegatingAsync(CancellationToken ct)
    {
        var body = _bodies[Redon.Delegating].Id;
        var head = _people[Communes.All.Single(c => c.Code == Redon.Delegating).People[0].Email];
        await api.PostAsync(head, $"territory/bodies/{body}/delegations",
            new { parentId = Parent, email = Animator.Email, roles = new[] { Role.ProjectLead }, until = DateTime.UtcNow.AddDays(180) }, ct);
        await ActAsync(Animator, body, [], Communes.OnBehalf, ct);
    }

    private async Task ProposeAsync(CancellationToken ct)
    {
        var (prepared, undecided) = (_bodies.Count - 1 - Communes.All.Length, Communes.All.Count(c => c.Shares is null || c.Code == Redon.Returning));
        await api.UntilAsync(Animator, $"plans/bodies/{Parent}/oversight", grid => Count(grid, "Prepared") == prepared && Count(grid, "NotAccepted") == undecided, ct);
        foreach (var campaign in Redon.Campaigns)
        {
            await api.PostAsync(Animator, $"plans/bodies/{Parent}/campaigns", new
            {
                action = new { campaign.Title, description = campaign.Text, campaign.Objectives, campaign.Mean, endsOn = Day(campaign.To) },
                campaign.Message,
                expiresOn = Day(campaign.To - 30),
                toAll = campaign.Communes is null,
                includeNotJoined = campaign.Communes is null,
                children = campaign.Communes?.Select(c => _bodies[c].Id),
            }, ct);
        }

        await Parallel.ForEachAsync(Communes.All.Where(c => c.Answers.Length > 0), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct },
            async (commune, token) => await AnswerAsync(commune, token));

        static int Count(JsonElement grid, string why) => grid.GetProperty("rows").EnumerateArray().Count(r => r.GetProperty("why").ValueKind == JsonValueKind.String && r.GetProperty("why").GetString() == why);
    }

    private async Task AnswerAsync(Story commune, CancellationToken ct)
    {
        var body = _bodies[commune.Code].Id;
        var by = LeadOf(commune);
        var list = await api.UntilAsync(by, $"plans/bodies/{body}/proposals", l => l.GetProperty("items").GetArrayLength() >= commune.Answers.Length, ct);
        foreach (var (campaign, answer) in Redon.Campaigns.Zip(commune.Answers))
        {
            var id = list.GetProperty("items").EnumerateArray().First(p => p.GetProperty("title").GetString() == campaign.Title).GetProperty("id").GetGuid();
            var proposal = $"plans/bodies/{body}/proposals/{id}";
            if (answer.Say != Say.Nothing)
            {
                await api.PostAsync(by, $"{proposal}/seen", new { }, ct);
            }

            await (answer.Say switch
            {
                Say.Accept or Say.Adapt => api.PostAsync(by, $"{proposal}/acceptance", new { title = answer.Text, pilots = new[] { by.Id } }, ct),
                Say.Decline => api.PostAsync(by, $"{proposal}/decline", new { reason = answer.Text }, ct),
                Say.AlreadyDone => api.PostAsync(by, $"{proposal}/already-done",
                    new { note = answer.Text, doneOn = Day(-answer.Proof!.Ago), evidence = new { answer.Proof.Kind, answer.Proof.Title, answer.Proof.Url } }, ct),
                _ => Task.CompletedTask,
            });
        }
    }

    private Actor LeadOf(Story commune) => _people[commune.People[commune.Plan.Lead ?? 0].Email];

    private async Task InviteAsync(CancellationToken ct)
    {
        foreach (var guest in Redon.Invited)
        {
            await api.PostAsync(Animator, $"territory/bodies/{Parent}/children/{_bodies[guest.Code].Id}/invitation", new { guest.Name, guest.Email }, ct);
        }
    }

    private async Task ConverseAsync(CancellationToken ct)
    {
        foreach (var topic in Redon.Conversations)
        {
            var (opener, body) = Of(topic.First);
            var space = topic.AllPeers ? PlatformBody.Id : Parent;
            await api.UntilAsync(opener, $"peer-exchange/bodies/{body}/spaces", s => Has(s, space), ct);
            var made = await api.PostAsync(opener, $"peer-exchange/bodies/{body}/topics",
                new { spaceId = space, topic.Kind, topic.Title, topic.First.Text, topic.First.AsBody }, ct);
            var id = made.GetProperty("id").GetGuid();
            foreach (var voice in topic.Replies)
            {
                var (speaker, from) = Of(voice);
                var reply = await api.PostAsync(speaker, $"peer-exchange/bodies/{from}/topics/{id}/replies", new { voice.Text, voice.AsBody }, ct);
                if (voice.Accepted)
                {
                    await api.PostAsync(opener, $"peer-exchange/bodies/{body}/topics/{id}/accepted-reply", new { replyId = reply.GetProperty("id").GetGuid() }, ct);
                }
            }
        }

        static bool Has(JsonElement spaces, Guid id) => spaces.GetProperty("items").EnumerateArray().Any(s => s.GetProperty("id").GetGuid() == id);
    }

    private (Actor Actor, Guid Body) Of(Voice voice)
    {
        var story = voice.Body == Redon.Siren ? Redon.Agglomeration : Communes.All.Single(c => c.Code == voice.Body);
        return (_people[story.People[voice.Person].Email], _bodies[voice.Body].Id);
    }

    private async Task<IReadOnlyList<(string ClientId, string? Secret, string Whose)>> MakeClientsAsync(CancellationToken ct)
    {
        var commune = Communes.All.Single(c => c.Code == Redon.WithClient);
        return
        [
            await MakeClientAsync("demo-epci", "Redon Agglomération", Parent, Animator, ct),
            await MakeClientAsync("demo-commune", "Redon", _bodies[commune.Code].Id, _people[commune.People[0].Email], ct),
        ];
    }

    private async Task<(string ClientId, string? Secret, string Whose)> MakeClientAsync(string id, string whose, Guid body, Actor by, CancellationToken ct)
    {
        var secret = await ApiClients.CreateAsync(all.Services(IdentityService.Name), id, $"Application de démonstration, {whose}", Scopes, ct);
        await api.PostAsync(by, $"territory/bodies/{body}/members", new { clientId = id, name = $"Application de démonstration, {whose}", roles = new[] { Role.ProjectLead } }, ct);
        return (id, secret, $"{whose}, {body}");
    }

    private DateOnly? Day(int? from) => from is { } days ? _today.AddDays(days) : null;
}
