namespace Tidemark.Detection.Activation;

/// <summary>A stretch of an asset's life, days counted from the first day of the data, both ends included.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="State">registered, seeded, dormant, active or retasked.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record AssetState(int Asset, string State, int From, int To);

/// <summary>
/// The states of a life: <c>registered</c> on its first day as far as these data see it; <c>seeded</c> until it is activated; <c>dormant</c>
/// through 28 days or more without a post; <c>active</c> otherwise; <c>retasked</c> from a new subject on.
/// </summary>
internal static class AssetStates
{
    private const int Dormant = 28;

    /// <summary>The states of every asset, in order. O(posts).</summary>
    public static List<AssetState> Of(AssetLives lives, ILookup<int, (string Kind, int Day)> reported)
    {
        var states = new List<AssetState>();
        for (int asset = 0; asset < lives.Assets; asset++)
        {
            ReadOnlySpan<int> days = lives.PostDays(asset);
            int activated = -1, retasked = int.MaxValue;
            foreach ((string kind, int day) in reported[asset])
            {
                (activated, retasked) = kind == "topic" ? (activated, day) : (day, retasked);
            }
            states.Add(new AssetState(asset, "registered", days[0], days[0]));
            int from = days[0];
            for (int i = 1; i <= days.Length; i++)
            {
                int next = i < days.Length ? days[i] : lives.Days;
                if (next - days[i - 1] > Dormant)
                {
                    Awake(states, asset, from, days[i - 1], activated, retasked);
                    states.Add(new AssetState(asset, "dormant", days[i - 1] + 1, next - 1));
                    from = next;
                }
                else if (i == days.Length)
                {
                    Awake(states, asset, from, lives.Days - 1, activated, retasked);
                }
            }
        }
        return states;
    }

    /// <summary>One stretch without a long silence, cut where the asset was activated or retasked.</summary>
    private static void Awake(List<AssetState> states, int asset, int from, int to, int activated, int retasked)
    {
        foreach (int cut in (int[])[Math.Min(activated, retasked), Math.Max(activated, retasked), int.MaxValue])
        {
            int last = Math.Min(to, cut == int.MaxValue ? to : cut - 1);
            if (from <= last)
            {
                states.Add(new AssetState(asset, from >= retasked ? "retasked" : from < activated ? "seeded" : "active", from, last));
                from = last + 1;
            }
        }
    }
}
