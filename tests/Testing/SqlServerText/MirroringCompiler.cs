using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace OpenDataAnimation.Testing;

#pragma warning disable EF1001 // The one place where a query and its values are still whole; public hooks have only one of them.

/// <summary>Sees every query with its values, updates and deletions in place included.</summary>
internal sealed class MirroringCompiler(
    IQueryContextFactory contexts, ICompiledQueryCache cache, ICompiledQueryCacheKeyGenerator keys, IDatabase database,
    IDiagnosticsLogger<DbLoggerCategory.Query> log, ICurrentDbContext current, IEvaluatableExpressionFilter filter, IModel model)
    : QueryCompiler(contexts, cache, keys, database, log, current, filter, model)
{
    private static readonly MethodInfo DrainMethod = typeof(MirroringCompiler).GetMethod(nameof(Drain), BindingFlags.NonPublic | BindingFlags.Static)!;
    private readonly ICurrentDbContext _current = current;

    public static DbContextOptionsBuilder Replace(DbContextOptionsBuilder options) => options.ReplaceService<IQueryCompiler, MirroringCompiler>();

    public override TResult Execute<TResult>(Expression query)
    {
        Mirror(query, m => m.Execute<TResult>(query));
        return base.Execute<TResult>(query);
    }

    public override TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken = default)
    {
        Mirror(query, m => m.ExecuteAsync<TResult>(query, CancellationToken.None));
        return base.ExecuteAsync<TResult>(query, cancellationToken);
    }

    public override Func<QueryContext, TResult> CreateCompiledQuery<TResult>(Expression query) =>
        Both(query, base.CreateCompiledQuery<TResult>(query), m => m.CreateCompiledQuery<TResult>(query));

    public override Func<QueryContext, TResult> CreateCompiledAsyncQuery<TResult>(Expression query) =>
        Both(query, base.CreateCompiledAsyncQuery<TResult>(query), m => m.CreateCompiledAsyncQuery<TResult>(query));

    private static Func<QueryContext, TResult> Both<TResult>(Expression query, Func<QueryContext, TResult> ours, Func<IQueryCompiler, Func<QueryContext, TResult>> compile)
    {
        Func<QueryContext, TResult>? theirs = null;
        return context =>
        {
            SqlServerText.Mirror(context.Context, "query", query.ToString(), mirror =>
            {
                theirs ??= compile(mirror.GetService<IQueryCompiler>());
                var values = mirror.GetService<IQueryContextFactory>().Create();
                foreach (var (name, value) in context.Parameters)
                {
                    values.Parameters[name] = value;
                }

                Consume(theirs(values));
            });
            return ours(context);
        };
    }

    private void Mirror<TResult>(Expression query, Func<IQueryCompiler, TResult> execute) =>
        SqlServerText.Mirror(_current.Context, "query", query.ToString(), mirror => Consume(execute(mirror.GetService<IQueryCompiler>())));

    /// <summary>A query runs when it is read. Nothing waits here: the connection answers at once.</summary>
    private static void Consume(object? result)
    {
        switch (result)
        {
            case Task task:
                task.GetAwaiter().GetResult();
                break;
            case System.Collections.IEnumerable rows when result is IQueryingEnumerable:
                rows.GetEnumerator().MoveNext();
                break;
            case not null when result.GetType().GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) is { } rows:
                ((Task)DrainMethod.MakeGenericMethod(rows.GenericTypeArguments).Invoke(null, [result])!).GetAwaiter().GetResult();
                break;
        }
    }

    private static async Task Drain<T>(IAsyncEnumerable<T> rows)
    {
        await foreach (var _ in rows)
        {
        }
    }
}

/// <summary>The tables of a query made for SQLite's model, in the mirror's model.</summary>
internal sealed class Reroot : IQueryExpressionInterceptor
{
    public static Reroot Instance { get; } = new();

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => new Roots(eventData.Context!.Model).Visit(queryExpression);

    private sealed class Roots(IModel model) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node is EntityQueryRootExpression root && root.EntityType.Model != model
            ? new EntityQueryRootExpression(model.FindEntityType(root.EntityType.Name)!)
            : base.VisitExtension(node);
    }
}
