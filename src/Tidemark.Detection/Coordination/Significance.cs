namespace Tidemark.Detection.Coordination;

/// <summary>
/// Tests pairs of accounts for synchrony beyond chance.
/// </summary>
/// <remarks>
/// <para><b>Claims</b> that a kept pair acted within the window on more of its shared objects than any of three nulls that
/// differ in kind can explain: <see cref="RateNull"/> (any two sharers of objects as popular), <see cref="CurveNull"/> (the
/// other sharers of these very objects) and <see cref="RhythmNull"/> (the two accounts' own hours), with the false-discovery
/// rate controlled over all pairs that could have met.</para>
/// <para><b>Does not claim</b> that anybody planned it, who they are, or why. It says nothing of groups that spread their acts
/// over hours, and has little power for those that act in step only in the middle of a storm.</para>
/// <para><b>Fails innocently</b> on people who act in step for an ordinary reason the nulls do not know: outlets of one house,
/// mirrors and syndicators, automatic reposts of one hub, followers with alerts who react faster than the window. These are
/// named beside every finding.</para>
/// <para>A fourth condition stands inside the curve null: what a pair took shortly before from a source, a third account or one of the
/// two, counts as certain to be synchronous (<see cref="Sources"/>, <see cref="CommonSource"/>), so an audience must be synchronous beyond it on its
/// other objects.</para>
/// <para>Statistic: the number of shared objects with at least one synchronous pair of acts. Its distribution under each null
/// is Poisson-binomial. Complexity: O(rows) for the rates, then per candidate the rows of both accounts, and for those not yet
/// explained the acts of suspects on their shared objects. A null is asked only where its answer can still matter: a pair whose q is too large
/// for the others' cannot be kept by a further one, for p only grows. Memory: 16 bytes a candidate and null, 12 bytes a row of a candidate, 8 to
/// 24 bytes an act of a suspect.</para>
/// <para>References: Tumminello et al. 2011, doi:10.1371/journal.pone.0017994 (validated projections); Pacheco et al. 2021,
/// doi:10.1609/icwsm.v15i1.18075 (synchrony as the signal); Benjamini and Hochberg 1995. See docs/methods/coordination.md.</para>
/// </remarks>
public static class Significance
{
    /// <summary>Tests the candidates.</summary>
    /// <param name="index">All shares, without duplicates.</param>
    /// <param name="candidates">Pairs with at least the minimum weight; all other pairs count as tested with p = 1.</param>
    /// <param name="options">Window, rate, threads.</param>
    /// <param name="progress">Told how many candidates are done, now and then; may be null.</param>
    /// <param name="cancel">Stops the test.</param>
    public static PairTests Test(
        ShareIndex index, EdgeColumns candidates, SignificanceOptions options,
        Action<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(options);
        if (candidates.Count == 0)
        {
            return PairTests.None(CouldHaveMet(index, PooledRates.SharerPairsOf(index)));
        }
        PooledRates rates = PooledRates.Of(index, options.Window);
        var rhythm = new RhythmNull(index, options.Window, options.Horizon);
        for (int e = 0; e < candidates.Count; e++)
        {
            rhythm.Prepare(candidates.A[e]);
            rhythm.Prepare(candidates.B[e]);
        }
        var test = new Run(index, candidates, options, rates, rhythm);
        long tests = Math.Max(candidates.Count, CouldHaveMet(index, rates.SharerPairs));
        test.AskRateAndRhythm(tests, progress, cancel);
        test.AskCurve(tests, cancel);
        test.AskSourcesAgain(tests, cancel);
        return test.Finish(tests);
    }

    /// <summary>Pairs with an object in common, from above: no more than all pairs of sharers, and than all pairs of active accounts.</summary>
    private static long CouldHaveMet(ShareIndex index, double sharerPairs)
    {
        double active = 0;
        for (int a = 0; a < index.Accounts; a++)
        {
            active += index.AccountStart[a + 1] > index.AccountStart[a] ? 1 : 0;
        }
        return (long)Math.Min(sharerPairs, active * (active - 1) / 2);
    }

