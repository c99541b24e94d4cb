using System.Globalization;
using Tidemark.Detection.Coordination;
using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Coordination;

/// <summary>How the coordination detector works, in words for the report, with the figures of the run.</summary>
internal static class CoordinationMethod
{
    public static MethodNotes Notes(CoordinationResult result)
    {
        return new MethodNotes
        {
            Steps =
            [
                "For each object (a link, a text, a reposted post …) the acts on it are put in order of time, and every pair of acts by different accounts within the window is found. Nothing is sampled or capped.",
                "A pair of accounts weighs as many distinct objects as it was synchronous on: repeating one object many times counts once. Pairs below the minimum weight are not looked at further.",
                "Each remaining pair is asked three questions that differ in kind; each gives the probability of at least this many synchronous objects by chance. The largest of the three counts: one ordinary explanation is enough to drop a pair. A pair must also have at least one and a half times the weight that the most generous null expects.",
                "The probabilities are corrected for all pairs that could have met (Benjamini–Hochberg), not only for those that did.",
                "The pairs that are left are grouped (Leiden method, constant Potts quality). A pair is kept only within a group of three or more accounts that has at least as many pairs as accounts; pairs that stand alone, hang in a chain or lead from one group to another are counted and left out.",
                "Each group is tested as a whole: how many of its kept pairs can be said to be synchronised at once. Groups are made of the smallest probabilities, so the bound used is one that holds for every set of pairs at the same time, whoever chose it and how.",
                "The whole is repeated on the same material with its times dealt out anew. What is found there is a false alarm.",
            ],
            Nulls = Nulls(result, ""),
            References =
            [
                new Reference("Benjamini Y, Hochberg Y (1995). Controlling the false discovery rate. J R Stat Soc B 57:289–300", "10.1111/j.2517-6161.1995.tb02031.x"),
                new Reference("Goeman J, Solari A (2011). Multiple testing for exploratory research. Statist Sci 26:584–597", "10.1214/11-STS356"),
                new Reference("Tumminello M et al. (2011). Statistically validated networks in bipartite complex systems. PLoS ONE 6:e17994", "10.1371/journal.pone.0017994"),
                new Reference("Pacheco D et al. (2021). Uncovering coordinated networks on social media. Proc ICWSM 15:455–466", "10.1609/icwsm.v15i1.18075"),
                new Reference("Traag V, Waltman L, van Eck N (2019). From Louvain to Leiden: guaranteeing well-connected communities. Sci Rep 9:5233", "10.1038/s41598-019-41695-z"),
            ],
        };
    }

    /// <summary>The method for several kinds of trace: each as one, then joined.</summary>
    public static MethodNotes Notes(SeveralTraces found, IReadOnlyList<TraceKind> kinds)
    {
        MethodNotes one = Notes(found.ByKind[0]);
        return one with
        {
            Steps =
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"{found.Kinds} kinds of trace are looked at, each on its own with all that follows: {string.Join(", ", kinds.Select(TraceWords.Word))}. One post may leave a trace of each kind, so kinds are never counted together."),
                .. one.Steps,
                string.Create(CultureInfo.InvariantCulture,
                    $"A pair is kept if one kind or more keeps it at the rate divided by {found.Kinds}; its figures are those of the kind with the smallest q, p and q multiplied by {found.Kinds} (Bonferroni over kinds, however they depend on each other). Groups are formed on all kept pairs. A pair kept by two kinds is no better founded than one kept by one: they may show the same acts."),
            ],
            Nulls = [.. found.ByKind.SelectMany((result, kind) => Nulls(result, $", {TraceWords.Word(kinds[kind])}"))],
        };
    }

    private static IReadOnlyList<NullExpectation> Nulls(CoordinationResult result, string of)
    {
        PairTests tests = result.Tests;
        long observed = result.Candidates.Count;
        return
        [
            new NullExpectation
            {
                Name = "Global-rate timing null" + of,
                InWords = "Keeps who shared what. Any two sharers of an object are as often synchronous as two sharers of objects of similar popularity are on average.",
                Tests = tests.Tests, ObservedPairs = observed, Kept = KeptAlone(tests.RateP, tests, result),
            },
            new NullExpectation
            {
                Name = "Account-rhythm null" + of,
                InWords = "Keeps when each account acts and shuffles what it shares. Two accounts that are active in the same minutes anyway are often synchronous whatever they share. Asked only of pairs that the first leaves open; the others count as explained.",
                Tests = tests.Tests, ObservedPairs = observed, Kept = KeptAlone(tests.RhythmP, tests, result),
            },
            new NullExpectation
            {
                Name = "Object-curve null" + of,
                InWords = "Keeps each object's own burst. Given when one account shared it, the other is as likely to be in the window as the object's other sharers were; accounts suspected together with the pair are not counted among them. Asked only of pairs that the first two leave open; the others count as explained.",
                Tests = tests.Tests, ObservedPairs = observed, Kept = KeptAlone(tests.CurveP, tests, result),
            },
        ];
    }

    /// <summary>The control runs of several kinds, one after the other.</summary>
    public static ControlResult Control(SeveralTraces found, CoordinationOptions options) => Control(found.ByKind[0]) with
    {
        InWords = "For each kind of trace on its own, all times are dealt out anew over all rows: who shared what and how often is kept, and so is the clock; who acted together is destroyed.",
        Seed = options.Seed,
        Runs = [.. found.ByKind.SelectMany(result => Control(result).Runs)],
    };

    public static ControlResult Control(CoordinationResult result) => new(
        "All times are dealt out anew over all rows: who shared what and how often is kept, and so is the clock; who acted together is destroyed.",
        result.Options.Seed,
        [.. result.Control.Select(c => new ControlOutcome(c.Edges, c.Groups, c.Accounts))]);

    private static long KeptAlone(double[] p, PairTests tests, CoordinationResult result) =>
        FalseDiscovery.QValues(p, tests.Tests).LongCount(q => q <= result.Options.Q);
}
