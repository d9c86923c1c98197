using System.Text.Json;
using OpenDataAnimation.Plans.Inventory;
using OpenDataAnimation.Plans.Levers;

namespace OpenDataAnimation.Standalone.Demo;

/// <summary>Tells what one body found in its services, as its project lead would.</summary>
internal sealed class DemoInventory(DemoApi api, Actor by, Actor[] people, Guid body, DateOnly today)
{
    private static readonly string[] Served = ["2.1"];

    private readonly Dictionary<string, Guid> _offices = [], _datasets = [];

    private string Root => $"plans/bodies/{body}";

    public async Task TellAsync(string code, CancellationToken ct)
    {
        if (!Found.By.TryGetValue(code, out var found))
        {
            return;
        }

        if (found.Start is { } days)
        {
            await api.PutAsync(by, $"{Root}/trajectory", new { startsOn = today.AddDays(-days) }, ct, 0);
        }

        foreach (var office in found.Offices)
        {
            await MeetAsync(office, ct);
        }

        foreach (var data in found.Datasets)
        {
            await AddAsync(data, ct);
        }

        foreach (var ask in found.Asks)
        {
            await AskAsync(ask, ct);
        }

        await LeversAsync(found, ct);
    }

    private async Task MeetAsync(Found.Office office, CancellationToken ct)
    {
        var id = IdOf(await api.PostAsync(by, $"{Root}/inventory/services", new { office.Name, office.Contact }, ct));
        _offices[office.Name] = id;
        foreach (var (at, ago) in office.Held.Index())
        {
            await api.PutAsync(by, $"{Root}/inventory/services/{id}/exchanges/{at + 1}", new { state = ExchangeState.Held, on = today.AddDays(-ago), who = office.Contact, notes = at == office.Held.Length - 1 ? office.Notes : null }, ct, 0);
        }

        if (office.Next is { } next)
        {
            await api.PutAsync(by, $"{Root}/inventory/services/{id}/exchanges/{office.Held.Length + 1}", new { state = ExchangeState.Planned, on = today.AddDays(next) }, ct, 0);
        }
    }

    private async Task AddAsync(Found.Data data, CancellationToken ct)
    {
        var made = await api.PostAsync(by, $"{Root}/inventory/datasets", new
        {
            data.Title,
            description = data.Text,
            serviceId = _offices[data.Office],
            ownerId = data.State is DatasetState.Published or DatasetState.Ready ? people[^1].Id : (Guid?)null,
            theme = data.About,
            data.Schema,
            data.Frequency,
            data.HeldIn,
        }, ct);
        var (id, version) = (IdOf(made), made.GetProperty("version").GetInt32());
        _datasets[data.Title] = id;
        var path = $"{Root}/inventory/datasets/{id}";
        if (data.State == DatasetState.SetAside)
        {
            await api.PostAsync(by, $"{path}/state", new { state = data.State, reason = data.Why }, ct, version);
            return;
        }

        foreach (var state in new[] { DatasetState.Eligible, DatasetState.InPreparation, DatasetState.Ready, DatasetState.Published }.Where(s => s <= data.State))
        {
            if (state == DatasetState.Ready)
            {
                var answers = CandidateDataset.Questions.Where(q => q.Required).ToDictionary(q => q.Code, _ => true);
                version = (await api.PutAsync(by, $"{path}/check", new { answers, note = "Relu avec le service ; aucune donnée de personne." }, ct, version)).GetProperty("version").GetInt32();
            }

            version = (await api.PostAsync(by, $"{path}/state", state == DatasetState.Published
                ? new { state, url = (string?)$"https://donnees.example/{id:N}", on = (DateOnly?)today.AddDays(-data.Ago) }
                : new { state, url = (string?)null, on = (DateOnly?)null }, ct, version)).GetProperty("version").GetInt32();
        }
    }

    private async Task AskAsync(Found.Ask ask, CancellationToken ct)
    {
        var made = await api.PostAsync(by, $"{Root}/inventory/needs", new
        {
            ask.Title,
            serviceId = ask.Office is { } office ? _offices[office] : (Guid?)null,
            fromOutside = ask.Outside,
            theme = ask.About,
            receivedOn = today.AddDays(-ask.Ago),
        }, ct);
        var path = $"{Root}/inventory/needs/{IdOf(made)}/state";
        if (ask.Why is { } why)
        {
            await api.PostAsync(by, path, new { state = NeedState.Refused, reason = why }, ct, 1);
        }
        else if (ask.Answer is { } answer)
        {
            await api.PostAsync(by, path, new { state = NeedState.Qualified }, ct, 1);
            await api.PostAsync(by, path, new { state = NeedState.Matched, datasetId = _datasets[answer] }, ct, 2);
        }
    }

    private async Task LeversAsync(Found found, CancellationToken ct)
    {
        if (found.Missions.Length > 0)
        {
            var ids = (await api.PostAsync(by, $"{Root}/levers/missions", new { titles = found.Missions.Select(m => m.Title) }, ct)).GetProperty("ids");
            foreach (var (at, mission) in found.Missions.Index().Where(m => m.Item.AtWork.Length + m.Item.Ideas.Length > 0))
            {
                await api.PutAsync(by, $"{Root}/levers/missions/{ids[at].GetGuid()}", new { mission.Title, mission.AtWork, mission.Ideas, mission.Note }, ct, 1);
            }
        }

        foreach (var issue in found.Issues)
        {
            await api.PostAsync(by, $"{Root}/levers/questions", new
            {
                issue.Title,
                issue.Ends,
                issue.Actors,
                issue.Data,
                datasets = issue.Datasets.Select(d => _datasets[d]),
                issue.Reuses,
                meetingOn = today.AddDays(issue.Meeting),
                meetingNotes = issue.Notes,
            }, ct);
        }

        foreach (var design in found.Designs)
        {
            var id = IdOf(await api.PostAsync(by, $"{Root}/levers/co-designs", new { design.Policy, design.Sensitive, design.Why, design.Aim, design.People, design.Data, design.Risks, nextDecision = design.Next }, ct));
            foreach (var (stage, ago) in Enum.GetValues<CoDesignStage>().Zip(design.Steps))
            {
                await api.PutAsync(by, $"{Root}/levers/co-designs/{id}/steps/{stage}", new { doneOn = today.AddDays(-ago) }, ct, 0);
            }
        }

        // One action of the plan shows where it comes from.
        if (found.Datasets.FirstOrDefault(d => d.State == DatasetState.InPreparation) is { } next)
        {
            await api.PostAsync(by, $"{Root}/actions", new
            {
                title = $"Publier : {next.Title.ToLowerInvariant()}",
                objectives = Served,
                mean = "M8c",
                endsOn = today.AddDays(60),
                pilots = new[] { by.Id },
                origin = "Dataset",
                originId = _datasets[next.Title],
            }, ct);
        }
    }

    private static Guid IdOf(JsonElement made) => made.GetProperty("id").GetGuid();
}
