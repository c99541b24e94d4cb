using System.Text;
using Tidemark.Detection.Coordination;
using Tidemark.Evidence.Sources;
using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Coordination;

/// <summary>
/// What the posts behind the kept pairs say and where they stand. The first reading keeps no texts, for they are most of a file; the
/// files of a call that found something are read once more, for the few posts a report can show.
/// </summary>
internal sealed class QuickPosts : IPostSink
{
    /// <summary>A report shows less of each text; this bounds what a hostile file can make us keep.</summary>
    private const int LongestText = 4_000;

    private readonly ShareColumns _shares;
    private readonly Dictionary<int, ActingPost> _found = [];
    private readonly HashSet<int> _wanted = [];

    // The shares keep posts without a dictionary; the few that are wanted get one.
    private readonly Names _wantedIds = new();
    private readonly List<int> _wantedContents = [];
    private readonly Dictionary<(int Account, int Object, long Time), int> _unnamed = [];
    private string _sha256 = "";

    private QuickPosts(ShareColumns shares) => _shares = shares;

    /// <summary>The post of a row, by its content id; a post that was not looked for has neither text nor place.</summary>
    public static Func<int, UnixTime, ActingPost> Of(CoordinationCall call, ShareMaterial material, CoordinationResult result, CancellationToken cancel)
    {
        var posts = new QuickPosts(material.Shares);
        posts.Want(result, new ReportOptions());
        foreach (ReadFile file in posts._wanted.Count == 0 ? [] : material.Files.Where(file => file.HasPosts))
        {
            posts._sha256 = file.Sha256;
            using var stream = new FileStream(file.Name, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            using var watched = new WatchedSink(posts, stream, $"Looking posts up in {Path.GetFileName(file.Name)}");
            SourceReader.Read(stream, file.Name, call.Reading, watched, cancel);
        }
        return (content, time) => posts._found.GetValueOrDefault(content)
            ?? new ActingPost(material.Shares.Contents?.Text(content), time, null, null);
    }

    public void Add(in PostRow row)
    {
        int account = _shares.Accounts.Find(row.Account);
        if (account < 0 || row.Text.IsEmpty && row.Line == 0)
        {
            return;
        }
        if (!row.Id.IsEmpty)
        {
            int wanted = _wantedIds.Find(row.Id);
            if (wanted >= 0)
            {
                Keep(_wantedContents[wanted], in row);
            }
            return;
        }
        for (int i = 0; i < row.Traces.Count; i++)
        {
            if (row.Traces.Kind(i) == _shares.Kind && _shares.Objects.Find(row.Traces.Value(i)) is >= 0 and int obj
                && _unnamed.TryGetValue((account, obj, row.Time.Nanoseconds), out int content))
            {
                Keep(content, in row);
            }
        }
    }

    // The first reading has told both.
    public void Refuse(in Fault fault, long offset, long length)
    {
    }

    public void Note(string sentence)
    {
    }

    /// <summary>The posts of the rows a report may show: each pair's first ones.</summary>
    private void Want(CoordinationResult result, ReportOptions options)
    {
        for (int e = 0; e < result.Edges.Count; e++)
        {
            foreach (PairRows.Pair pair in PairRows.Of(result.Index, result.Edges.A[e], result.Edges.B[e], result.Options.Window)
                .OrderBy(pair => result.Index.Time[pair.RowA]).Take(options.RowsPerEdge))
            {
                Want(result.Index, pair.RowA);
                Want(result.Index, pair.RowB);
            }
        }
    }

    private void Want(ShareIndex index, int row)
    {
        if (_wanted.Add(index.Content[row]) && _shares.Contents is { } contents)
        {
            _wantedIds.Intern(contents[index.Content[row]]);
            _wantedContents.Add(index.Content[row]);
        }
        _unnamed.TryAdd((index.Account[row], index.ObjectOf[row], index.Time[row]), index.Content[row]);
    }

    private void Keep(int content, in PostRow row)
    {
        if (_wanted.Contains(content) && !_found.ContainsKey(content))
        {
            string text = Encoding.UTF8.GetString(row.Text[..Math.Min(row.Text.Length, LongestText)]);
            _found.Add(content, new ActingPost(
                row.Id.IsEmpty ? null : Encoding.UTF8.GetString(row.Id), row.Time, text.Length == 0 ? null : text,
                new EvidenceRef(_sha256, row.Line, row.Offset, row.Length)));
        }
    }
}
