using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Model.Ledger;

namespace Tidemark.Detection.Statements.Ledger;

/// <summary>Turns the statements of a text into rows that keep their ids at every reading.</summary>
internal static class LedgerRows
{
    /// <summary>Longest sentence that is kept beside a row, in characters to either side.</summary>
    private const int Around = 400;

    public static IReadOnlyList<LedgerRow> Of(LedgerSource source)
    {
        var points = new CodePoints(source.Text);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Statement statement in source.Read.Statements)
        {
            string place = Place(statement);
            int nth = seen[place] = seen.GetValueOrDefault(place) + 1;
            ids[statement.Id] = Id(source.Sha256, place, nth);
        }
        DateOnly? published = Day(source.Published);
        return [.. source.Read.Statements.Select(statement => Row(source, statement, points, ids, published))];
    }

    /// <summary>The day of an ISO 8601 date, or null.</summary>
    public static DateOnly? Day(string? iso) =>
        iso is { Length: >= 10 } && DateOnly.TryParseExact(iso.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    /// <summary>The cue's place tells a statement; content is what a better rule would cut differently.</summary>
    private static string Place(Statement statement)
    {
        Cut at = statement.Cue?.Span ?? (statement.Content.Count > 0 ? statement.Content[0].Span : statement.Speaker?.Span ?? default);
        return string.Create(CultureInfo.InvariantCulture, $"{(statement.Cue is null ? "content" : "cue")} {at.Start}-{at.End}");
    }

    private static string Id(string sha256, string place, int nth) => "r" + Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sha256} {place} {nth}"))))[..11];

    private static LedgerRow Row(LedgerSource source, Statement statement, CodePoints points, Dictionary<string, string> ids, DateOnly? published)
    {
        List<Cut> cuts = [.. statement.Content.Select(piece => piece.Span)];
        if (statement.Cue is { } cue)
        {
            cuts.Add(cue.Span);
        }
        if (statement.Speaker is { } speaker)
        {
            cuts.Add(speaker.Span);
        }
        int start = cuts.Min(cut => cut.Start);
        int end = cuts.Max(cut => cut.End);
        return new LedgerRow
        {
            Id = ids[statement.Id], Text = source.Sha256, Line = statement.Line, Start = start, End = end,
            Speaker = statement.Speaker?.Canonical, Named = SpeakerNames.IsNamed(statement.Speaker?.Canonical), Role = statement.Speaker?.Role,
            Cue = statement.Cue?.Span.Text, Stance = Lower(statement.Stance), Modality = Lower(statement.Modality), Factivity = Lower(statement.Factivity),
            Hedges = [.. statement.Hedges.Select(hedge => hedge.Text)],
            Content = string.Join(' ', statement.Content.Select(piece => piece.Span.Text)),
            Sentence = Sentence(source.Text, points.ToUtf16(start), points.ToUtf16(end)),
            Chain = [.. statement.Chain.Select(hop => new LedgerHop(hop.Name, Lower(hop.Kind), hop.Certain))],
            When = Time(statement.When, published),
            DenialScopes = [.. statement.DenialScopes.Select(Lower)],
            Denies = [.. statement.Denies.Where(ids.ContainsKey).Select(id => ids[id])],
            Rule = statement.Rule, Tier = Lower(statement.Tier),
        };
    }

    /// <summary>A year nobody stated is the text's own, or the one before where the day would lie ahead of it by more than two months.</summary>
    private static LedgerTime? Time(StatedTime? time, DateOnly? published)
    {
        if (time is null || Resolve(time.From, published, null) is not { } from || Resolve(time.To, published, from.Year) is not { } to || to < from)
        {
            return null;
        }
        return new LedgerTime(time.Text.Text, from, to, time.OfSaying);
    }

    private static DateOnly? Resolve(string iso, DateOnly? published, int? year)
    {
        if (!iso.StartsWith("XXXX", StringComparison.Ordinal))
        {
            return Day(iso);
        }
        if (published is not { } told)
        {
            return null;
        }
        DateOnly? day = Day((year ?? told.Year).ToString("0000", CultureInfo.InvariantCulture) + iso[4..]);
        return year is null && day > told.AddDays(61) ? day?.AddYears(-1) : day;
    }

    private static string Sentence(string text, int start, int end)
    {
        int from = start;
        while (from > 0 && start - from < Around && text[from - 1] != '\n' && !Ends(text, from - 2))
        {
            from--;
        }
        int to = end;
        while (to < text.Length && to - end < Around && text[to] != '\n' && !(to > end && Ends(text, to - 1)))
        {
            to++;
        }
        return text[from..to].Trim();
    }

    /// <summary>A mark that ends a sentence, a space behind it and a capital behind that.</summary>
    private static bool Ends(string text, int at)
    {
        if (at < 1 || text[at] is not ('.' or '!' or '?' or '\u201D' or '"') || at + 2 >= text.Length || text[at + 1] != ' ')
        {
            return false;
        }
        bool mark = text[at] is '.' or '!' or '?' || text[at - 1] is '.' or '!' or '?';
        // "U.S. officials", "J. D.": a letter alone before the dot ends nothing.
        bool initial = text[at] == '.' && at >= 2 && char.IsUpper(text[at - 1]) && !char.IsLetter(text[at - 2]);
        return mark && !initial && (char.IsUpper(text[at + 2]) || text[at + 2] is '\u201C' or '"');
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
