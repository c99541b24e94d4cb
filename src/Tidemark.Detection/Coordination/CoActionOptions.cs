namespace Tidemark.Detection.Coordination;

/// <summary>What counts as a co-action.</summary>
/// <param name="Window">Largest |Δt| of a pair row, in nanoseconds, inclusive.</param>
/// <param name="MinWeight">Edges of fewer distinct objects are not returned; at least 1.</param>
/// <param name="KeepLoops">Whether two posts of one account are a pair row too.</param>
/// <param name="Threads">How many threads sweep; the result does not depend on it.</param>
public sealed record CoActionOptions(long Window, int MinWeight = 1, bool KeepLoops = false, int Threads = 2);
