namespace Tidemark.Detection.Issues;

/// <summary>What was looked at and found.</summary>
/// <param name="Issues">The issues, strongest first. Whether one may be reported is for the reader of <c>Q</c> and <c>Stability</c>.</param>
/// <param name="Days">The days of the assets' posts, ascending, in days since 1 January 1970: the axis of <see cref="Issue.Timeline"/>.</param>
/// <param name="WordsLookedAt">How many words were tested.</param>
/// <param name="Coverage">Which languages the posts are in and how each was read.</param>
/// <param name="Documents">Posts of the assets.</param>
/// <param name="BackgroundDocuments">Posts of the background.</param>
/// <param name="Assets">Accounts on the assets' side.</param>
/// <param name="BackgroundAccounts">Accounts on the other side.</param>
public sealed record IssueResult(
    IReadOnlyList<Issue> Issues,
    IReadOnlyList<int> Days,
    int WordsLookedAt,
    IReadOnlyList<LanguageCoverage> Coverage,
    int Documents,
    int BackgroundDocuments,
    int Assets,
    int BackgroundAccounts);

/// <summary>One issue: words that go together in the assets' posts and that they use more than others of the same days.</summary>
/// <param name="Label">A name from a term sheet where one fits, else its first words.</param>
/// <param name="Named">Whether a term sheet named it.</param>
/// <param name="Terms">Words and phrases, strongest first.</param>
/// <param name="Documents">Posts of the assets on the issue.</param>
/// <param name="Assets">Assets with at least one post on it.</param>
/// <param name="Share">Share of the assets' posts.</param>
/// <param name="BackgroundShare">Share of the background's posts, brought to the assets' days; NaN without a background.</param>
/// <param name="Lift">The first over the second, NaN without a background.</param>
/// <param name="Low">Lower end of the 90 % interval of the lift, accounts drawn again.</param>
/// <param name="High">Upper end of it.</param>
/// <param name="Z">The score the issues are ranked by: see <see cref="IssueFinder"/>.</param>
/// <param name="Q">Chance that the strongest of everything looked at would be as strong if accounts were exchanged between the sides; NaN without a background.</param>
/// <param name="Stability">Share of redraws of the accounts in which at least half of the first ten terms come back in one issue.</param>
/// <param name="Languages">Languages of the posts on it, most frequent first.</param>
/// <param name="Timeline">For each day of <see cref="IssueResult.Days"/>.</param>
/// <param name="Exemplars">Indices of a few of the assets' posts on it, each of another account, those with most of its words first.</param>
public sealed record Issue(
    string Label,
    bool Named,
    IReadOnlyList<IssueTerm> Terms,
    int Documents,
    int Assets,
    double Share,
    double BackgroundShare,
    double Lift,
    double Low,
    double High,
    double Z,
    double Q,
    double Stability,
    IReadOnlyList<string> Languages,
    IReadOnlyList<IssueDay> Timeline,
    IReadOnlyList<int> Exemplars);

/// <summary>One word or phrase of an issue.</summary>
/// <param name="Text">In lower case, words joined by one blank.</param>
/// <param name="Z">Score of the log-odds against the same days, with the account as the unit; NaN without a background.</param>
/// <param name="Low">5th percentile of z, accounts drawn again.</param>
/// <param name="High">95th percentile.</param>
/// <param name="Stability">Share of redraws in which it is among the strongest words again.</param>
public sealed record IssueTerm(string Text, double Z, double Low, double High, double Stability);

/// <summary>One day of one issue.</summary>
/// <param name="Documents">Posts of the assets on the issue.</param>
/// <param name="Share">Of the assets' posts of the day.</param>
/// <param name="BackgroundShare">Of the background's posts of the day; NaN where it has none.</param>
public readonly record struct IssueDay(int Documents, double Share, double BackgroundShare);

/// <summary>How the posts of one language were read.</summary>
/// <param name="Language">Code of the language, or <c>und</c> where nothing tells it.</param>
/// <param name="Posts">Posts of both sides.</param>
/// <param name="HasStopWords">Whether there is a list of its small words.</param>
/// <param name="HasWords">Whether its words can be told apart by blanks; if not, its posts were counted but not read.</param>
public sealed record LanguageCoverage(string Language, int Posts, bool HasStopWords, bool HasWords);
