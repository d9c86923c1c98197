using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Portability;

/// <summary>A table whose rows go with a body: enumerated from the model, so that a new one is never forgotten.</summary>
internal sealed class PortableTable
{
    private static readonly MethodInfo Rows = typeof(PortableTable).GetMethod(nameof(RowsOf), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo Cleared = typeof(PortableTable).GetMethod(nameof(ClearAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo Naming = typeof(PortableTable).GetMethod(nameof(RowsNaming), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly IEntityType _type;
    private readonly ExportedAttribute? _shared;

    private PortableTable(IEntityType type)
    {
        _type = type;
        _shared = type.ClrType.GetCustomAttribute<ExportedAttribute>();
        Columns = [.. type.GetProperties().Select(p => new PortableColumn(p))];
    }

    public string Name => _type.GetTableName()!;

    public Type Entity => _type.ClrType;

    public bool IsTenants => Entity.IsAssignableTo(typeof(ITenantOwned));

    public bool Stays => _shared?.Stays == true;

    public bool IsExported => !Entity.IsDefined(typeof(NotExportedAttribute), false);

    public IReadOnlyList<PortableColumn> Columns { get; }

    /// <summary>All tables with rows of a body, those that others point to first.</summary>
    public static IReadOnlyList<PortableTable> Of(DbContext db)
    {
        var types = db.Model.GetEntityTypes().Where(t => !t.IsOwned() && t.BaseType is null
            && (t.ClrType.IsAssignableTo(typeof(ITenantOwned)) || t.ClrType.IsDefined(typeof(ExportedAttribute), false))).OrderBy(t => t.GetTableName(), StringComparer.Ordinal).ToList();
        var (sorted, seen) = (new List<PortableTable>(), new HashSet<IEntityType>());
        foreach (var type in types)
        {
            Visit(type);
        }

        return sorted;

        void Visit(IEntityType type)
        {
            if (!seen.Add(type))
            {
                return;
            }

            foreach (var key in type.GetForeignKeys().Where(k => types.Contains(k.PrincipalEntityType)))
            {
                Visit(key.PrincipalEntityType);
            }

            sorted.Add(new PortableTable(type));
        }
    }

    /// <summary>The body's rows in the order of their keys, deleted ones included: they can be restored.</summary>
    public IAsyncEnumerable<object> ReadAsync(ServiceDb db) =>
        (IAsyncEnumerable<object>)Rows.MakeGenericMethod(Entity).Invoke(null, [this, db])!;

    /// <summary>Those of the body's rows in which this id stands, alone in a column or among others in a text.</summary>
    public IAsyncEnumerable<object> ReadAsync(ServiceDb db, Guid person) =>
        (IAsyncEnumerable<object>)Naming.MakeGenericMethod(Entity).Invoke(null, [this, db, person])!;

    /// <summary>A row as values by column.</summary>
    /// <param name="whole">Texts and documents too.</param>
    public IReadOnlyDictionary<string, object?> Values(object row, bool whole) =>
        Columns.Where(c => whole || c.Kind is not ("text" or "bytes")).ToDictionary(c => c.Name, c => c.Value(row));

    /// <summary>Removes the body's rows.</summary>
    public Task<int> ClearAsync(ServiceDb db, CancellationToken ct) => (Task<int>)Cleared.MakeGenericMethod(Entity).Invoke(null, [this, db, ct])!;

    public object Make(JsonElement row)
    {
        var entity = Activator.CreateInstance(Entity, nonPublic: true)!;
        foreach (var column in Columns.Where(c => row.TryGetProperty(c.Name, out _)))
        {
            column.Set(entity, row.GetProperty(column.Name));
        }

        return entity;
    }

    /// <summary>Whether every row says that it is this body's: a file made by hand must not reach another's.</summary>
    public bool Belongs(object entity, Guid bodyId) =>
        IsTenants ? ((ITenantOwned)entity).TenantId == bodyId : Value(entity, _shared!.Column) == bodyId || (_shared.Or is { } or && Value(entity, or) == bodyId);

    private Guid? Value(object entity, string column) => (Guid?)Entity.GetProperty(column)!.GetValue(entity);

    private static IAsyncEnumerable<object> RowsOf<T>(PortableTable table, ServiceDb db) where T : class
    {
        var ordered = Ordered(table.Mine<T>(db).AsNoTracking(), table._type.FindPrimaryKey()!.Properties);
        return ordered.AsAsyncEnumerable();
    }

    private static IAsyncEnumerable<object> RowsNaming<T>(PortableTable table, ServiceDb db, Guid person) where T : class
    {
        var row = Expression.Parameter(typeof(T), "e");
        var written = Expression.Constant(person.ToString());
        Expression? names = null;
        foreach (var property in table._type.GetProperties().Where(p => p.PropertyInfo is not null && p.Name != nameof(ITenantOwned.TenantId)))
        {
            var value = Expression.Property(row, property.PropertyInfo!);
            var here = property.ClrType == typeof(Guid) || property.ClrType == typeof(Guid?) ? Expression.Equal(value, Expression.Convert(Expression.Constant(person), property.ClrType))
                : property.ClrType == typeof(string) && property.GetMaxLength() is null or > 36 ? (Expression)Expression.Call(value, nameof(string.Contains), null, written)
                : null;
            names = here is null ? names : names is null ? here : Expression.OrElse(names, here);
        }

        return names is null ? AsyncEnumerable.Empty<object>() : table.Mine<T>(db).AsNoTracking().Where(Expression.Lambda<Func<T, bool>>(names, row)).AsAsyncEnumerable();
    }

    private static Task<int> ClearAsync<T>(PortableTable table, ServiceDb db, CancellationToken ct) where T : class =>
        table.Mine<T>(db).ExecuteDeleteAsync(ct);

    private IQueryable<T> Mine<T>(ServiceDb db) where T : class
    {
        if (_shared is null)
        {
            // The tenant filter stays: it is the scope's body.
            return db.Set<T>().IgnoreQueryFilters([ServiceDb.DeletedFilter]);
        }

        var (row, bodyId) = (Expression.Parameter(typeof(T), "e"), db.Scope.TenantId);
        var mine = Is(row, _shared.Column, bodyId);
        return db.Set<T>().Where(Expression.Lambda<Func<T, bool>>(_shared.Or is { } or ? Expression.OrElse(mine, Is(row, or, bodyId)) : mine, row));
    }

    private static BinaryExpression Is(ParameterExpression row, string column, Guid bodyId)
    {
        var property = Expression.Property(row, column);
        return Expression.Equal(property, Expression.Convert(Expression.Constant(bodyId), property.Type));
    }

    private static IQueryable<T> Ordered<T>(IQueryable<T> rows, IReadOnlyList<IProperty> keys) where T : class
    {
        var ordered = rows.OrderBy(e => EF.Property<object>(e, keys[0].Name));
        foreach (var key in keys.Skip(1))
        {
            var name = key.Name;
            ordered = ordered.ThenBy(e => EF.Property<object>(e, name));
        }

        return ordered;
    }
}

/// <summary>One column of an export: how its value is written in JSON, and read back without loss.</summary>
internal sealed class PortableColumn(IProperty property)
{
    private readonly Type _type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;

    public string Name => property.Name;

    /// <summary>Null when there is no lossless way: the model test says so.</summary>
    public string? Kind => property.PropertyInfo is null && property.FieldInfo is null ? null
        : _type.IsEnum ? "word"
        : _type == typeof(Guid) ? "id"
        : _type == typeof(string) ? "text"
        : _type == typeof(bool) ? "yes-no"
        : _type == typeof(int) || _type == typeof(long) || _type == typeof(short) ? "whole"
        : _type == typeof(decimal) || _type == typeof(double) ? "number"
        : _type == typeof(DateTime) ? "instant"
        : _type == typeof(DateOnly) ? "day"
        : _type == typeof(TimeOnly) ? "time"
        : _type == typeof(byte[]) ? "bytes"
        : null;

    public object? Value(object entity) => property.PropertyInfo is { } info ? info.GetValue(entity) : property.FieldInfo!.GetValue(entity);

    public void Write(Utf8JsonWriter json, object entity)
    {
        json.WritePropertyName(Name);
        switch (Value(entity))
        {
            case null: json.WriteNullValue(); break;
            case Guid id: json.WriteStringValue(id); break;
            case string text: json.WriteStringValue(text); break;
            case bool yes: json.WriteBooleanValue(yes); break;
            case int whole: json.WriteNumberValue(whole); break;
            case long whole: json.WriteNumberValue(whole); break;
            case short whole: json.WriteNumberValue(whole); break;
            case decimal number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case DateTime instant: json.WriteStringValue(instant.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)); break;
            case DateOnly day: json.WriteStringValue(day.ToString("O", CultureInfo.InvariantCulture)); break;
            case TimeOnly time: json.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture)); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case Enum word: json.WriteStringValue(word.ToString()); break;
            case var other: throw new NotSupportedException($"{Name} of {property.DeclaringType.ShortName()} is a {other.GetType().Name}.");
        }
    }

    /// <exception cref="FormatException">The value is not of the column's kind.</exception>
    public void Set(object entity, JsonElement value)
    {
        object? read;
        try
        {
            read = value.ValueKind == JsonValueKind.Null ? null
                : _type.IsEnum ? Enum.Parse(_type, value.GetString()!)
                : _type == typeof(DateTime) ? DateTime.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).ToUniversalTime()
                : value.Deserialize(_type);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"{Name} cannot be read.", e);
        }

        if (read is null && property.ClrType.IsValueType && Nullable.GetUnderlyingType(property.ClrType) is null)
        {
            throw new FormatException($"{Name} is missing.");
        }

        if (property.PropertyInfo?.CanWrite == true)
        {
            property.PropertyInfo.SetValue(entity, read);
        }
        else
        {
            property.FieldInfo!.SetValue(entity, read);
        }
    }
}
