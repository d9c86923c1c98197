using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using OpenDataAnimation.Plans.Method;

namespace OpenDataAnimation.Plans.Tests.Method;

public sealed partial class MethodTests
{
    private static readonly MethodVersion Current = MethodVersion.Current;

    // As services answer.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    [Fact]
    public void It_holds_what_the_guide_lists()
    {
        Assert.Equal(1, Current.Number);
        Assert.Equal(["1", "2", "3"], Current.Axes.Select(a => a.Code));
        Assert.Equal(["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3"], Current.Objectives.Select(o => o.Code));
        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"M{n}"), Current.Means.Select(m => m.Code));
        Assert.Equal(["M8a", "M8b", "M8c", "M9a", "M9b"], Current.Means.SelectMany(m => m.Steps).Select(s => s.Code));
        Assert.Equal(["elected", "services", "dsp", "intercommunal", "citizens", "associations"], Current.Audiences.Select(a => a.Code));
        Assert.Equal(["technical", "legal", "organisational", "communication"], Current.SupportAxes.Select(a => a.Code));
        Assert.Equal(Enumerable.Range(2, 16).Select(n => $"L{n}"), Current.SupportTopics.Select(t => t.Code));
        Assert.Equal([4, 5, 4, 3], Current.SupportAxes.Select(a => Current.SupportTopics.Count(t => t.Axis == a.Code)));
    }

    [Fact]
    public void An_objective_s_code_is_its_axis_and_its_level() =>
        Assert.All(Current.Objectives, o =>
        {
            Assert.Equal(o.Code, $"{o.Axis}.{o.Level}");
            Assert.NotNull(Current.Find<Axis>(o.Axis));
        });

    [Fact]
    public void Every_objective_is_served_by_a_mean_listed_under_it() =>
        Assert.All(Current.Objectives, o => Assert.Equal(o.Code, Current.MeansFor(o.Code).First().Objectives[0]));

    [Fact]
    public void Results_and_contests_serve_two_axes()
    {
        Assert.Contains("2.3", Current.Find<Mean>("M5")!.Objectives);
        Assert.Contains("3.2", Current.Find<Mean>("M11")!.Objectives);
        Assert.Equal(["M10", "M11", "M16"], Current.MeansFor("2.2").Select(m => m.Code));
    }

    [Fact]
    public void Every_code_referred_to_exists()
    {
        Assert.All(Current.Objectives, o => All<Audience>(o.Audiences));
        Assert.All(Current.Means, m =>
        {
            All<Objective>(m.Objectives);
            All<Audience>(m.Audiences);
        });
        Assert.All(Current.Trajectory.Phases, p =>
        {
            All<Objective>(p.Objectives);
            Assert.All(p.ExitCriteria, c =>
            {
                AllOrNone<Mean>(c.Means);
                Assert.True(c.Objective is null || p.Objectives.Contains(c.Objective), c.Code);
            });
        });
        Assert.All(Current.SupportTopics, t => All<SupportAxis>([t.Axis]));
        Assert.All(Current.SupportFormats, f => All<Mean>(f.Means));
        Assert.All(Current.DocumentModels, d => All<Mean>(d.Means));

        static void All<T>(IEnumerable<string> codes) where T : Entry
        {
            Assert.NotEmpty(codes);
            AllOrNone<T>(codes);
        }

        static void AllOrNone<T>(IEnumerable<string> codes) where T : Entry
        {
            Assert.All(codes, c => Assert.NotNull(Current.Find<T>(c)));
            Assert.Equal(codes.Distinct(), codes);
        }
    }

    [Fact]
    public void The_phases_follow_each_other_over_thirty_six_months_and_cover_all_objectives()
    {
        var phases = Current.Trajectory.Phases;

        Assert.Equal([(0, 3), (3, 9), (9, 18), (18, 36)], phases.Select(p => (p.FromMonth, p.ToMonth)));
        Assert.Equal(Current.Objectives.Select(o => o.Code), phases.SelectMany(p => p.Objectives).Distinct().Order());
        Assert.All(phases, p => Assert.NotEmpty(p.ExitCriteria));
        Assert.Contains("reconstitution", Current.Trajectory.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_is_found_by_its_code_in_any_case_and_only_as_what_it_is()
    {
        Assert.IsType<Step>(Current.Find("m8A"));
        Assert.Null(Current.Find<Mean>("1.2"));
        Assert.Null(Current.Find("M21"));
        Assert.Null(Current.Find(null));
    }

    [Fact]
    public void Audiences_by_default_are_the_mean_s_or_else_those_of_all_objectives()
    {
        Assert.Equal(["associations"], Current.DefaultAudiences(["2.2"], "M10"));
        Assert.Equal(["citizens", "associations"], Current.DefaultAudiences(["3.1"], "M9b"));
        Assert.Equal(["services", "dsp", "elected"], Current.DefaultAudiences(["1.3", "3.1"], null));
        Assert.Empty(Current.DefaultAudiences([], null));
    }

    [Fact]
    public void It_reads_back_the_same_from_the_JSON_of_the_API()
    {
        var json = JsonSerializer.Serialize(Current, Json);

        Assert.Contains("\"effort\":\"Low\"", json, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(json), JsonSerializer.SerializeToNode(JsonSerializer.Deserialize<MethodVersion>(json, Json), Json)));
    }

    // A card shows four lines of text at most on a phone; a step is one sentence that is read while doing it.
    [Theory]
    [InlineData("what", 20, 180)]
    [InlineData("why", 20, 200)]
    [InlineData("howToStart", 20, 150)]
    [InlineData("proof", 10, 90)]
    [InlineData("reached", 40, 190)]
    [InlineData("question", 20, 90)]
    [InlineData("duration", 10, 70)]
    [InlineData("label", 3, 120)]
    [InlineData("shortLabel", 4, 30)]
    [InlineData("pluralLabel", 4, 35)]
    [InlineData("purpose", 40, 170)]
    [InlineData("how", 40, 190)]
    [InlineData("example", 20, 90)]
    public void Texts_fit_their_card(string field, int atLeast, int atMost)
    {
        var texts = Texts().Where(t => t.Field == field).ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, t => Assert.True(t.Text.Length >= atLeast && t.Text.Length <= atMost, $"{t.Text.Length}: {t.Text}"));
    }

    [Fact]
    public void Each_objective_and_mean_says_how_to_start_and_what_proves_it()
    {
        Assert.All(
            Current.Objectives.Select(o => (o.Code, o.HowToStart, o.Proof, o.Evidence))
                .Concat(Current.Means.Select(m => (m.Code, m.HowToStart, m.Proof, m.Evidence))),
            e =>
            {
                Assert.InRange(e.HowToStart.Length, 2, 4);
                Assert.InRange(e.Proof.Length, 2, 3);
                Assert.NotEmpty(e.Evidence);
                Assert.Equal(e.Evidence.Distinct(), e.Evidence);
            });
        Assert.All(Current.Means, m => Assert.InRange(m.Weeks, 1, 52));
    }

    [Fact]
    public void Texts_follow_French_typography() =>
        Assert.All(Texts(), t =>
        {
            Assert.DoesNotMatch(BadTypography(), t.Text);
            Assert.Equal(t.Text.Trim(), t.Text);
            Assert.Equal(t.Text.Normalize(), t.Text);
        });

    [Theory]
    [InlineData("Pourquoi ?")]
    [InlineData("Pourquoi?")]
    [InlineData("ceci : cela")]
    [InlineData("« mot\u00A0»")]
    [InlineData("l'article")]
    [InlineData("3 500 habitants")]
    [InlineData("deux  espaces")]
    [InlineData("et puis...")]
    public void What_is_not_French_typography_is_seen(string text) => Assert.Matches(BadTypography(), text);

    // The guide is a source of facts; its sentences are not ours. It is not in this repository: where it lies beside it, it is compared.
    [Fact]
    public void No_text_shares_eight_words_in_a_row_with_the_guide()
    {
        const int Run = 8;
        if (Guide() is not { } guide)
        {
            return;
        }

        var source = Words(File.ReadAllText(guide));
        var runs = Enumerable.Range(0, source.Length - Run + 1).Select(i => string.Join(' ', source, i, Run)).ToHashSet();
        Assert.Contains(runs, r => r.StartsWith("toute démarche d animation", StringComparison.Ordinal));

        var shared =
            from t in Texts()
            where t.Field is not ("label" or "shortLabel" or "pluralLabel")
            let words = Words(t.Text)
            from i in Enumerable.Range(0, Math.Max(0, words.Length - Run + 1))
            let run = string.Join(' ', words, i, Run)
            where runs.Contains(run)
            select run;
        Assert.Empty(shared);
    }

    private static string? Guide()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "reference", "guide-animation.txt");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private static string[] Words(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(m => m.Value)];

    /// <summary>Every text that people read, with the name of its field.</summary>
    private static IEnumerable<(string Field, string Text)> Texts()
    {
        return Within("", JsonSerializer.SerializeToNode(Current, Json))
            .Where(t => t.Field is not ("code" or "since" or "axis" or "objective" or "objectives" or "means" or "audiences" or "effort" or "evidence"));

        static IEnumerable<(string Field, string Text)> Within(string field, JsonNode? node) => node switch
        {
            JsonObject o => o.SelectMany(p => Within(p.Key, p.Value)),
            JsonArray a => a.SelectMany(n => Within(field, n)),
            JsonValue v when v.GetValueKind() == JsonValueKind.String => [(field, v.GetValue<string>())],
            _ => [],
        };
    }

    // A sign that wants U+00A0 before it, a straight apostrophe or quotation mark, a plain space within a number, doubled spaces, three full stops.
    [GeneratedRegex("""(?<!\u00A0)[:;!?»]|«(?!\u00A0)|['"]|\d \d{3}\b|  |\.\.\.""")]
    private static partial Regex BadTypography();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