    private sealed class Run(
        ShareIndex index, EdgeColumns pairs, SignificanceOptions options, PooledRates rates, RhythmNull rhythm)
    {
        private const int Batch = 256;

        /// <summary>Each round takes a layer of sources away; more than two were never seen.</summary>
        private const int MostRounds = 5;

        private readonly double[] _rateP = new double[pairs.Count];
        private readonly double[] _rhythmP = new double[pairs.Count];
        private readonly double[] _curveP = new double[pairs.Count];
        private readonly double[] _expected = new double[pairs.Count];
        private readonly double[] _worst = new double[pairs.Count];
        private readonly int[] _shared = new int[pairs.Count];
        private readonly int[] _taken = new int[pairs.Count];
        private readonly int[] _certain = new int[pairs.Count];
        private readonly long _tick = ClockResolution.OfMost(index);
        private bool[] _areSources = [];
        private FoundSources _sources = new(index, []);
        private double[] _beforeCurve = [];
        private SuspectActs? _suspects;

        public void AskRateAndRhythm(long tests, Action<int>? progress, CancellationToken cancel)
        {
            int done = 0;
            // Were all others smaller, its q would still be above both rates: it is neither kept nor suspected, whatever the rhythm says.
            double explained = Math.Max(options.Q, options.SuspectQ) * pairs.Count / tests;
            InBatches(() => (new SharedObjects(index), new List<double>(), new TimeRanks()), (scratch, e) =>
            {
                (SharedObjects shared, List<double> chances, TimeRanks ranks) = scratch;
                shared.Find(pairs.A[e], pairs.B[e]);
                _shared[e] = shared.Found.Length;
                RateNull.Chances(shared.Found, rates, chances);
                _rateP[e] = Tail(chances, pairs.Objects[e], out double expected);
                Note(e, _rateP[e], expected);
                if (_rateP[e] > explained)
                {
                    _rhythmP[e] = 1;
                    return;
                }
                (int trials, double chance) = rhythm.Of(pairs.A[e], pairs.B[e], shared, ranks);
                expected = trials * chance;
                _rhythmP[e] = Unremarkable(pairs.Objects[e], expected, expected * (1 - chance)) ? 1
                    : PoissonBinomial.BinomialUpperTail(trials, chance, pairs.Objects[e]);
                Note(e, _rhythmP[e], expected);
            }, () => progress?.Invoke(Interlocked.Add(ref done, Batch)), cancel);
        }

        public void AskCurve(long tests, CancellationToken cancel)
        {
            _beforeCurve = [.. _worst];
            double[] q = FalseDiscovery.QValues(_worst, tests);
            double limit = -1;
            for (int e = 0; e < q.Length; e++)
            {
                if (q[e] <= options.SuspectQ)
                {
                    limit = Math.Max(limit, _worst[e]);
                }
            }
            var suspects = Suspects.From(index.Accounts, pairs, _worst, limit);
            _suspects = new SuspectActs(index, suspects, pairs, e => q[e] <= options.Q);
            _areSources = Sources.Of(index, _suspects, suspects, options.Window, CommonSource.ReachOf(options.Window));
            _sources = new FoundSources(index, _areSources);
            AskCurve(e => q[e] <= options.Q, cancel);
            for (int e = 0; e < _worst.Length; e++)
            {
                if (q[e] > options.Q)
                {
                    _curveP[e] = 1;
                    _worst[e] = 1;
                }
            }
        }

        /// <summary>
        /// A source shows best among those who are left: among all suspects its ordinary life drowns it. So sources are looked for
        /// again among the accounts of kept pairs, and these pairs asked again, until no source is new.
        /// </summary>
        public void AskSourcesAgain(long tests, CancellationToken cancel)
        {
            for (int round = 0; round < MostRounds; round++)
            {
                var kept = Kept(tests, out _).ToHashSet();
                bool[] among = Sources.Of(index, _suspects!, Suspects.Of(index.Accounts, pairs, kept.Contains), options.Window, CommonSource.ReachOf(options.Window));
                bool news = false;
                for (int a = 0; a < among.Length; a++)
                {
                    news |= among[a] && !_areSources[a];
                    _areSources[a] |= among[a];
                }
                if (!news)
                {
                    return;
                }
                _sources = new FoundSources(index, _areSources);
                AskCurve(kept.Contains, cancel);
            }
        }

        private void AskCurve(Func<int, bool> which, CancellationToken cancel) =>
            InBatches(() => (new SharedObjects(index), new CurveNull(index, rates, _suspects!, _sources, options.Window, _tick), new List<double>()),
                (scratch, e) =>
                {
                    (SharedObjects shared, CurveNull curve, List<double> chances) = scratch;
                    if (which(e))
                    {
                        shared.Find(pairs.A[e], pairs.B[e]);
                        _taken[e] = curve.Chances(pairs.A[e], pairs.B[e], shared, chances);
                        _curveP[e] = Tail(chances, pairs.Objects[e], out double expected);
                        Note(e, _curveP[e], expected, _taken[e]);
                    }
                }, null, cancel);

        private List<int> Kept(long tests, out double[] q)
        {
            for (int e = 0; e < _worst.Length; e++)
            {
                // What came from a source is certain under the null; the lift is that of the rest.
                if (pairs.Objects[e] - _certain[e] < options.MinimumLift * (_expected[e] - _certain[e]))
                {
                    _worst[e] = 1;
                }
            }
            q = FalseDiscovery.QValues(_worst, tests);
            var kept = new List<int>();
            for (int e = 0; e < q.Length; e++)
            {
                if (q[e] <= options.Q)
                {
                    kept.Add(e);
                }
            }
            return kept;
        }

        public PairTests Finish(long tests)
        {
            List<int> kept = Kept(tests, out double[] q);
            double[] others = FalseDiscovery.QValues(_beforeCurve, tests);
            int audience = 0;
            for (int e = 0; e < q.Length; e++)
            {
                audience += q[e] > options.Q && others[e] <= options.Q && 2 * _taken[e] >= pairs.Objects[e] ? 1 : 0;
            }
            return new PairTests
            {
                Expected = _expected, RateP = _rateP, RhythmP = _rhythmP, CurveP = _curveP, P = _worst, Q = q,
                SharedObjects = _shared, FromSource = _taken, Audience = audience, Tests = tests, Kept = [.. kept],
            };
        }

        private void Note(int e, double p, double expected, int certain = 0)
        {
            if (p >= _worst[e])
            {
                _worst[e] = p;
                _expected[e] = expected;
                _certain[e] = certain;
            }
        }

        private static double Tail(List<double> chances, int seen, out double expected)
        {
            expected = 0;
            double variance = 0;
            foreach (double chance in chances)
            {
                expected += chance;
                variance += chance * (1 - chance);
            }
            return Unremarkable(seen, expected, variance) ? 1
                : PoissonBinomial.UpperTail(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(chances), seen);
        }

        /// <summary>
        /// Within two standard deviations of what is expected: p is above 0.01 and cannot matter over thousands of tests, so 1
        /// is said, from above, and nothing computed.
        /// </summary>
        private static bool Unremarkable(int seen, double expected, double variance) => seen <= expected + 2 * Math.Sqrt(variance);

        private void InBatches<T>(Func<T> scratch, Action<T, int> each, Action? after, CancellationToken cancel)
        {
            // A thread keeps its scratch from the first batch to the last: it is as large as the material.
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancel };
            int next = 0;
            Parallel.For(0, Math.Min(options.Threads, (pairs.Count + Batch - 1) / Batch), parallel, _ =>
            {
                T mine = scratch();
                while (true)
                {
                    int from = Interlocked.Add(ref next, Batch) - Batch;
                    if (from >= pairs.Count || from < 0)
                    {
                        return;
                    }
                    cancel.ThrowIfCancellationRequested();
                    for (int e = from; e < Math.Min(pairs.Count, from + Batch); e++)
                    {
                        each(mine, e);
                    }
                    after?.Invoke();
                }
            });
        }
    }
}
