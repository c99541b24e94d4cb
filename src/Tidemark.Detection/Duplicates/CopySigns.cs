using System.Text;
using System.Text.RegularExpressions;

namespace Tidemark.Detection.Duplicates;

/// <summary>An article as signs are looked for in it.</summary>
/// <param name="Text">The body.</param>
/// <param name="Byline">Who wrote it, as it says; null where it does not.</param>
/// <param name="Agency">Agencies it credits.</param>
/// <param name="Site">The name of the site it stands on; null where unknown.</param>
public sealed record CopiedArticle(string Text, string? Byline, IReadOnlyList<string> Agency, string? Site);

/// <summary>What a sign speaks for. Never more than "consistent with".</summary>
public enum CopyMeaning
{
    /// <summary>The ordinary case: one text, carried by several with credit.</summary>
    Syndication,

    /// <summary>The text was taken over and does not say so.</summary>
    SilentCopying,

    /// <summary>The words were changed, by a machine or by hand, and the frame was kept.</summary>
    Rewriting,
}

/// <summary>One sign about a pair of articles.</summary>
/// <param name="Kind">Which sign, in a word.</param>
/// <param name="Meaning">What it is consistent with.</param>
/// <param name="Sentence">What was seen, in one sentence.</param>
/// <param name="Evidence">The words of the articles that show it; hostile text.</param>
/// <param name="Innocent">The ordinary explanation.</param>
public sealed record CopySign(string Kind, CopyMeaning Meaning, string Sentence, IReadOnlyList<string> Evidence, string Innocent);

/// <summary>
/// Signs that tell syndication from silent copying, and a kept frame under changed words, for two articles that hold parts of one another.
/// </summary>
/// <remarks>
/// <para><b>Claims</b> of each sign only that its evidence stands in the texts. <b>Does not claim</b> a verdict, a direction or an intent: signs of
/// all three meanings may stand side by side, and a person weighs them. <b>Innocent explanations</b> come with each sign.</para>
/// <para>Quotations, figures and names that keep their order while the words between them differ are the frame a rewriting leaves: a
/// translation there and back, a rewriting program or an editor. An independent report of the same event shares figures too, but seldom
/// their order over a whole article. O(length²) in the number of quotations and figures, each cut at 500.</para>
/// </remarks>
public static partial class CopySigns
{
    /// <summary>Below this containment the words are largely new.</summary>
    public const double LowOverlap = 0.35;

    private const int Most = 500;
    private const int LeastQuoted = 3;
    private const int LeastFigures = 6;

    /// <summary>The part of the shorter frame that must be there in the same order.</summary>
    private const double InOrder = 0.8;

    /// <summary>Phrases with which a language model refuses or frames an answer; they have no business in an article.</summary>
    private static readonly string[] LeftOvers =
    [
        "as an ai language model", "as a large language model", "as an ai assistant", "i cannot fulfill this request", "i can't assist with that",
        "i'm sorry, but i can", "here is the rewritten", "here's the rewritten", "here is a rewritten version", "rewritten article:",
        "my knowledge cutoff", "[insert", "como modelo de lenguaje", "en tant que modèle de langage",
    ];

