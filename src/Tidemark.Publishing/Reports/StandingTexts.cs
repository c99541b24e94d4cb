namespace Tidemark.Publishing.Reports;

/// <summary>What every coordination report says, whatever was found.</summary>
internal static class StandingTexts
{
    /// <summary>The box "What this does not show".</summary>
    public static readonly string[] Limits =
    [
        "It does not show who runs an account, who pays for it, or in whose interest it acts. Tidemark never names an actor.",
        "It does not show that accounts are run by machines, or that the persons behind them are not who they say.",
        "It does not show that people agreed on anything. The same signal can reach many who have never heard of each other.",
        "It does not show that what was shared is false, or that sharing it was wrong.",
        "It does not show that anybody was reached or persuaded.",
        "It shows nothing about accounts, posts and platforms that were not collected. Deleted and suspended accounts are missing without a trace.",
        "A q-value is a statement about the null model. Where ordinary behaviour differs from the model, the q-value is wrong, however small.",
    ];

    /// <summary>Ordinary life that looks the same, for any group; each group's section says what speaks for and against.</summary>
    public static readonly (string Name, string Text)[] Innocents =
    [
        ("Breaking news", "Many people hear the same thing at the same minute. Co-actions then fall on few objects and few hours, and many accounts outside the group act just as fast."),
        ("A newsroom that cross-posts", "One organisation posts to several accounts on purpose and openly. The accounts then name each other or the organisation, and share its own links."),
        ("A scheduling program", "Posts planned for the full minute or hour coincide without any agreement. Acts then fall on round times."),
        ("Fans and volunteers", "A call in a chat or a newsletter sends many people to the same post. The call can often be found, and is usually public."),
        ("Automatic relays", "A feed copied to several accounts by one owner, such as weather, traffic or sports results. The accounts then say so."),
        ("The platform itself", "A recommendation or notification reaches many at once. Accounts outside the group then react in the same minutes."),
        ("The collection", "A file that was collected by searching for these objects or accounts over-represents them. Compare the question with how the material was collected."),
    ];

    /// <summary>What must not be written on these figures alone.</summary>
    public static readonly string[] MayNotBeWritten =
    [
        "that somebody in particular directs these accounts, or that they belong to a campaign;",
        "that the accounts are automated, paid, or not what they say they are;",
        "that every account listed took part knowingly: an account can be in a group because it follows one;",
        "that these are all such accounts, or that the rest are free of suspicion.",
    ];

    /// <summary>What to do before publishing.</summary>
    public static readonly string[] BeforePublishing =
    [
        "Open the evidence of at least five pairs of each group and read the posts themselves.",
        "Go through the innocent explanations of the group one by one, and look for the signs named there.",
        "Ask the people concerned, and print what they answer.",
        "Have somebody else compute it again from the originals with the command in the appendix.",
    ];

    /// <summary>Words of the report, for the reader who meets them the first time.</summary>
    public static readonly (string Word, string Meaning)[] Words =
    [
        ("co-action", "Two accounts leave the same trace (a link, a text, a repost …) within the window of each other."),
        ("weight", "In how many distinct objects two accounts did so. Doing it twice with one object counts once."),
        ("null model", "A description of ordinary behaviour without coordination. It says how many co-actions to expect by chance."),
        ("expected", "The number of co-actions the null model expects for these two accounts, given how active they are and how popular the objects were."),
        ("p", "How often chance alone, under the null model, would give at least this many."),
        ("q", "p corrected for the number of pairs tested: among all pairs with a q up to this one, the share expected to be chance."),
        ("group q", "The risk of saying of any group whatever, also one chosen by looking, that at least half of its kept pairs are synchronised when fewer are."),
        ("group", "Accounts with many kept pairs among each other, found by the Leiden method in the network of kept pairs."),
        ("synchronised", "More often close in time than the null model allows. Nothing more."),
    ];
}
