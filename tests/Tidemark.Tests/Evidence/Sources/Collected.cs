using System.Globalization;
using System.Text;
using Tidemark.Evidence.Sources;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Evidence.Sources;

/// <summary>A sink that keeps everything as text, for looking at.</summary>
internal sealed class Collected : IPostSink
{
    public List<string> Rows { get; } = [];
    public List<string[]> Traces { get; } = [];
    public List<PostCopy> Posts { get; } = [];
    public List<Fault> Faults { get; } = [];
    public List<string> Notes { get; } = [];
    public bool KeepRows { get; init; } = true;
    public long Count { get; private set; }
    public Parsed<ReadSummary> Result { get; private set; }

    public static Collected Read(string text, string name = "t.csv", ReadOptions? options = null) => Read(Encoding.UTF8.GetBytes(text), name, options);

    public static Collected Read(byte[] bytes, string name = "t.csv", ReadOptions? options = null)
    {
        using MemoryStream stream = new(bytes);
        return Read(stream, name, options);
    }

    public static Collected Read(Stream stream, string name, ReadOptions? options = null, bool keepRows = true)
    {
        Collected sink = new() { KeepRows = keepRows };
        sink.Result = SourceReader.Read(stream, name, options ?? ReadOptions.Default, sink, TestContext.Current.CancellationToken);
        return sink;
    }

    /// <summary>A file of the shared material, or a visible skip.</summary>
    public static Collected ReadShared(string path, ReadOptions? options = null, bool keepRows = true)
    {
        using FileStream stream = File.OpenRead(Shared(path));
        return Read(stream, Path.GetFileName(path), options, keepRows);
    }

    public static string Shared(string path)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "..", "shared", path);
            if (File.Exists(Path.Combine(at.FullName, "Tidemark.slnx")) && (File.Exists(candidate) || Directory.Exists(candidate)))
            {
                return candidate;
            }
        }
        Assert.Skip($"needs ../shared/{path}");
        return "";
    }

    public void Add(in PostRow row)
    {
        Count++;
        if (!KeepRows)
        {
            return;
        }
        string[] traces = new string[row.Traces.Count];
        for (int i = 0; i < traces.Length; i++)
        {
            traces[i] = $"{row.Traces.Kind(i)}:{Encoding.UTF8.GetString(row.Traces.Value(i))}";
        }
        Traces.Add(traces);
        Posts.Add(new PostCopy(Encoding.UTF8.GetString(row.Id), Encoding.UTF8.GetString(row.Account), row.Time.ToString(),
            Encoding.UTF8.GetString(row.Text), Encoding.UTF8.GetString(row.Language), row.Zone, row.Line, row.Offset, row.Length));
        Rows.Add(string.Create(CultureInfo.InvariantCulture,
            $"{Encoding.UTF8.GetString(row.Id)} {Encoding.UTF8.GetString(row.Account)} {row.Time} {string.Join(' ', traces)}"));
    }

    public void Refuse(in Fault fault, long offset, long length) => Faults.Add(fault);

    public void Note(string sentence) => Notes.Add(sentence);
}

internal sealed record PostCopy(
    string Id, string Account, string Time, string Text, string Language, ZoneSource Zone, long Line, long Offset, long Length);