    /// <summary>The signs of a pair, in a fixed order.</summary>
    /// <param name="a">The one article.</param>
    /// <param name="b">The other.</param>
    /// <param name="containment">As <see cref="ArticleCopies"/> measured it.</param>
    public static IReadOnlyList<CopySign> Of(CopiedArticle a, CopiedArticle b, double containment)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var signs = new List<CopySign>();
        Credits(a, b, signs);
        Bylines(a, b, signs);
        foreach ((CopiedArticle of, CopiedArticle other) in new[] { (a, b), (b, a) })
        {
            OtherSite(of, other, signs);
            ModelWords(of, signs);
        }
        if (containment < LowOverlap)
        {
            Frame("quotations", Quotations(a.Text), Quotations(b.Text), LeastQuoted, "Both quote the same statement, and each gives it in the order in which it was made.", signs);
            Frame("figures", Figures(a.Text), Figures(b.Text), LeastFigures, "Both report the same figures from one source, such as a table or a press release.", signs);
        }
        return signs;
    }

    private static void Credits(CopiedArticle a, CopiedArticle b, List<CopySign> signs)
    {
        string[] both = [.. a.Agency.Intersect(b.Agency, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        if (both.Length > 0)
        {
            signs.Add(new CopySign("credit", CopyMeaning.Syndication, "Both credit the same agency.", both, "This is the ordinary way of a news agency's text."));
        }
        else if (a.Agency.Count + b.Agency.Count > 0)
        {
            signs.Add(new CopySign(
                "one-sided credit", CopyMeaning.SilentCopying, "One of the two credits an agency and the other does not.", [.. a.Agency, .. b.Agency],
                "The credit may stand in a picture, a footer or a contract, or was lost when the page was saved."));
        }
    }

    private static void Bylines(CopiedArticle a, CopiedArticle b, List<CopySign> signs)
    {
        if (string.IsNullOrWhiteSpace(a.Byline) || string.IsNullOrWhiteSpace(b.Byline))
        {
            return;
        }
        signs.Add(string.Equals(a.Byline.Trim(), b.Byline.Trim(), StringComparison.OrdinalIgnoreCase)
            ? new CopySign("byline", CopyMeaning.Syndication, "Both bear the same byline.", [a.Byline], "One author writes for both, or the text is shared with the name.")
            : new CopySign(
                "two bylines", CopyMeaning.SilentCopying, "The shared text bears two different bylines.", [a.Byline, b.Byline],
                "A desk often signs an agency's text with the name of the editor who handled it."));
    }

    /// <summary>An article on one site that speaks of the other site as if it were at home there.</summary>
    private static void OtherSite(CopiedArticle of, CopiedArticle other, List<CopySign> signs)
    {
        if (other.Site is not { Length: >= 4 } site || string.Equals(of.Site, site, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }
        string[] told = [.. Sentences().Split(of.Text).Where(sentence => sentence.Contains(site, StringComparison.OrdinalIgnoreCase)).Take(3)];
        if (told.Length > 0)
        {
            signs.Add(new CopySign(
                "names the other site", CopyMeaning.Syndication, $"The text of one site names the other ({site}).", told,
                "It may be a credit, or the site is a subject of the article. If it says 'told us' of the other site, it is a left-over."));
        }
    }

    private static void ModelWords(CopiedArticle of, List<CopySign> signs)
    {
        string[] found = [.. LeftOvers.Where(phrase => of.Text.Contains(phrase, StringComparison.OrdinalIgnoreCase))];
        if (found.Length > 0)
        {
            signs.Add(new CopySign(
                "left-over words", CopyMeaning.Rewriting, "A text holds words with which a language model frames or refuses an answer.",
                [.. found.Select(phrase => Around(of.Text, phrase))], "The article may be about language models and quote one."));
        }
    }

    private static void Frame(string what, string[] a, string[] b, int least, string innocent, List<CopySign> signs)
    {
        int shorter = Math.Min(a.Length, b.Length);
        if (shorter < least)
        {
            return;
        }
        List<string> common = LongestCommon(a, b);
        // Three times one figure is one figure.
        if (common.Distinct(StringComparer.Ordinal).Count() >= least && common.Count >= InOrder * shorter)
        {
            signs.Add(new CopySign(
                what + " in the same order", CopyMeaning.Rewriting,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The words differ, and {common.Count} of {shorter} {what} stand in both, verbatim and in the same order."),
                [.. common.Take(20)], innocent));
        }
    }

    /// <summary>The longest sequence that stands in both in order (dynamic programming; Wagner and Fischer 1974, doi:10.1145/321796.321811).</summary>
    private static List<string> LongestCommon(string[] a, string[] b)
    {
        int[,] length = new int[a.Length + 1, b.Length + 1];
        for (int i = a.Length - 1; i >= 0; i--)
        {
            for (int j = b.Length - 1; j >= 0; j--)
            {
                length[i, j] = a[i] == b[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }
        var common = new List<string>();
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j])
            {
                common.Add(a[i]);
                i++;
                j++;
            }
            else if (length[i + 1, j] >= length[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
        return common;
    }

    /// <summary>Passages of four words or more between quotation marks, words only.</summary>
    private static string[] Quotations(string text) =>
    [
        .. Quoted().Matches(text).Select(match => Plain(match.Value)).Where(quoted => quoted.Count(c => c == ' ') >= 3).Take(Most),
    ];

    /// <summary>Figures of two digits or more; years of this century are in every article and count as little as one digit.</summary>
    private static string[] Figures(string text) =>
        [.. Figure().Matches(text).Select(match => match.Value.TrimEnd('.', ',')).Where(figure => figure.Length > 1 && !Year().IsMatch(figure)).Take(Most)];

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (Match word in Word().Matches(text))
        {
            plain.Append(plain.Length > 0 ? " " : "").Append(word.Value.ToLowerInvariant());
        }
        return plain.ToString();
    }

    private static string Around(string text, string phrase)
    {
        int at = text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
        int from = Math.Max(0, at - 60);
        return text[from..Math.Min(text.Length, at + phrase.Length + 60)].ReplaceLineEndings(" ");
    }

    [GeneratedRegex("[\"“„«][^\"“”„«»]{10,1000}[\"”“»]", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\p{Nd}[\p{Nd}.,]*", RegexOptions.NonBacktracking)]
    private static partial Regex Figure();

    [GeneratedRegex(@"^20\p{Nd}\p{Nd}$", RegexOptions.NonBacktracking)]
    private static partial Regex Year();

    [GeneratedRegex(@"\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"[.!?]\s+|\n", RegexOptions.NonBacktracking)]
    private static partial Regex Sentences();
}
