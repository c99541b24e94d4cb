using Tidemark.App.Terminal;
using Tidemark.Detection.Coordination;
using Tidemark.Detection.Coordination.Compat;
using Tidemark.Detection.Graph;
using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>What a call found, by whichever rules.</summary>
internal sealed class CoordinationRun
{
    public required ShareIndex Index { get; init; }

    public required PairPrice Price { get; init; }

    public required EdgeColumns Edges { get; init; }

    /// <summary>Null where groups were not asked for.</summary>
    public required Groups? Groups { get; init; }

    /// <summary>Pair rows, in a stable order.</summary>
    public required IEnumerable<PairRows.Pair> Pairs { get; init; }

    /// <summary>What the tests said; null where none were asked for.</summary>
    public CoordinationResult? Tested { get; init; }

    /// <summary>What can be said of each group; none where nothing was tested. Worked out when first asked for.</summary>
    public IReadOnlyList<GroupProfile> Profiles => field ??= Tested is null ? [] : GroupProfile.Of(Tested, Interrupt.Token);

    public static CoordinationRun Of(CoordinationCall call, ShareMaterial material, Action<ShareColumns, PairPrice> announce, CancellationToken cancel)
    {
        ShareIndex index = ShareIndex.Build(material.Shares, keepDuplicates: call.Mode == CoordinationMode.CooRTweet);
        PairPrice price = PairPrice.Of(index, call.Window.Nanoseconds);
        announce(material.Shares, price);
        var options = new CoActionOptions(call.Window.Nanoseconds, call.MinWeight, call.KeepLoops);
        switch (call.Mode)
        {
            case CoordinationMode.Tested:
                using (var progress = new DetectorSteps())
                {
                    var detector = new CoordinationOptions
                    {
                        Window = call.Window.Nanoseconds, MinWeight = call.MinWeight, Q = call.Q, Seed = call.Seed,
                    };
                    CoordinationResult result = CoordinationDetector.Run(material.Shares, detector, index, progress.Say, cancel);
                    return new CoordinationRun
                    {
                        Index = index, Price = price, Edges = result.Edges, Groups = result.Groups, Tested = result,
                        Pairs = Behind(index, result.Edges, call.Window.Nanoseconds),
                    };
                }
            case CoordinationMode.Untested:
                EdgeColumns edges = CoActionKernel.Run(index, options, cancel);
                return Without(call, material, index, price, edges, Behind(index, edges, call.Window.Nanoseconds));
            case CoordinationMode.CooRTweet:
                CompatResult coortweet = CooRTweet.Run(index, material.Shares, options, call.MinParticipation);
                return Without(call, material, index, price, coortweet.Edges, coortweet.Pairs);
            default:
                CompatResult cnt = CoordinationNetworkToolkit.Run(index, options);
                return Without(call, material, index, price, cnt.Edges, cnt.Pairs);
        }
    }

    private static CoordinationRun Without(
        CoordinationCall call, ShareMaterial material, ShareIndex index, PairPrice price, EdgeColumns edges, IEnumerable<PairRows.Pair> pairs) =>
        new()
        {
            Index = index, Price = price, Edges = edges, Pairs = pairs,
            Groups = call.OnlyEdges ? null : CoordinationDetector.GroupsOf(material.Shares, edges, call.Seed),
        };

    private static IEnumerable<PairRows.Pair> Behind(ShareIndex index, EdgeColumns edges, long window)
    {
        for (int e = 0; e < edges.Count; e++)
        {
            foreach (PairRows.Pair pair in PairRows.Of(index, edges.A[e], edges.B[e], window))
            {
                yield return pair;
            }
        }
    }
}
