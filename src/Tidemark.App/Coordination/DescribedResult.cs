using Tidemark.App.Terminal;
using Tidemark.Detection.Coordination;
using Tidemark.Detection.Graph;
using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Coordination;

/// <summary>A result as findings and reports describe it, of one kind of trace or of several.</summary>
internal sealed record DescribedResult
{
    /// <summary>All rows; of several kinds the joined table, which is described and never tested.</summary>
    public required ShareIndex Index { get; init; }

    public required EdgeColumns Edges { get; init; }

    public required Groups Groups { get; init; }

    public required IReadOnlyList<GroupProfile> Profiles { get; init; }

    /// <summary>What it was found with; q is that of the whole.</summary>
    public required CoordinationOptions Options { get; init; }

    /// <summary>The kinds of trace, one or several.</summary>
    public required IReadOnlyList<TraceKind> Kinds { get; init; }

    /// <summary>How many tests the q of a pair is over.</summary>
    public required long Tests { get; init; }

    /// <summary>Posts, accounts and objects of the material.</summary>
    public required (long Posts, int Accounts, int Objects) Sizes { get; init; }

    /// <summary>What an object of the index is.</summary>
    public required Func<int, (TraceKind Kind, string Value)> Object { get; init; }

    /// <summary>The pair rows behind an edge.</summary>
    public required Func<int, IEnumerable<PairRows.Pair>> Rows { get; init; }

    /// <summary>What each of several kinds says of an edge; of one kind nothing.</summary>
    public Func<int, IReadOnlyList<EdgeInKind>> ByKind { get; init; } = _ => [];

    public required MethodNotes Method { get; init; }

    public required ControlResult Control { get; init; }

    public string Account(int account) => Index.AccountNames.Text(account);

    public static DescribedResult Of(ShareColumns shares, CoordinationResult result, IReadOnlyList<GroupProfile>? known = null) => new()
    {
        Index = result.Index,
        Edges = result.Edges,
        Groups = result.Groups,
        Profiles = known ?? GroupProfile.Of(result, Interrupt.Token),
        Options = result.Options,
        Kinds = [shares.Kind],
        Tests = result.Tests.Tests,
        Sizes = (shares.Contents?.Count ?? result.Index.Rows, shares.Accounts.Count, shares.Objects.Count),
        Object = o => (shares.Kind, shares.Objects.Text(o)),
        Rows = e => PairRows.Of(result.Index, result.Edges.A[e], result.Edges.B[e], result.Options.Window),
        Method = CoordinationMethod.Notes(result),
        Control = CoordinationMethod.Control(result),
    };

    public static DescribedResult Of(IReadOnlyList<ShareColumns> kinds, SeveralTraces found, CoordinationOptions options)
    {
        JoinedTraces joined = JoinedTraces.Of(kinds);
        TraceKind[] words = [.. kinds.Select(k => k.Kind)];
        return new DescribedResult
        {
            Index = joined.Index,
            Edges = found.Edges,
            Groups = found.Groups,
            Profiles = GroupProfile.Of(found, joined, Interrupt.Token),
            Options = options,
            Kinds = words,
            Tests = found.ByKind.Sum(r => r.Tests.Tests),
            Sizes = (kinds[0].Contents!.Count, kinds[0].Accounts.Count, joined.Shares.Objects.Count),
            Object = joined.Object,
            Rows = e => found.RowsOf(e, joined),
            ByKind = e => [.. words.Select((word, kind) => InKind(word, found.Of(kind, found.Edges.A[e], found.Edges.B[e])))],
            Method = CoordinationMethod.Notes(found, words),
            Control = CoordinationMethod.Control(found, options),
        };
    }

    private static EdgeInKind InKind(TraceKind kind, SeveralTraces.PairInKind pair) => new(
        kind, pair.Outcome == SeveralTraces.Outcome.Kept, pair.Weight, Finite(pair.MeanDeltaSeconds), Finite(pair.Expected), pair.P, pair.Q);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
