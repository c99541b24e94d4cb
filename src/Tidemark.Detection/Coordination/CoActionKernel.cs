namespace Tidemark.Detection.Coordination;

/// <summary>
/// Finds the pairs of accounts that left the same trace within a window, with the number of distinct objects they did so for.
/// Claims: the edges are exactly those of the definition in the contract, whatever the number of threads. Claims nothing
/// about intent: colleagues, fans of one hub and a busy minute of news make edges too; that is for the null model to say.
/// </summary>
/// <remarks>
/// Row-by-row sparse product with a dense accumulator (Gustavson 1978, doi:10.1145/355791.355796) over the account × account
/// matrix: no pair is ever stored. With a minimum weight k an account's partners must appear outside its k - 1 hottest objects
/// (prefix filtering, Chaudhuri, Ganti, Kaushik 2006, doi:10.1109/ICDE.2006.9), so those are not scanned for new partners.
/// Time: O(rows log rows) plus one visit for each end of a pair row outside the last k - 1 objects. Memory: about 40 bytes a
/// row that survives pruning, 8 bytes an account and thread, and the edges.
/// </remarks>
public static class CoActionKernel
{
    /// <summary>The edges of at least the minimum weight.</summary>
    /// <param name="index">The shares, without duplicates.</param>
    /// <param name="options">Window, minimum weight, loops, threads.</param>
    /// <param name="cancel">Stops the sweep.</param>
    public static EdgeColumns Run(ShareIndex index, CoActionOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MinWeight, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Window);
        PrunedShares shares = PrunedShares.Of(index, options.Window, options.MinWeight);
        var lists = new List<EdgeList>();
        if (shares.Rows > 0)
        {
            Sweep(index, shares, options, lists, cancel);
        }
        if (options.KeepLoops)
        {
            lists.Add(Loops.Of(index, options));
        }
        return EdgeList.ToColumns(lists, index);
    }

    private static void Sweep(
        ShareIndex index, PrunedShares shares, CoActionOptions options, List<EdgeList> lists, CancellationToken cancel)
    {
        // Two rows of two accounts can only be one post where some post stands under two accounts.
        if (shares.Rows < 20_000 || options.Threads < 2)
        {
            var alone = new AccountSweep(index, shares, options.MinWeight);
            alone.Run(0, shares.Accounts, cancel);
            lists.Add(alone.Found);
            return;
        }
        // Threads take turns at short ranges of accounts; which thread finds an edge does not show, for edges are sorted after.
        int next = 0;
        int step = Math.Max(16, shares.Accounts / (options.Threads * 64));
        var sweeps = new AccountSweep[options.Threads];
        Parallel.For(0, options.Threads, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancel }, t =>
        {
            var sweep = new AccountSweep(index, shares, options.MinWeight);
            sweeps[t] = sweep;
            while (true)
            {
                int from = Interlocked.Add(ref next, step) - step;
                if (from >= shares.Accounts || from < 0)
                {
                    break;
                }
                sweep.Run(from, Math.Min(from + step, shares.Accounts), cancel);
            }
        });
        lists.AddRange(sweeps.Select(s => s.Found));
    }
}
