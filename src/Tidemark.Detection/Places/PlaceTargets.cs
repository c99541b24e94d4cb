using Tidemark.Detection.Coordination;

namespace Tidemark.Detection.Places;

/// <summary>How much more often a place is targeted than in a baseline.</summary>
/// <param name="Place">ISO code.</param>
/// <param name="Documents">Documents that target it.</param>
/// <param name="Share">Of all documents.</param>
/// <param name="Baseline">Share in the baseline; NaN without one.</param>
/// <param name="Lift">Share over baseline; NaN without one, or where the baseline has none.</param>
/// <param name="Low">Lower end of the 95 % interval of the lift; NaN without a baseline.</param>
/// <param name="High">Upper end; NaN without a baseline, or where there is none.</param>
/// <param name="P">Chance of as large a share if both were alike; NaN without a baseline.</param>
/// <param name="Q">False-discovery rate over the places tested; NaN without a baseline.</param>
public sealed record PlaceTarget(string Place, long Documents, double Share, double Baseline, double Lift, double Low, double High, double P, double Q);

/// <summary>Tests which places a body of documents targets more than a baseline does.</summary>
/// <remarks>
/// It claims that a larger share of these documents addresses the people of a place than of the baseline's. It does not say that
/// anybody was reached, nor why: whoever lives there writes like that, a local paper and a local campaign most of all, so the baseline must
/// have its locals, too. Given the sum of both counts, one of them is binomial (Przyborowski and Wilenski 1940,
/// doi:10.1093/biomet/31.3-4.313); p is its upper tail and the interval Clopper and Pearson's. Both counts are first divided by their design
/// effect, for documents of one account are no independent witnesses: an account that calls on one state fifty times counts about
/// once. O(places × writers).
/// </remarks>
public static class PlaceTargets
{
    private const double Tail = 0.025;

    /// <summary>Tests every place that either side targets, and lists those asked for besides.</summary>
    /// <param name="of">The documents in question.</param>
    /// <param name="baseline">What to compare with, or null.</param>
    /// <param name="also">Places to be listed though nobody targets them.</param>
    public static IReadOnlyList<PlaceTarget> Test(PlaceTally of, PlaceTally? baseline, IEnumerable<string> also)
    {
        ArgumentNullException.ThrowIfNull(of);
        ArgumentNullException.ThrowIfNull(also);
        string[] places = [.. of.Targeted.Concat(baseline?.Targeted ?? []).Concat(also).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        PlaceTarget[] tested = [.. places.Select(place => One(place, of, baseline))];
        if (baseline is null || baseline.Documents == 0 || of.Documents == 0)
        {
            return tested;
        }
        double[] q = FalseDiscovery.QValues([.. tested.Select(target => target.P)], tested.Length);
        return [.. tested.Select((target, i) => target with { Q = q[i] })];
    }

    private static PlaceTarget One(string place, PlaceTally of, PlaceTally? baseline)
    {
        long hits = of.Targets(place);
        double share = of.Documents == 0 ? 0 : (double)hits / of.Documents;
        if (baseline is null || baseline.Documents == 0 || of.Documents == 0)
        {
            return new PlaceTarget(place, hits, share, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        }
        long others = baseline.Targets(place);
        double expected = (double)others / baseline.Documents;
        (double effect, double otherEffect) = (of.DesignEffect(place), baseline.DesignEffect(place));
        (double x, double n) = (hits / effect, of.Documents / effect);
        (double y, double m) = (others / otherEffect, baseline.Documents / otherEffect);
        double chance = n / (n + m);
        double p = x <= 0 ? 1 : BetaTail.At(chance, x, y + 1);
        double low = x <= 0 ? 0 : Odds(BetaTail.Inverse(Tail, x, y + 1)) * m / n;
        double high = y <= 0 ? double.NaN : Odds(BetaTail.Inverse(1 - Tail, x + 1, y)) * m / n;
        return new PlaceTarget(place, hits, share, expected, others == 0 ? double.NaN : share / expected, low, high, p, double.NaN);
    }

    private static double Odds(double share) => share / (1 - share);
}
