using System.Globalization;
using Tidemark.App.Inputs;
using Tidemark.App.Terminal;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.App.Posts;

/// <summary>A file of posts that was read.</summary>
/// <param name="Name">As the user named it.</param>
/// <param name="Sha256">Of the file as it stands, packed or not.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Rows">Rows that went in.</param>
/// <param name="Refused">Rows that did not.</param>
internal sealed record PostFile(string Name, string Sha256, long Bytes, long Rows, long Refused);

/// <summary>The posts of a call: all its files as one table.</summary>
/// <param name="Posts">The posts, each once, in their fixed order.</param>
/// <param name="Files">What was read.</param>
/// <param name="Refused">Every refused row, located.</param>
/// <param name="Notes">What a person must see.</param>
internal sealed record PostMaterial(PostColumns Posts, IReadOnlyList<PostFile> Files, IReadOnlyList<Fault> Refused, IReadOnlyList<string> Notes);

/// <summary>Reads files of posts with their texts; one in which nothing can be read is left out and said, as long as another can.</summary>
internal static class PostFiles
{
    /// <summary>Reads the files in the order given; the result does not depend on it, but for the names of posts without a content id.</summary>
    /// <exception cref="Refusal">A file is none, or no row of all files could be read.</exception>
    public static PostMaterial Read(IReadOnlyList<string> files, PostNeeds needs, CancellationToken cancel)
    {
        foreach (string file in files)
        {
            InputFile.Regular(file);
        }
        var into = new PostCollector();
        var read = new List<PostFile>();
        var notes = new List<string>();
        foreach (string file in files)
        {
            int rows = into.Count;
            int refused = into.Refused.Count;
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            using var hashing = new HashingStream(stream);
            using var progress = new Progress($"Reading {Path.GetFileName(file)}", "rows");
            using (SourceBytes source = SourceBytes.Open(hashing, file))
            {
                Parsed<PostsRead> table = PostTextReader.Read(source, needs, into, done => progress.Report(done), cancel);
                if (table.Ok)
                {
                    notes.AddRange(table.Value.Notes.Select(note => $"{file}: {note}"));
                }
                else
                {
                    into.Refused.Add(table.Fault);
                    notes.Add($"left out: {table.Fault}");
                }
            }
            read.Add(new PostFile(file, hashing.Finish(), hashing.Bytes, into.Count - rows, into.Refused.Count - refused));
        }
        if (into.Count == 0)
        {
            throw new Refusal(into.Refused.Count switch
            {
                0 => $"there is a header, but no row, in {string.Join(", ", files)}.",
                1 => $"{into.Refused[0]}.",
                _ => string.Create(CultureInfo.InvariantCulture, $"none of {into.Refused.Count} rows could be read; the first: {into.Refused[0]}"),
            });
        }
        return new PostMaterial(into.ToColumns(), read, into.Refused, notes);
    }
}
