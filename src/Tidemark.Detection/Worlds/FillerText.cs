using System.Globalization;

namespace Tidemark.Detection.Worlds;

/// <summary>
/// Neutral sentences for synthetic posts: about harbours, gardens and timetables, so that nobody can take one for an opinion.
/// </summary>
internal static class FillerText
{
    private static readonly string[] Openings =
        ["Notes on", "A look at", "Numbers about", "Questions on", "An update on", "Pictures of", "A short history of", "Reading about", "More on", "Maps of"];

    private static readonly string[] Things =
        ["the harbour timetable", "tidal gauges", "the botanical garden", "bicycle lanes", "the public library", "lighthouse lamps",
         "railway clocks", "the weather station", "rain barrels", "market days", "the old bridge", "orchard pruning",
         "ferry crossings", "street lamps", "the museum cellar", "river levels", "bird counts", "the town archive"];

    private static readonly string[] Places =
        ["in the north", "by the canal", "this season", "since the spring", "on the east bank", "before the holidays", "near the station",
         "in the old town", "over ten years", "in three charts"];

    /// <summary>The topic of an object, as a hashtag without its sign.</summary>
    public static string Topic(int item) =>
        Things[item % Things.Length].Split(' ')[^1];

    /// <summary>The text of one share: fixed by account and object, and different for almost every pair of them.</summary>
    public static string Of(int account, int item)
    {
        ulong state = ((ulong)(uint)account << 32) | (uint)item;
        ulong mixed = SeededRandom.SplitMix64(ref state);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Openings[(int)(mixed % 10)]} {Things[item % Things.Length]} {Places[(int)(mixed / 10 % 10)]}, part {mixed / 100 % 900 + 1}");
    }
}
