using Tidemark.App.Terminal;
using Tidemark.Detection.Places;

namespace Tidemark.App.Places;

/// <summary>A body of documents, read and searched.</summary>
internal sealed class PlaceRun
{
    private const int Batch = 4096;

    public PlaceInputs Inputs { get; } = new();

    public PlaceTally Tally { get; } = new();

    public DateOnly? First { get; private set; }

    public DateOnly? Last { get; private set; }

    /// <summary>Mentions by document, kept only where they are to be written.</summary>
    public List<(string Doc, PlaceMention Mention)> Mentions { get; } = [];

    /// <summary>Reads and searches files; the same file named twice is read once.</summary>
    public static PlaceRun Of(IReadOnlyList<string> files, bool keep, string doing, CancellationToken cancel)
    {
        var run = new PlaceRun();
        using var progress = new Progress(doing, "documents");
        var waiting = new List<PlaceDocument>(Batch);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string file in files)
        {
            if (!seen.Add(Path.GetFullPath(file)))
            {
                continue;
            }
            run.Inputs.ReadFile(file, document =>
            {
                waiting.Add(document);
                if (waiting.Count == Batch)
                {
                    run.Search(waiting, keep, cancel);
                    progress.Report(run.Tally.Documents);
                }
            });
        }
        run.Search(waiting, keep, cancel);
        if (keep)
        {
            // Nothing depends on the order of rows or files.
            run.Mentions.Sort(Compare);
        }
        return run;
    }

    private void Search(List<PlaceDocument> waiting, bool keep, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var found = new IReadOnlyList<PlaceMention>[waiting.Count];
        Parallel.For(0, waiting.Count, new ParallelOptions { CancellationToken = cancel }, i => found[i] = PlaceReader.Read(waiting[i].Text));
        for (int i = 0; i < waiting.Count; i++)
        {
            Tally.Add(waiting[i].Account, found[i]);
            if (waiting[i].Time is { } time)
            {
                DateOnly day = DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(time.Seconds));
                First = First is null || day < First ? day : First;
                Last = Last is null || day > Last ? day : Last;
            }
            if (keep)
            {
                foreach (PlaceMention mention in found[i])
                {
                    Mentions.Add((waiting[i].Doc, mention));
                }
            }
        }
        waiting.Clear();
    }

    private static int Compare((string Doc, PlaceMention Mention) left, (string Doc, PlaceMention Mention) right)
    {
        int order = string.CompareOrdinal(left.Doc, right.Doc);
        order = order != 0 ? order : left.Mention.Cut.Start.CompareTo(right.Mention.Cut.Start);
        order = order != 0 ? order : left.Mention.Cut.End.CompareTo(right.Mention.Cut.End);
        order = order != 0 ? order : string.CompareOrdinal(left.Mention.Cut.Text, right.Mention.Cut.Text);
        order = order != 0 ? order : string.CompareOrdinal(left.Mention.Place, right.Mention.Place);
        order = order != 0 ? order : left.Mention.Role.CompareTo(right.Mention.Role);
        return order != 0 ? order : string.CompareOrdinal(left.Mention.Rule, right.Mention.Rule);
    }
}
