using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>The kinds of trace as they are written on the command line.</summary>
internal static class TraceWords
{
    /// <summary>What the help says of --trace.</summary>
    public const string Help =
        "what posts must have in common: link, domain, hashtag, sequence (all hashtags of a post, in order), repost, reply, mention, text, similar "
        + "(texts and near-copies of them), media or object; several with commas are each tested on their own, at q divided by their number, and a "
        + "pair is kept if one of them keeps it";

    /// <summary>The word of a kind.</summary>
    public static string Word(TraceKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The words of several kinds.</summary>
    public static string Words(IEnumerable<TraceKind> kinds) => string.Join(',', kinds.Select(Word));

    /// <summary>The kinds asked for, in a fixed order, so that no result depends on the order they were named in.</summary>
    /// <exception cref="Refusal">A word is none, or stands twice.</exception>
    public static IReadOnlyList<TraceKind> Parse(string? words)
    {
        if (words is null)
        {
            return [];
        }
        var kinds = new SortedSet<TraceKind>();
        foreach (string word in words.Split(','))
        {
            TraceKind[] found = [.. Enum.GetValues<TraceKind>().Where(kind => Word(kind) == word)];
            if (found.Length == 0)
            {
                throw new Refusal($"--trace is one or several of {string.Join(", ", Enum.GetValues<TraceKind>().Select(Word))}, with commas between, not '{words}'.");
            }
            if (!kinds.Add(found[0]))
            {
                throw new Refusal($"--trace names {word} twice.");
            }
        }
        return [.. kinds];
    }
}
