using System.Globalization;
using Tidemark.App.Terminal;
using Tidemark.Detection.Duplicates;
using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>Near-copies of texts as shares, and what a person must know about how they were found.</summary>
internal static class NearCopies
{
    public static ShareColumns Of(ShareColumns texts, List<string> notes, CancellationToken cancel)
    {
        var options = new NearDuplicateOptions();
        using var progress = new Progress("Comparing texts", "texts", texts.Objects.Count);
        SimilarTexts similar = SimilarTexts.Of(texts, options, done => progress.Report(done), cancel);
        notes.Add(string.Create(CultureInfo.InvariantCulture,
            $"near-copies: {texts.Objects.Count} different texts, {similar.Groups.Leaders} of them unlike any earlier one; two are near if the lighter shares {options.Threshold:P0} of its weight in rare 3-grams of letters"));
        if (similar.TooShort > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"near-copies: {similar.TooShort} posts have texts too short to compare (fewer than {options.LeastTrigrams} different 3-grams besides hashtags) and match nothing"));
        }
        if (similar.Groups.Cut > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"near-copies: the search was cut off for {similar.Groups.Cut} texts that resemble very many others; near-copies of theirs may be missing"));
        }
        return similar.Shares;
    }
}
