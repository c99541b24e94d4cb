namespace Tidemark.Detection.Coordination.Compat;

/// <summary>What a peer's rules give.</summary>
/// <param name="Edges">The edges.</param>
/// <param name="Pairs">All pair rows that survive the rules, each once, enumerated anew on every call, in a stable order.</param>
public sealed record CompatResult(EdgeColumns Edges, IEnumerable<PairRows.Pair> Pairs);
