using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenDataAnimation.Plans;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory;

namespace OpenDataAnimation.Faults;

/// <summary>Compares what was promised with what the databases hold.</summary>
internal sealed class Check(string data, Ledger ledger)
{
    private readonly List<string> _lost = [], _doubled = [], _broken = [];

    public IReadOnlyCollection<string> Lost => _lost;

    public IReadOnlyCollection<string> Doubled => _doubled;

    /// <summary>What is neither: a counter that is off, an audit chain that does not close, a message that was parked.</summary>
    public IReadOnlyCollection<string> Broken => _broken;

    private string Plans => Path.Combine(data, "plans.db");

    public void Promises()
    {
        var actions = Settling.Rows(Plans, "SELECT Id, Title, ProposalId FROM Actions");
        var ids = actions.Select(a => a[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _lost.AddRange(ledger.Actions.Where(a => !ids.Contains(a.Key)).Select(a => $"action {a.Value} ({a.Key})"));
        _doubled.AddRange(actions.Where(a => a[2].Length == 0).GroupBy(a => a[1]).Where(g => g.Count() > 1).Select(g => $"action {g.Key}"));
        _doubled.AddRange(actions.Where(a => a[2].Length > 0).GroupBy(a => a[2]).Where(g => g.Count() > 1).Select(g => $"adopted proposal {g.Key}"));

        var recipients = Settling.Rows(Plans, "SELECT Id, CampaignId, ChildId, Status, SentAt FROM CampaignRecipients");
        var byCampaign = recipients.ToLookup(r => r[1], r => r[2].ToUpperInvariant(), StringComparer.OrdinalIgnoreCase);
        _lost.AddRange(ledger.Campaigns.Where(c => !c.Value.Select(child => child.ToUpperInvariant()).Order().SequenceEqual(byCampaign[c.Key].Order())).Select(c => $"campaign {c.Key} to {c.Value.Count} bodies"));
        _doubled.AddRange(Settling.Texts(Plans, "SELECT Title FROM Campaigns GROUP BY Title HAVING COUNT(*) > 1").Select(t => $"campaign {t}"));

        var proposals = Settling.Rows(Plans, "SELECT Id, Status, ActionId FROM Proposals").ToLookup(p => p[0], StringComparer.OrdinalIgnoreCase);
        _lost.AddRange(recipients.Where(r => r[4].Length > 0 && !proposals.Contains(r[0])).Select(r => $"letter {r[0]} to {r[2]}"));
        _doubled.AddRange(proposals.Where(p => p.Count() > 1).Select(p => $"letter {p.Key}"));
        var answers = recipients.ToDictionary(r => r[0], r => r[3], StringComparer.OrdinalIgnoreCase);
        foreach (var (proposal, action) in ledger.Acceptances)
        {
            if (!ids.Contains(action) || proposals[proposal].FirstOrDefault()?[1] != "Accepted")
            {
                _lost.Add($"acceptance of {proposal}");
            }
            else if (answers.GetValueOrDefault(proposal) != "Accepted")
            {
                _lost.Add($"answer {proposal}: the parent holds {answers.GetValueOrDefault(proposal)}");
            }
        }

        _doubled.AddRange(Settling.Texts(Plans, "SELECT SubjectId FROM Audit WHERE Act = 'proposal-accepted' GROUP BY SubjectId HAVING COUNT(*) > 1").Select(id => $"audit of acceptance {id}"));
        _broken.AddRange(Settling.Rows(Plans, """
            SELECT c.Id, c.Sent, c.Accepted, SUM(r.Status = 'Sent'), SUM(r.Status = 'Accepted') FROM Campaigns c JOIN CampaignRecipients r ON r.CampaignId = c.Id AND r.TenantId = c.TenantId
            GROUP BY c.Id HAVING c.Sent <> SUM(r.Status = 'Sent') OR c.Accepted <> SUM(r.Status = 'Accepted')
            """).Select(r => $"counters of campaign {r[0]}: {r[1]} sent and {r[2]} accepted, counted {r[3]} and {r[4]}"));
        _broken.AddRange(Settling.Databases(data).SelectMany(f => Settling.Texts(f, "SELECT Type || ' for ' || Endpoint || ': ' || LastError FROM Outbox WHERE ParkedAt IS NOT NULL").Select(t => $"parked in {Path.GetFileName(f)}: {t}")));
        Policies();
    }

    /// <summary>Every line of every body's chain hashes to what it says, and none is missing.</summary>
    public async Task<int> ChainsAsync()
    {
        var entries = 0;
        foreach (var (name, add) in new (string, Action<WebApplicationBuilder>)[] { ("plans", b => b.AddPlans()), ("territory", b => b.AddTerritory()) })
        {
            await using var host = HostOf(add);
            foreach (var body in Settling.Texts(Path.Combine(data, name + ".db"), "SELECT DISTINCT TenantId FROM Audit"))
            {
                await using var scope = host.Services.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(Guid.Parse(body), "faults"));
                var (sequence, hash) = (0L, "");
                await foreach (var entry in scope.ServiceProvider.GetRequiredService<ServiceDb>().Audit.AsNoTracking().OrderBy(e => e.Sequence).AsAsyncEnumerable())
                {
                    if (entry.Sequence != ++sequence || entry.Hash != entry.HashAfter(hash))
                    {
                        _broken.Add($"audit of {body} in {name} at {entry.Sequence}");
                        break;
                    }

                    hash = entry.Hash;
                    entries++;
                }
            }
        }

        return entries;
    }

    /// <summary>A host that is never started, on the same files: the product's own reading of them.</summary>
    private WebApplication HostOf(Action<WebApplicationBuilder> add)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Data"] = data;
        add(builder);
        return builder.Build();
    }

    /// <summary>What a child shares is the same to everyone, and what is not shared is with nobody.</summary>
    private void Policies()
    {
        const string policies = "SELECT ChildId || ParentId || Subject || Level || Epoch FROM Copy_SharePolicies";
        var territory = Settling.Texts(Path.Combine(data, "territory.db"), policies);
        _lost.AddRange(territory.Except(Settling.Texts(Plans, policies)).Select(p => $"policy {p}"));
        _broken.AddRange(Settling.Texts(Plans, """
            SELECT p.ChildId FROM Copy_SharePolicies p LEFT JOIN SharedProgress s ON s.OwnerId = p.ChildId AND s.TenantId = p.ParentId
            WHERE p.Subject = 'Plan' AND ((p.Level = 0) <> (s.OwnerId IS NULL) OR s.Epoch <> p.Epoch)
            """).Select(c => $"what the parent holds of {c} is not what it shares"));
        _broken.AddRange(Settling.Rows(Plans, """
            SELECT s.OwnerId, s.ActionsTotal, COUNT(a.Id) FROM SharedProgress s LEFT JOIN Actions a ON a.TenantId = s.OwnerId AND a.DeletedAt IS NULL GROUP BY s.OwnerId, s.TenantId HAVING s.ActionsTotal <> COUNT(a.Id)
            """).Select(r => $"the parent counts {r[1]} actions of {r[0]}, it has {r[2]}"));
    }
}
