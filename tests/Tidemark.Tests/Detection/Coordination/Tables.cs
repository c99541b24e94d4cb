using System.Globalization;
using CsCheck;
using Tidemark.Model;

namespace Tidemark.Tests.Detection.Coordination;

/// <summary>Small share tables for tests: dense ids, names that sort differently from the ids.</summary>
internal static class Tables
{
    internal readonly record struct Share(int Account, int Object, int Content, long Time);

    /// <summary>Few accounts and objects, so that ties, repeats, loops and shared posts are frequent.</summary>
    internal static Gen<Share[]> Random { get; } =
        from accounts in Gen.Int[1, 9]
        from objects in Gen.Int[1, 7]
        from contents in Gen.Int[1, 90]
        from span in Gen.Int[1, 400]
        from tick in Gen.Int[0, 3].Select(i => new[] { 1L, 1_000_000L, 500_000_000L, 1_000_000_000L }[i])
        from rows in Gen.Select(Gen.Int[0, accounts - 1], Gen.Int[0, objects - 1], Gen.Int[0, contents - 1], Gen.Int[-span, span],
            (a, o, c, t) => new Share(a, o, c, t * tick)).Array[0, 120]
        select rows;

    internal static string Account(int id) => string.Create(CultureInfo.InvariantCulture, $"{(char)('z' - id % 26)}{id}é");

    internal static string Object(int id) => string.Create(CultureInfo.InvariantCulture, $"o{id}");

    internal static string Content(int id) => string.Create(CultureInfo.InvariantCulture, $"c{id}");

    internal static ShareColumns Columns(IReadOnlyList<Share> rows) => new()
    {
        Count = rows.Count,
        Account = [.. rows.Select(r => r.Account)],
        Object = [.. rows.Select(r => r.Object)],
        Content = [.. rows.Select(r => r.Content)],
        Time = [.. rows.Select(r => r.Time)],
        Accounts = Named(rows.Select(r => r.Account), Account),
        Objects = Named(rows.Select(r => r.Object), Object),
        Contents = Named(rows.Select(r => r.Content), Content),
    };

    private static Names Named(IEnumerable<int> ids, Func<int, string> name)
    {
        var names = new Names();
        int last = ids.DefaultIfEmpty(-1).Max();
        for (int id = 0; id <= last; id++)
        {
            names.Intern(name(id));
        }
        return names;
    }
}
