using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Sheets;

namespace OpenDataAnimation.Plans.Inventory;

/// <param name="Row">As the spreadsheet numbers it.</param>
/// <param name="Column">The heading of the cell that was refused.</param>
public sealed record DatasetRow(int Row, RowKind Kind, string Title, string? Column = null, string? Reason = null);

/// <summary>
/// A list of datasets as a service sends it, against the inventory: what would be added, changed, left, refused. A single column without
/// a heading is a list of titles; a row without an identifier whose title is known is that dataset.
/// </summary>
internal sealed class DatasetSheet
{
    private enum Column { Id, Title, Description, Service, Owner, Theme, Licence, Schema, Frequency, HeldIn, Duty, DutySource, State }

    /// <summary>Those of the export, in its order.</summary>
    private static readonly (Column Column, string Heading)[] Exported =
    [
        (Column.Id, "Identifiant"), (Column.Title, "Titre"), (Column.Description, "Description"), (Column.Service, "Service"), (Column.Owner, "Responsable"), (Column.Theme, "Thème"),
        (Column.Licence, "Licence"), (Column.Schema, "Schéma"), (Column.Frequency, "Mise à jour"), (Column.HeldIn, "Où sont les données"), (Column.Duty, "Obligation"),
        (Column.DutySource, "Source de l’obligation"), (Column.State, "État"),
    ];

    private static readonly FrozenDictionary<string, Column> Known = Exported.Select(e => (e.Heading, e.Column)).Concat(
    [
        ("id", Column.Id), ("jeu de données", Column.Title), ("nom du jeu de données", Column.Title), ("intitulé", Column.Title), ("nom", Column.Title), ("donnée", Column.Title),
        ("descriptif", Column.Description), ("service responsable", Column.Service), ("direction", Column.Service), ("service producteur", Column.Service), ("producteur", Column.Service),
        ("personne responsable", Column.Owner), ("référent", Column.Owner), ("thématique", Column.Theme), ("fréquence", Column.Frequency), ("fréquence de mise à jour", Column.Frequency),
        ("périodicité", Column.Frequency), ("emplacement", Column.HeldIn), ("logiciel", Column.HeldIn), ("source", Column.HeldIn), ("schéma scdl", Column.Schema), ("statut", Column.State),
    ]).ToFrozenDictionary(pair => Columns.Key(pair.Item1), pair => pair.Item2);

    private readonly List<(CandidateDataset? Existing, DatasetFields Fields)> _writes = [];
    private readonly List<DatasetRow> _rows = [];

    public static string[] Head { get; } = [.. Exported.Select(e => e.Heading)];

    public IReadOnlyList<(CandidateDataset? Existing, DatasetFields Fields)> Writes => _writes;

    public IReadOnlyList<DatasetRow> Rows => _rows;

    /// <summary>The headings that nothing here knows: their cells are left out, and the page says so.</summary>
    public IReadOnlyList<string> Unknown { get; private set; } = [];

    /// <summary>Changes when the sheet or what it meets changes.</summary>
    public string Fingerprint { get; private set; } = "";

    public int Count(RowKind kind) => _rows.Count(r => r.Kind == kind);

    public static string[] Line(CandidateDataset d, string? service, string? owner) =>
    [
        d.Id.ToString(), d.Title, d.Description, service ?? "", owner ?? d.OwnerName ?? "", d.Theme is { } theme ? InventoryWords.Of(theme) : "", InventoryWords.Of(d.Licence), d.Schema ?? "",
        InventoryWords.Of(d.Frequency), d.HeldIn ?? "", d.Duty ?? "", d.DutySource ?? "", InventoryWords.Of(d.State),
    ];

