namespace Tidemark.Detection.Worlds;

/// <summary>How the members of a planted group act.</summary>
public enum PlantedStyle
{
    /// <summary>All within 20 seconds of an order.</summary>
    Seconds,

    /// <summary>All within four minutes of an order.</summary>
    Minutes,

    /// <summary>Spread over six hours: below what synchrony can show; kept so that the recall there is known.</summary>
    SlowDrip,

    /// <summary>In step within 20 seconds, but only on breaking news, in the middle of everybody.</summary>
    BreakingOnly,
}

/// <summary>A group to plant.</summary>
/// <param name="Style">How its members act.</param>
/// <param name="Members">How many accounts.</param>
/// <param name="Acts">How many objects they push together.</param>
/// <param name="Participation">Chance that a member takes part in an act.</param>
/// <param name="OwnObjects">Share of the acts on objects of their own; the others are on objects that everybody shares.</param>
public sealed record PlantedGroup(
    PlantedStyle Style, int Members = 12, int Acts = 30, double Participation = 0.85, double OwnObjects = 0.6);

/// <summary>What a synthetic world is made of. The defaults are a nasty but innocent world.</summary>
public sealed record WorldOptions
{
    /// <summary>Ordinary accounts, planted members included (a planted member leads an ordinary life as well).</summary>
    public int Accounts { get; init; } = 1200;

    /// <summary>Length of the world.</summary>
    public int Days { get; init; } = 21;

    /// <summary>Shares an ordinary account makes on average; who makes how many has a heavy tail.</summary>
    public double SharesPerAccount { get; init; } = 40;

    /// <summary>Share of the ordinary shares that fall on breaking news (everybody, within minutes).</summary>
    public double BreakingShare { get; init; } = 0.2;

    /// <summary>Viral storms: single objects that hundreds share within half an hour.</summary>
    public int Storms { get; init; } = 3;

    /// <summary>Hubs whose followers repost them within minutes.</summary>
    public int Hubs { get; init; } = 8;

    /// <summary>Followers a hub has.</summary>
    public int FansPerHub { get; init; } = 50;

    /// <summary>Posts a hub makes.</summary>
    public int PostsPerHub { get; init; } = 40;

    /// <summary>Chance that a follower reposts a hub's post.</summary>
    public double FanParticipation { get; init; } = 0.4;

    /// <summary>Median delay of a follower's repost, seconds; the delays are log-normal with a heavy tail.</summary>
    public double FanDelaySeconds { get; init; } = 900;

    /// <summary>Communities of common interest.</summary>
    public int Communities { get; init; } = 8;

    /// <summary>Newsrooms: small sets of accounts of one house that post the same link within seconds, openly and on purpose.</summary>
    public int Newsrooms { get; init; }

    /// <summary>
    /// Within how many seconds a newsroom's outlets post a story. Seconds: one program posts to all, and synchrony shows it.
    /// Twenty minutes: an editor at each outlet, which a threshold on shared links still accuses.
    /// </summary>
    public int NewsroomSpreadSeconds { get; init; } = 15;

    /// <summary>A day (0 for the first) on which three fifths of all breaking news break; null for none.</summary>
    public int? BreakingDay { get; init; }

    /// <summary>Share of rows that the collection holds twice.</summary>
    public double DuplicateShare { get; init; } = 0.02;

    /// <summary>Whether the platform's clock shows minutes only.</summary>
    public bool MinuteClock { get; init; }

    /// <summary>Groups to plant; none in an innocent world.</summary>
    public IReadOnlyList<PlantedGroup> Planted { get; init; } = [];

    /// <summary>The world of the demonstration: two planted groups among everything that looks like one.</summary>
    public static WorldOptions Demonstration => new()
    {
        Days = 14,
        BreakingShare = 0.25,
        BreakingDay = 9,
        Newsrooms = 1,
        NewsroomSpreadSeconds = 1200,
        Planted =
        [
            new PlantedGroup(PlantedStyle.Seconds, Members: 14, Acts: 28),
            new PlantedGroup(PlantedStyle.Minutes, Members: 10, Acts: 36),
        ],
    };

    /// <summary>
    /// The nasty innocent world number <paramref name="number"/> of a family: each mixes the troubles differently (up to 40 %
    /// breaking news, storms, fans of the same hubs quick and slow, minute clocks, duplicates).
    /// </summary>
    public static WorldOptions Nasty(int number) => new()
    {
        BreakingShare = 0.1 + 0.1 * (number % 4),
        Storms = number % 7,
        Hubs = 4 + number % 9,
        FansPerHub = 30 + 17 * (number % 4),
        FanDelaySeconds = (number % 5) switch { 0 => 300, 1 => 600, 2 => 900, 3 => 1800, _ => 3600 },
        FanParticipation = 0.25 + 0.1 * (number % 4),
        SharesPerAccount = 25 + 15 * (number % 3),
        Communities = 3 + number % 8,
        MinuteClock = number % 3 == 2,
        DuplicateShare = 0.01 * (number % 5),
    };
}
