namespace Tidemark.App.Coordination;

/// <summary>What the help says of --compat: whoever repeats another tool's result must know which of its peculiarities come with it.</summary>
internal static class CompatWords
{
    public const string Help =
        "another tool's rules with their peculiarities, for comparison; no null model, no report, every edge is written. "
        + "coortweet (CooRTweet 2.1.3): a weight is a number of pair rows: 3 shares against 2 make 6, and one object can carry a pair; rows alike in all "
        + "columns count each, also for --min-participation; a partner with too few rows in pairs stays if the other side has enough, and so does a post that "
        + "any such account shares; that filter makes one pass, so what it leaves may fall short of --min-participation; its percentile threshold is not "
        + "repeated, nor are the statistics of its groups and accounts. "
        + "cnt (coordination-network-toolkit): edges have a direction; a weight counts posts of the source, so a → b and b → a can differ, and "
        + "the threshold is applied to each direction alone; its matches between posts without link or text are not repeated: an empty object matches nothing";
}