    /// <param name="services">Names of the body's services, by id.</param>
    public static DatasetSheet Of(IReadOnlyList<SheetRow> rows, IReadOnlyList<CandidateDataset> existing, IReadOnlyDictionary<Guid, string> services, IReadOnlyList<Person> members)
    {
        var sheet = new DatasetSheet();
        var head = rows.Take(10).FirstOrDefault(r => r.Cells.Any(c => Known.GetValueOrDefault(Columns.Key(c), Column.Id) == Column.Title && Known.ContainsKey(Columns.Key(c))));
        var columns = head is null ? [Column.Title] : Array.ConvertAll(head.Cells, c => Known.TryGetValue(Columns.Key(c), out var column) ? column : (Column?)null);
        sheet.Unknown = head is null ? [] : [.. head.Cells.Where((c, at) => columns[at] is null && !string.IsNullOrWhiteSpace(c)).Select(Cells.Clean)];
        var byId = existing.ToDictionary(d => d.Id);
        var byTitle = existing.DistinctBy(d => d.Folded).ToDictionary(d => d.Folded);
        var seen = new HashSet<string>();
        foreach (var row in rows.SkipWhile(r => head is not null && r != head).Skip(head is null ? 0 : 1).Where(r => !r.IsEmpty))
        {
            sheet._rows.Add(sheet.Take(row, columns, byId, byTitle, seen, services, members));
        }

        var told = new StringBuilder();
        foreach (var (row, at) in sheet._rows.Select((r, at) => (r, at)))
        {
            told.Append(at).Append('|').Append(row).Append('\n');
        }

        told.AppendJoin('\n', sheet._writes.Select(w => $"{w.Existing?.Id}|{w.Existing?.Version}|{w.Fields}"));
        sheet.Fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(told.ToString())));
        return sheet;
    }

    private DatasetRow Take(
        SheetRow row, Column?[] columns, Dictionary<Guid, CandidateDataset> byId, Dictionary<string, CandidateDataset> byTitle, HashSet<string> seen,
        IReadOnlyDictionary<Guid, string> services, IReadOnlyList<Person> members)
    {
        var title = Cell(Column.Title);
        if (title.Length is < 3 or > 200)
        {
            return Refused(Column.Title, title.Length == 0 ? "Il manque le titre." : "Le titre compte de 3 à 200 caractères.");
        }

        CandidateDataset? known;
        if (Cell(Column.Id) is { Length: > 0 } written)
        {
            if (!Guid.TryParse(written, out var id) || !byId.TryGetValue(id, out known))
            {
                return Refused(Column.Id, "Cet identifiant n’est pas dans votre recensement. Videz la cellule pour ajouter une ligne.");
            }
        }
        else
        {
            known = byTitle.GetValueOrDefault(Folding.Fold(title));
        }

        if (!seen.Add(known?.Id.ToString() ?? Folding.Fold(title)))
        {
            return Refused(Column.Title, "Ce jeu de données est déjà plus haut dans le tableau.");
        }

        foreach (var (column, most) in new[] { (Column.Description, 4000), (Column.Service, 120), (Column.Owner, 120), (Column.HeldIn, 300), (Column.Duty, 500), (Column.DutySource, 500) })
        {
            if (Cell(column).Length > most)
            {
                return Refused(column, $"Cette cellule compte {most} caractères au plus.");
            }
        }

        var (theme, licence, frequency) = (InventoryWords.Theme(Cell(Column.Theme)), InventoryWords.Licence(Cell(Column.Licence)), InventoryWords.Frequency(Cell(Column.Frequency)));
        if (Cell(Column.Theme).Length > 0 && theme is null)
        {
            return Refused(Column.Theme, $"«\u00A0{Cells.Short(Cell(Column.Theme))}\u00A0» n’est pas un thème connu.");
        }

        if (Cell(Column.Licence).Length > 0 && licence is null)
        {
            return Refused(Column.Licence, $"«\u00A0{Cells.Short(Cell(Column.Licence))}\u00A0» n’est pas une licence connue\u00A0: Licence Ouverte, ODbL ou Autre.");
        }

        if (Cell(Column.Frequency).Length > 0 && frequency is null)
        {
            return Refused(Column.Frequency, $"«\u00A0{Cells.Short(Cell(Column.Frequency))}\u00A0» n’est pas un rythme connu, comme Tous les ans.");
        }

        var schema = Schema(Cell(Column.Schema));
        if (Cell(Column.Schema).Length > 0 && schema is null)
        {
            return Refused(Column.Schema, $"«\u00A0{Cells.Short(Cell(Column.Schema))}\u00A0» n’est pas un schéma de la liste, comme scdl/deliberations.");
        }

        if (Has(Column.Duty) && Cell(Column.Duty).Length > 0 && (Has(Column.DutySource) ? Cell(Column.DutySource) : known?.DutySource ?? "").Length == 0)
        {
            return Refused(Column.DutySource, "Dites où cette obligation est écrite.");
        }

        var service = Has(Column.Service) ? Cell(Column.Service) : null;
        var (ownerId, ownerName) = Owner(Cell(Column.Owner), known);
        var fields = new DatasetFields(
            title, Has(Column.Description) ? Cell(Column.Description) : known?.Description, service is null ? known?.ServiceId : IdOf(service), service,
            Has(Column.Owner) ? ownerId : known?.OwnerId, Has(Column.Owner) ? ownerName : known?.OwnerName, Has(Column.Theme) ? theme : known?.Theme, licence ?? known?.Licence,
            Has(Column.Schema) ? schema : known?.Schema, Has(Column.Duty) ? Typed.OrNull(Cell(Column.Duty)) : known?.Duty, Has(Column.DutySource) ? Typed.OrNull(Cell(Column.DutySource)) : known?.DutySource,
            Has(Column.Frequency) ? frequency ?? Inventory.Frequency.Unknown : known?.Frequency, Has(Column.HeldIn) ? Cell(Column.HeldIn) : known?.HeldIn);
        if (known is not null && IsAsKept(fields, known, services))
        {
            return new DatasetRow(row.Number, RowKind.Unchanged, title);
        }

        _writes.Add((known, fields));
        return new DatasetRow(row.Number, known is null ? RowKind.Added : RowKind.Changed, title);

        bool Has(Column column) => Array.IndexOf(columns, column) >= 0;

        string Cell(Column column) => Array.IndexOf(columns, column) is var at and >= 0 ? Cells.Clean(row[at]) : "";

        DatasetRow Refused(Column column, string reason) => new(row.Number, RowKind.Refused, title, Exported.First(e => e.Column == column).Heading, reason);

        Guid? IdOf(string name) => services.FirstOrDefault(s => Columns.Key(s.Value) == Columns.Key(name)) is { Value: not null } found ? found.Key : null;

        (Guid?, string?) Owner(string name, CandidateDataset? of)
        {
            // The one who is known under that name stays the same person, even when she left.
            var found = members.Where(m => Columns.Key(m.Name) == Columns.Key(name)).ToList();
            return name.Length == 0 ? (null, null) : found.Count == 1 ? (found[0].Id, null) : (of?.OwnerId is { } id && found.Exists(m => m.Id == id) ? id : null, name);
        }
    }

    private static bool IsAsKept(DatasetFields f, CandidateDataset d, IReadOnlyDictionary<Guid, string> services) =>
        f.Title == d.Title && Same(f.Description, d.Description) && f.OwnerId == d.OwnerId && Same(f.OwnerName, d.OwnerName) && f.Theme == d.Theme && (f.Licence ?? d.Licence) == d.Licence
        && Same(f.Schema, d.Schema) && Same(f.Duty, d.Duty) && Same(f.DutySource, d.DutySource) && f.Frequency == d.Frequency && Same(f.HeldIn, d.HeldIn)
        && (f.ServiceId == d.ServiceId && (f.ServiceId is not null || string.IsNullOrWhiteSpace(f.ServiceName))) && (d.ServiceId is null || services.ContainsKey(d.ServiceId.Value));

    private static bool Same(string? one, string? other) => (one ?? "").ReplaceLineEndings("\n") == (other ?? "").ReplaceLineEndings("\n");

    private static string? Schema(string cell)
    {
        var key = Columns.Key(cell);
        return key.Length == 0 ? null : SchemaList.Current.Items.FirstOrDefault(s => Columns.Key(s.Name) == key || Columns.Key(s.Title) == key || Columns.Key(s.Name.Split('/')[1]) == key)?.Name;
    }
}
