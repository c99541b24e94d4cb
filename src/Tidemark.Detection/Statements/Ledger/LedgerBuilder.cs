using Tidemark.Detection.Duplicates;
using Tidemark.Model.Ledger;

namespace Tidemark.Detection.Statements.Ledger;

/// <summary>
/// From texts and their statements to one ledger across them: variants, drift, denials, accusations, citations, dates, closeness, checks.
/// </summary>
/// <remarks>
/// <para><b>Claims</b> what each part claims; every row leads to a place in a text. <b>Does not claim</b> that anything was said or is true, that the
/// machine found all statements, or who is right. It never ranks people and names no actor.</para>
/// <para><b>Fails innocently</b> where the reading of statements fails, where two speakers share a name, and where the case lacks the text that
/// would explain a difference. Each check carries its ordinary explanation.</para>
/// <para>The same texts and options give the same ledger, whatever order they come in. Complexity: that of <see cref="VariantFinder"/> and of
/// <see cref="ArticleCopies"/>.</para>
/// </remarks>
public static class LedgerBuilder
{
    /// <summary>The detector's name.</summary>
    public const string Name = "statements";

    /// <summary>Version of the definition.</summary>
    public const string Version = "1";

    /// <summary>
    /// Two texts of which the lighter has this much of its weight in the other are one wording: what is shared by more than a long quotation.
    /// </summary>
    private const double OneWording = 0.35;

    /// <summary>Builds the ledger.</summary>
    /// <param name="sources">The texts; no two with one hash.</param>
    /// <param name="options">Null = defaults.</param>
    /// <param name="cancel">Stops between two steps.</param>
    public static StatementLedger Build(IReadOnlyList<LedgerSource> sources, LedgerOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        options ??= new LedgerOptions();
        LedgerSource[] ordered = [.. sources.OrderBy(source => LedgerRows.Day(source.Published) ?? DateOnly.MaxValue).ThenBy(source => source.Sha256, StringComparer.Ordinal)];
        int[] copies = Copies(ordered, cancel);
        LedgerText[] texts =
        [
            .. ordered.Select((source, i) => new LedgerText(
                source.Sha256, source.Name, Outlet(source), source.Title, source.Published, [.. source.Read.Article.Agencies.Select(agency => agency.Text)], copies[i])),
        ];
        var material = new LedgerMaterial(ordered, texts, [.. ordered.SelectMany(LedgerRows.Of)]);
        IReadOnlyList<StatementVariants> variants = VariantFinder.Find(material, cancel);
        (IReadOnlyList<DenialMatch> denials, IReadOnlyList<AccusationState> accusations) = new DenialMatcher(material, variants).Match();
        var ledger = new StatementLedger
        {
            Texts = texts, Rows = material.Rows, Variants = variants,
            Drifts = RetoldRows.Find(material, variants), Denials = denials, Accusations = accusations,
            Citations = CitationChecker.Check(material, cancel), Conflicts = DateConflicts.Find(material, variants),
            Nearnesses = new Closeness(material, options).Find(), Checks = [],
        };
        return ledger with { Checks = new LedgerCheckFinder(material, ledger, options).Find() };
    }

    private static string Outlet(LedgerSource source) =>
        !string.IsNullOrWhiteSpace(source.Outlet) ? source.Outlet : !string.IsNullOrWhiteSpace(source.Byline) ? source.Byline : source.Name;

    /// <summary>Groups of near-duplicates, numbered from 1 in the order of the texts.</summary>
    private static int[] Copies(LedgerSource[] sources, CancellationToken cancel)
    {
        int[] group = [.. Enumerable.Range(0, sources.Length)];
        foreach (ArticleCopy copy in ArticleCopies.Find([.. sources.Select(source => source.Text)], new ArticleCopyOptions { Threshold = OneWording }, cancel))
        {
            group[Math.Max(Lead(copy.A), Lead(copy.B))] = Math.Min(Lead(copy.A), Lead(copy.B));
        }
        int[] leads = [.. Enumerable.Range(0, sources.Length).Select(Lead).Distinct().Order()];
        return [.. Enumerable.Range(0, sources.Length).Select(i => Array.IndexOf(leads, Lead(i)) + 1)];

        int Lead(int i)
        {
            while (group[i] != i)
            {
                i = group[i] = group[group[i]];
            }
            return i;
        }
    }
}
