using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>Takes posts from several files and makes one <see cref="PostColumns"/> of them.</summary>
/// <remarks>O(n log n) in time for n posts, and all of their distinct bytes in memory.</remarks>
public sealed class PostCollector
{
    private readonly Names _accounts = new();
    private readonly Names _texts = new();
    private readonly Names _contents = new();
    private readonly Names _languages = new();
    private readonly Names _urls = new();
    private readonly List<Row> _rows = [];

    /// <summary>Rows taken so far, repetitions included.</summary>
    public int Count => _rows.Count;

    /// <summary>Rows that were refused, located.</summary>
    public List<Fault> Refused { get; } = [];

    /// <summary>Takes a post.</summary>
    public void Add(
        ReadOnlySpan<byte> account, ReadOnlySpan<byte> content, long time, ReadOnlySpan<byte> text, ReadOnlySpan<byte> language,
        ReadOnlySpan<byte> url) =>
        _rows.Add(new Row(
            _accounts.Intern(account), _contents.Intern(content), time, _texts.Intern(text), _languages.Intern(language), _urls.Intern(url)));

    /// <summary>All posts, each once, in their fixed order.</summary>
    public PostColumns ToColumns()
    {
        int[] rank = _accounts.OrdinalRanks();
        int[] of = new int[rank.Length];
        for (int id = 0; id < rank.Length; id++)
        {
            of[rank[id]] = id;
        }
        Names accounts = new(rank.Length);
        foreach (int id in of)
        {
            accounts.Intern(_accounts[id]);
        }
        int[] order = Order(rank);
        int kept = 0;
        for (int i = 0; i < order.Length; i++)
        {
            if (kept == 0 || Compare(_rows[order[kept - 1]], _rows[order[i]]) != 0)
            {
                order[kept++] = order[i];
            }
        }
        Array.Resize(ref order, kept);
        return new PostColumns
        {
            Accounts = accounts,
            Texts = _texts,
            Contents = _contents,
            Languages = _languages,
            Urls = _urls,
            Account = Array.ConvertAll(order, row => rank[_rows[row].Account]),
            Time = Array.ConvertAll(order, row => _rows[row].Time),
            Text = Array.ConvertAll(order, row => _rows[row].Text),
            Content = Array.ConvertAll(order, row => _rows[row].Content),
            Language = Array.ConvertAll(order, row => _rows[row].Language),
            Url = Array.ConvertAll(order, row => _rows[row].Url),
            Repeated = _rows.Count - kept,
        };
    }

    /// <summary>Rows by account, time, text, content, language, link: accounts are counted out and times sorted as numbers.</summary>
    private int[] Order(int[] rank)
    {
        int[] start = new int[rank.Length + 1];
        foreach (Row row in _rows)
        {
            start[rank[row.Account] + 1]++;
        }
        for (int a = 0; a < rank.Length; a++)
        {
            start[a + 1] += start[a];
        }
        int[] order = new int[_rows.Count];
        long[] time = new long[order.Length];
        int[] next = start[..rank.Length];
        for (int i = 0; i < order.Length; i++)
        {
            int at = next[rank[_rows[i].Account]]++;
            (order[at], time[at]) = (i, _rows[i].Time);
        }
        for (int a = 0; a < rank.Length; a++)
        {
            Span<int> rows = order.AsSpan(start[a], start[a + 1] - start[a]);
            Span<long> times = time.AsSpan(start[a], rows.Length);
            times.Sort(rows);
            for (int from = 0, to; from < rows.Length; from = to)
            {
                for (to = from + 1; to < rows.Length && times[to] == times[from]; to++)
                {
                }
                if (to - from > 1)
                {
                    rows[from..to].Sort((x, y) => CompareWhole(_rows[x], _rows[y]));
                }
            }
        }
        return order;
    }

    /// <summary>0 for two rows that are one post: same account, time, text and content.</summary>
    private int Compare(in Row a, in Row b)
    {
        int by = a.Account == b.Account && a.Time == b.Time ? 0 : 1;
        by = by == 0 && a.Text != b.Text ? _texts[a.Text].SequenceCompareTo(_texts[b.Text]) : by;
        return by == 0 && a.Content != b.Content ? _contents[a.Content].SequenceCompareTo(_contents[b.Content]) : by;
    }

    private int CompareWhole(in Row a, in Row b)
    {
        int by = Compare(a, b);
        by = by == 0 && a.Language != b.Language ? _languages[a.Language].SequenceCompareTo(_languages[b.Language]) : by;
        return by == 0 && a.Url != b.Url ? _urls[a.Url].SequenceCompareTo(_urls[b.Url]) : by;
    }

    private readonly record struct Row(int Account, int Content, long Time, int Text, int Language, int Url);
}
